using Microsoft.AspNetCore.Connections.Features;

namespace Switchboard.Node.Gateway.Sockets.Takeover;

/// <summary>
/// Stands between the server's heartbeat and HTTP, which registers itself there for the life of the connection. After a takeover nothing is passed on, and
/// nothing of HTTP is kept in memory by it.
/// </summary>
internal sealed class HeartbeatGate : IConnectionHeartbeatFeature
{
    // Replaced as a whole, since the heartbeat comes from its own thread.
    private volatile (Action<object> Action, object State)[] _handlers = [];

    public HeartbeatGate(IConnectionHeartbeatFeature heartbeat) => heartbeat.OnHeartbeat(static state => ((HeartbeatGate)state).Beat(), this);

    public void OnHeartbeat(Action<object> action, object state) => _handlers = [.. _handlers, (action, state)];

    public void Close() => _handlers = [];

    private void Beat()
    {
        foreach (var (action, state) in _handlers)
            action(state);
    }
}
