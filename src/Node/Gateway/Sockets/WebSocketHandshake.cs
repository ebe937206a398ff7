using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Switchboard.Node.Gateway.Access;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>The opening handshake of WebSocket (RFC 6455, section 4.2), without extensions.</summary>
internal static class WebSocketHandshake
{
    /// <summary>What the RFC has the server append to the client's key.</summary>
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private const string Version = "13";
    private const int KeyBytes = 16;

    /// <summary>Reads a request for a socket.</summary>
    /// <param name="request">The request.</param>
    /// <param name="accept">What proves to the client that its key was read.</param>
    public static bool TryRead(HttpRequest request, out string accept)
    {
        accept = "";
        var headers = request.Headers;
        if (!HttpMethods.IsGet(request.Method) || request.HttpContext.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase) || headers.SecWebSocketVersion != Version)
            return false;
        var key = headers.SecWebSocketKey.ToString();
        Span<byte> bytes = stackalloc byte[KeyBytes];
        if (!Convert.TryFromBase64String(key, bytes, out var length) || length != KeyBytes)
            return false;
        // SHA-1 as the RFC says; nothing rests on its strength.
#pragma warning disable CA5350
        accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
#pragma warning restore CA5350
        return true;
    }

    /// <summary>Answers the request with the upgrade.</summary>
    public static Task AcceptAsync(HttpContext context, string accept)
    {
        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = accept;
        if (context.WebSockets.WebSocketRequestedProtocols.Contains(TokenSource.SubProtocol))
            headers.SecWebSocketProtocol = TokenSource.SubProtocol;
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    /// <summary>Tells a client that this address is for sockets only.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketVersion = Version;
        return Refusals.WriteAsync(context, StatusCodes.Status426UpgradeRequired, "websocket_required");
    }
}
