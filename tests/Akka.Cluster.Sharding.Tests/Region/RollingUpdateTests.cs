using Akka.Actor;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>
/// All nodes are replaced one after the other under a stream of messages: none is lost, repeated or overtaken, no entity runs twice, nobody waits for longer than a moment, and
/// afterwards everything is found from everywhere.
/// </summary>
public sealed class RollingUpdateTests : IDisposable
{
    private const int Boxes = 20;
    private const double Pause = 0.05;

    private readonly ShardingWorld _world = new();
    private readonly int[] _arrived = new int[Boxes];
    private SimulatedNode _gate = null!;
    private int _seen; // entries that have been looked at
    private int _round;
    private int _mostBehind;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)] // at the same address
    [InlineData(false)] // a new node with the next version takes the place of an old one
    public void Every_message_arrives_once_and_in_order_and_none_waits_for_a_second(bool atTheSameAddress)
    {
        _gate = Start("gate", "1.0.0", "gate");
        ClusterSharding.Get(_gate.System).StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor);
        SimulatedNode[] nodes = [StartNode("n1", "1.0.0"), StartNode("n2", "1.0.0"), StartNode("n3", "1.0.0")];
        Stream(5);

        for (var i = 0; i < nodes.Length; i++)
        {
            if (!atTheSameAddress) nodes[i] = Replace(nodes[i], StartNode($"n{i + 4}", "1.1.0"));
            else nodes[i] = Replace(nodes[i], null);
            Stream(5);
        }

        Assert.True(_world.RunUntil(() => Look() == _round * Boxes), $"{Look()} of {_round * Boxes}");
        for (var i = 0; i < Boxes; i++) Assert.Equal(Enumerable.Range(0, _round), _world.Journal.Numbers($"b{i}", "gate"));
        Assert.Empty(_world.Journal.Doubles());
        Assert.True(_mostBehind * Pause < 1, $"some waited for {_mostBehind * Pause:F1} s");
        foreach (var node in nodes)
            for (var i = 0; i < Boxes; i++) ShardingWorld.RegionOf(node).Tell(new Put($"b{i}", 0, node.Name));
        Assert.True(_world.RunUntil(() => nodes.All(node => Enumerable.Range(0, Boxes).All(i => _world.Journal.Numbers($"b{i}", node.Name).Any())), 5));
        Assert.Empty(_world.Journal.Doubles());
    }

    private SimulatedNode Replace(SimulatedNode old, SimulatedNode? next)
    {
        var shutdown = CoordinatedShutdown.Get(old.System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        for (var i = 0; !shutdown.IsCompleted; i++)
        {
            Assert.True(i < 200, $"{old} does not shut down");
            Stream(Pause);
        }

        if (next is not null) return next;
        old.Restart();
        Register(old);
        return old;
    }

    private SimulatedNode StartNode(string name, string version)
    {
        var node = Start(name, version, "node");
        Register(node);
        return node;
    }

    private void Register(SimulatedNode node)
    {
        _world.StartRegion(node);
        for (var i = 0; !ShardingWorld.IsRegistered(node); i++)
        {
            Assert.True(i < 200, $"the region on {node} is not registered");
            Stream(Pause);
        }
    }

    private SimulatedNode Start(string name, string version, string role) => _world.StartNode(
        name, $"akka.cluster {{ seed-nodes = [\"{ShardingWorld.AddressOf("gate")}\"], roles = [{role}], app-version = \"{version}\", split-brain-resolver.keep-majority.role = node }}");

    // One message to each box, again and again.
    private void Stream(double seconds)
    {
        for (var end = _world.World.Now + TimeSpan.FromSeconds(seconds); _world.World.Now < end; _round++)
        {
            for (var i = 0; i < Boxes; i++) ClusterSharding.Get(_gate.System).ShardRegionProxy(ShardingWorld.TypeName).Tell(new Put($"b{i}", _round, "gate"));
            _world.Run(Pause);
            Look();
            // Until there is somebody who can run boxes, all wait.
            if (_arrived.All(static count => count > 0)) _mostBehind = Math.Max(_mostBehind, _round + 1 - _arrived.Min());
        }
    }

    private int Look()
    {
        for (; _seen < _world.Journal.Entries.Count; _seen++)
        {
            if (_world.Journal.Entries[_seen] is { What: "put", From: "gate" } entry) _arrived[int.Parse(entry.Box[1..], System.Globalization.CultureInfo.InvariantCulture)]++;
        }

        return _arrived.Sum();
    }
}
