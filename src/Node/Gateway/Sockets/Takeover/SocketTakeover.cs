using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Switchboard.Node.Gateway.Sockets.Takeover;

/// <summary>
/// Lets a WebSocket leave HTTP behind. A request that is upgraded in the ordinary way keeps all of HTTP's objects alive as long as the socket lives, more
/// than the socket itself needs; here the request ends with the upgrade, those objects go, and the socket runs on the bare connection.
/// </summary>
internal static class SocketTakeover
{
    /// <summary>Makes <see cref="ISocketTakeover"/> available to the requests of an endpoint.</summary>
    public static void UseSocketTakeover(this ListenOptions listen) => listen.Use(next => connection => RunAsync(next, connection));

    private static async Task RunAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        if (await ServeHttpAsync(next, connection) is { } run)
            await run(connection);
    }

    /// <summary>A method of its own, so that what it holds is gone when the socket runs.</summary>
    private static async Task<Func<ConnectionContext, Task>?> ServeHttpAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        var original = connection.Transport;
        var heartbeat = connection.Features.Get<IConnectionHeartbeatFeature>();
        var transport = new DetachableTransport(original);
        var gate = heartbeat is null ? null : new HeartbeatGate(heartbeat);
        var feature = new Feature(transport);
        connection.Transport = transport;
        connection.Features.Set<IConnectionHeartbeatFeature>(gate);
        connection.Features.Set<ISocketTakeover>(feature);
        try
        {
            await next(connection);
        }
        finally
        {
            gate?.Close();
            connection.Transport = original;
            connection.Features.Set(heartbeat);
            connection.Features.Set<ISocketTakeover>(null);
        }
        return feature.Run;
    }

    private sealed class Feature(DetachableTransport transport) : ISocketTakeover
    {
        public Func<ConnectionContext, Task>? Run { get; private set; }

        public void Take(Func<ConnectionContext, Task> run)
        {
            Run = run;
            transport.Detach();
        }
    }
}
