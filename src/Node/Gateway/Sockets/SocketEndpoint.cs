using Akka.Actor;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Switchboard.Messages;
using Switchboard.Node.Gateway.Access;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>The door for sockets: <c>/socket/websocket</c>.</summary>
internal sealed class SocketEndpoint(
    AccessControl access, SocketRegistry registry, SocketLimits limits, GatewayMetrics metrics, TimeProvider time, NodeActors actors)
{
    /// <summary>A session starts at once, or the actor system is stopping and never will.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(5);

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Refusals.WriteAsync(context, StatusCodes.Status426UpgradeRequired, "websocket_required");
            return;
        }
        if (registry.IsDraining)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "draining");
            return;
        }
        if (!WireVersions.TryParse(context.Request.Query["vsn"], out var version))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "unsupported_version");
            return;
        }
        var allowed = access.CheckSocket(context);
        if (allowed.IsRefused)
        {
            await RefuseAsync(context, allowed.Status, allowed.Refusal!);
            return;
        }
        await ServeAsync(context, version, allowed.Identity);
    }

    private async Task ServeAsync(HttpContext context, WireVersion version, string? identity)
    {
        // How slow a client may be is for the socket's own queue to say.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var answer = context.WebSockets.WebSocketRequestedProtocols.Contains(TokenSource.SubProtocol) ? TokenSource.SubProtocol : null;
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync(answer);
        var socket = new SocketConnection(webSocket, version, identity, limits, time);
        metrics.SocketOpened();
        registry.Add(socket);
        try
        {
            var session = new TaskCompletionSource<Ref<SessionMessage>>(TaskCreationOptions.RunContinuationsAsynchronously);
            actors.Sessions.Tell(new SessionsMessage.Open(socket, session));
            await socket.RunAsync(new SessionHandler(await session.Task.WaitAsync(StartTime)));
        }
        finally
        {
            registry.Remove(socket);
            metrics.SocketClosed(socket.Closing ?? CloseReason.ByClient);
        }
    }

    private async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        metrics.SocketRefused(reason);
        await Refusals.WriteAsync(context, status, reason);
    }
}
