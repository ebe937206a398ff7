using Akka.Actor.Setup;
using Akka.Remote.Transport;

namespace Akka.Simulation;

/// <summary>
/// The network between the nodes of a simulated world, as programs see it above TCP: connections that deliver in order until they break, late, slowly or
/// never. Nodes are reached under their names. Faults count for directions, so that a partition may be one-way. Not thread-safe; see <see cref="SimulatedWorld"/>.
/// </summary>
public sealed class SimulatedNetwork
{
    private readonly SortedDictionary<string, SimulatedTransport> _listeners = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), NetworkLink> _links = [];
    private readonly List<SimulatedConnection> _connections = [];
    private readonly HashSet<string> _frozen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);
    private readonly SeededRandom _random;

    /// <summary>Makes the network of a world.</summary>
    /// <param name="world">The world.</param>
    public SimulatedNetwork(SimulatedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        World = world;
        _random = world.Random.Fork("network");
        Setup = new TransportSetup(system => new SimulatedTransport(this, SimulationSetup.NodeOf(system), system.Settings.Config));
        world.NodeCrashed += NodeCrashed;
        world.NodeStarted += NodeStarted;
    }

    /// <summary>The world.</summary>
    public SimulatedWorld World { get; }

    /// <summary>What a node's actor systems are set up with to use this network.</summary>
    public Setup Setup { get; }

    /// <summary>The shortest time from node to node: 0.2 ms by default.</summary>
    public TimeSpan MinLatency { get; set; } = TimeSpan.FromMilliseconds(0.2);

    /// <summary>The longest time from node to node, without faults: 2 ms by default.</summary>
    public TimeSpan MaxLatency { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How likely a connection breaks whenever something is sent on it: 0 by default. What is under way is lost then.</summary>
    public double ConnectionLoss { get; set; }

    /// <summary>How likely a crash is that of the whole machine, which closes no connection: 0.5 by default. Otherwise the others are told that connections are gone.</summary>
    public double SilentCrashes { get; set; } = 0.5;

    /// <summary>How many times something was sent.</summary>
    public long Sends { get; internal set; }

    /// <summary>How many bytes were sent.</summary>
    public long BytesSent { get; internal set; }

    /// <summary>How many connections were opened.</summary>
    public long ConnectionsOpened { get; internal set; }

    /// <summary>Lets nothing through from one node to another. What is under way waits; connections stay open until somebody gives them up.</summary>
    /// <param name="from">The sending node.</param>
    /// <param name="to">The receiving node.</param>
    public void Block(SimulatedNode from, SimulatedNode to)
    {
        Trace(from.Name, $"no way to {to.Name}");
        Link(from.Name, to.Name).IsBlocked = true;
    }

    /// <summary>Takes <see cref="Block"/> back.</summary>
    /// <param name="from">The sending node.</param>
    /// <param name="to">The receiving node.</param>
    public void Unblock(SimulatedNode from, SimulatedNode to)
    {
        Trace(from.Name, $"way to {to.Name} again");
        Link(from.Name, to.Name).IsBlocked = false;
        Resume();
    }

    /// <summary>Separates groups of nodes from each other, both ways. Nodes of no group are not concerned.</summary>
    /// <param name="groups">The groups.</param>
    public void Partition(params IReadOnlyList<SimulatedNode>[] groups)
    {
        foreach (var one in groups)
            foreach (var other in groups)
                if (!ReferenceEquals(one, other))
                    foreach (var from in one)
                        foreach (var to in other) Block(from, to);
    }

    /// <summary>Separates a node from all others, both ways.</summary>
    /// <param name="node">The node.</param>
    public void Isolate(SimulatedNode node) => Partition([node], [.. World.Nodes.Where(other => other != node)]);

    /// <summary>Ends all blocks, delays and damage. Frozen nodes stay frozen.</summary>
    public void Heal()
    {
        Trace("network", "healed");
        _links.Clear();
        Resume();
    }

    /// <summary>Breaks all connections between two nodes: what is under way is lost, and both see it.</summary>
    /// <param name="one">A node.</param>
    /// <param name="other">Another.</param>
    public void Cut(SimulatedNode one, SimulatedNode other)
    {
        Trace(one.Name, $"connections with {other.Name} are cut");
        foreach (var connection in _connections.ToArray())
            if (connection.IsBetween(one.Name, other.Name)) connection.Break();
    }

    /// <summary>Makes the way from one node to another longer. In order still.</summary>
    /// <param name="from">The sending node.</param>
    /// <param name="to">The receiving node.</param>
    /// <param name="extra">How much longer; zero for no longer.</param>
    public void Delay(SimulatedNode from, SimulatedNode to, TimeSpan extra)
    {
        Trace(from.Name, $"{extra} later to {to.Name}");
        Link(from.Name, to.Name).ExtraLatency = extra;
    }

    /// <summary>Changes bits on the way from one node to another, as broken proxies do.</summary>
    /// <param name="from">The sending node.</param>
    /// <param name="to">The receiving node.</param>
    /// <param name="probability">How likely whenever something is sent.</param>
    public void Corrupt(SimulatedNode from, SimulatedNode to, double probability)
    {
        Trace(from.Name, $"damage of {probability} to {to.Name}");
        Link(from.Name, to.Name).Damage = probability;
    }

    /// <summary>Stops all traffic of a node, in and out, without closing anything: the network as a stopped process shows it.</summary>
    /// <param name="node">The node.</param>
    public void Freeze(SimulatedNode node)
    {
        Trace(node.Name, "frozen");
        _frozen.Add(node.Name);
    }

    /// <summary>Takes <see cref="Freeze"/> back: what has waited arrives.</summary>
    /// <param name="node">The node.</param>
    public void Thaw(SimulatedNode node)
    {
        Trace(node.Name, "thawed");
        _frozen.Remove(node.Name);
        Resume();
    }

    internal SeededRandom Random => _random;

    internal bool IsPassable(string from, string to) => !_frozen.Contains(from) && !_frozen.Contains(to) && !(_links.TryGetValue((from, to), out var link) && link.IsBlocked);

    internal TimeSpan Latency(string from, string to)
    {
        var spread = MaxLatency > MinLatency ? (MaxLatency - MinLatency) * _random.NextDouble() : TimeSpan.Zero;
        return MinLatency + spread + (_links.TryGetValue((from, to), out var link) ? link.ExtraLatency : TimeSpan.Zero);
    }

    internal bool IsDamaged(string from, string to) => _links.TryGetValue((from, to), out var link) && link.Damage > 0 && _random.NextDouble() < link.Damage;

    internal void Listen(SimulatedTransport transport, int port) => _listeners[Key(transport.Node.Name, port)] = transport;

    internal void Unlisten(SimulatedTransport transport)
    {
        foreach (var (key, listener) in _listeners.ToArray())
            if (ReferenceEquals(listener, transport)) _listeners.Remove(key);
    }

    /// <summary>Who listens there; null when nobody does.</summary>
    internal SimulatedTransport? ListenerAt(string host, int port) => _listeners.GetValueOrDefault(Key(host, port));

    /// <summary>Whether the machine is off: it does not even refuse.</summary>
    internal bool IsDead(string host) => _dead.Contains(host.ToLowerInvariant());

    internal void Opened(SimulatedConnection connection)
    {
        ConnectionsOpened++;
        _connections.Add(connection);
    }

    internal void Closed(SimulatedConnection connection) => _connections.Remove(connection);

    private static string Key(string host, int port) => $"{host.ToLowerInvariant()}:{port}";

    private NetworkLink Link(string from, string to)
    {
        if (!_links.TryGetValue((from, to), out var link)) _links[(from, to)] = link = new NetworkLink();
        return link;
    }

    private void Resume()
    {
        foreach (var connection in _connections.ToArray()) connection.Resume();
    }

    private void NodeCrashed(SimulatedNode node)
    {
        foreach (var (key, listener) in _listeners.ToArray())
            if (listener.Node == node) _listeners.Remove(key);
        var silent = _random.NextDouble() < SilentCrashes;
        if (silent) _dead.Add(node.Name.ToLowerInvariant());
        foreach (var connection in _connections.ToArray()) connection.NodeCrashed(node, silent);
    }

    private void NodeStarted(SimulatedNode node) => _dead.Remove(node.Name.ToLowerInvariant());

    private void Trace(string who, string what) => World.Trace?.Add(who, what);

    /// <summary>What is wrong with one direction between two nodes.</summary>
    private sealed class NetworkLink
    {
        public bool IsBlocked { get; set; }

        public TimeSpan ExtraLatency { get; set; }

        public double Damage { get; set; }
    }
}
