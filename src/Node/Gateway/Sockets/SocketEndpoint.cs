using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Switchboard.Messages;
using Switchboard.Node.Gateway.Access;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;
using Switchboard.Node.Gateway.Sockets.Takeover;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>The door for sockets: <c>/socket/websocket</c>.</summary>
internal sealed class SocketEndpoint(
    AccessControl access, SocketRegistry registry, SocketLimits limits, GatewayMetrics metrics, TimeProvider time, NodeActors actors)
{
    /// <summary>A session starts at once, or the actor system is stopping and never will.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(5);

    public async Task HandleAsync(HttpContext context)
    {
        if (!WebSocketHandshake.TryRead(context.Request, out var accept))
        {
            await WebSocketHandshake.RefuseAsync(context);
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
        var identity = allowed.Identity;
        await WebSocketHandshake.AcceptAsync(context, accept);
        context.Features.GetRequiredFeature<ISocketTakeover>().Take(connection => ServeAsync(connection, version, identity));
    }

    private async Task ServeAsync(ConnectionContext connection, WireVersion version, string? identity)
    {
        var socket = new SocketConnection(connection, version, identity, limits, time);
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
