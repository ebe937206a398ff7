using System.Buffers.Text;
using System.Text;

namespace Switchboard.Node.Gateway.Access;

/// <summary>Finds the token that a request brings.</summary>
internal static class TokenSource
{
    /// <summary>The sub-protocol that Phoenix clients offer and want to be answered with.</summary>
    public const string SubProtocol = "phoenix";

    private const string Offer = "base64url.bearer.phx.";
    private const string Bearer = "Bearer ";

    /// <summary>
    /// The token of a socket request: from the offered sub-protocols (the client's <c>authToken</c>), else from the header
    /// <c>Authorization: Bearer</c>, else from the query parameter <c>token</c>. Null when there is none.
    /// </summary>
    public static string? FromSocketRequest(HttpContext context)
    {
        foreach (var offer in context.WebSockets.WebSocketRequestedProtocols)
        {
            if (offer.StartsWith(Offer, StringComparison.Ordinal))
                return Decode(offer.AsSpan(Offer.Length));
        }
        return FromHeader(context.Request) ?? FromQuery(context.Request);
    }

    /// <summary>The token of an HTTP request, from <c>Authorization: Bearer</c>. Null when there is none.</summary>
    public static string? FromHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    private static string? FromQuery(HttpRequest request) => request.Query["token"] is { Count: > 0 } values ? values[0] : null;

    /// <summary>The client encodes with the alphabet of plain base64 or of base64url, both without padding. What is neither is no token.</summary>
    private static string Decode(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var text = encoded.ToString().Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : "";
    }
}
