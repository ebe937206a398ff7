using Akka.Configuration;
using Akka.Remote;
using Akka.Remote.Transport;

namespace Akka.Simulation;

/// <summary>The simulated network as one life of a node sees it.</summary>
internal sealed class SimulatedTransport(SimulatedNetwork network, SimulatedNode node, Config config) : ITransport
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    private readonly List<SimulatedEnd> _ends = [];
    private Action<ITransportConnection>? _accepted;

    public string Protocol => "tcp";

    public SimulatedNode Node => node;

    public NodeLife Life { get; } = node.LifeOrThrow();

    public (string Host, int Port) Listen(Action<ITransportConnection> accepted)
    {
        var port = config.GetInt("akka.remote.dot-netty.tcp.port");
        if (port == 0) port = 2552;
        _accepted = accepted;
        network.Listen(this, port);
        return (node.Name, port);
    }

    public Task<ITransportConnection> Connect(string host, int port, CancellationToken cancellation)
    {
        var connected = new TaskCompletionSource<ITransportConnection>();
        cancellation.Register(() => connected.TrySetCanceled(cancellation));
        After(network.Latency(node.Name, host), () => Attempt(host, port, connected, FirstRetry));
        return connected.Task;
    }

    public void Shutdown()
    {
        network.Unlisten(this);
        foreach (var end in _ends.ToArray()) end.Abort();
    }

    public void Add(SimulatedEnd end) => _ends.Add(end);

    public void Remove(SimulatedEnd end) => _ends.Remove(end);

    public void Accept(SimulatedEnd end) => _accepted!(end);

    // At the other machine, so to speak: the first packet of a connection has arrived, or got lost and comes again after a time that doubles.
    private void Attempt(string host, int port, TaskCompletionSource<ITransportConnection> connected, TimeSpan retry)
    {
        if (connected.Task.IsCompleted) return;
        var other = network.ListenerAt(host, port);
        var name = other?.Node.Name ?? host;
        if (network.IsDead(host) || !network.IsPassable(node.Name, name) || !network.IsPassable(name, node.Name))
        {
            After(retry, () => Attempt(host, port, connected, retry * 2));
            return;
        }

        if (other is null)
        {
            After(network.Latency(host, node.Name), () => connected.TrySetException(new NobodyListensException($"No connection to [{host}:{port}]: refused.")));
            return;
        }

        var connection = new SimulatedConnection(network, this, other);
        network.World.After(TimeSpan.Zero, () => other.Accept(connection.Server), other.Node);
        After(network.Latency(name, node.Name), () =>
        {
            if (!connected.TrySetResult(connection.Client)) connection.Client.Abort();
        });
    }

    private void After(TimeSpan delay, Action action)
    {
        if (node.Life == Life) network.World.After(delay, action, node);
    }
}
