using Akka.Actor;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>A region that goes away in good order hands off all it has, keeps nobody waiting without need, and loses nothing.</summary>
public sealed class ShutdownTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_node_that_shuts_down_hands_its_shards_off_first(int leaving)
    {
        var nodes = _world.StartCluster(3);
        foreach (var node in nodes)
            for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(node).Tell(new Put($"b{i}", 0, node.Name));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 60));
        var stays = nodes[(leaving + 1) % 3];
        var shutdown = CoordinatedShutdown.Get(nodes[leaving].System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        var round = 1;
        while (!shutdown.IsCompleted)
        {
            for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(stays).Tell(new Put($"b{i}", round, stays.Name));
            round++;
            _world.Run(0.1);
            Assert.True(round < 200, "the node does not shut down");
        }

        Assert.True(_world.RunUntil(() => Enumerable.Range(0, 20).All(i => _world.Journal.Numbers($"b{i}", stays.Name).Count() == round)));
        for (var i = 0; i < 20; i++) Assert.Equal(Enumerable.Range(0, round), _world.Journal.Numbers($"b{i}", stays.Name));
        Assert.Empty(_world.Journal.Doubles());
        Assert.True(round < 60, $"{round / 10.0} s");
    }

    [Fact]
    public void The_last_node_does_not_wait_for_somebody_to_take_over()
    {
        var node = _world.StartCluster(1)[0];
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(node).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        var began = _world.World.Now;
        var shutdown = CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        Assert.True(_world.RunUntil(() => shutdown.IsCompleted));
        Assert.Equal(20, _world.Journal.Count("stop"));
        Assert.True(_world.World.Now - began < TimeSpan.FromSeconds(4), $"{_world.World.Now - began}");
    }

    [Fact]
    public void All_nodes_can_shut_down_together()
    {
        var nodes = _world.StartCluster(3);
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        var began = _world.World.Now;
        var all = Task.WhenAll(nodes.Select(static node => CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.ClrExitReason.Instance)));
        Assert.True(_world.RunUntil(() => all.IsCompleted));
        Assert.Equal(20, _world.Journal.Count("stop"));
        Assert.True(_world.World.Now - began < TimeSpan.FromSeconds(25), $"{_world.World.Now - began}");
    }

    [Fact]
    public void GracefulShutdown_told_to_a_region_stops_it_when_all_has_been_handed_off()
    {
        var nodes = _world.StartCluster(2);
        var region = ShardingWorld.RegionOf(nodes[1]);
        for (var i = 0; i < 20; i++) region.Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        region.Tell(GracefulShutdown.Instance);
        for (var i = 0; i < 20; i++) region.Tell(new Put($"b{i}", 1));
        Assert.True(_world.RunUntil(() => ShardingWorld.LifeOf(nodes[1]).Stopped.IsCompleted));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 40));
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 60));
        for (var i = 0; i < 20; i++) Assert.Equal([0, 1, 2], _world.Journal.Numbers($"b{i}"));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void A_region_that_knows_no_coordinator_keeps_its_shards_until_there_is_one_and_hands_them_off()
    {
        var nodes = WithoutCoordinator();
        var region = ShardingWorld.RegionOf(nodes[1]);
        var before = _world.Journal.Count("stop");
        region.Tell(GracefulShutdown.Instance);
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(nodes[2]).Tell(new Put($"b{i}", 1));
        _world.Run(10);
        Assert.Equal(before, _world.Journal.Count("stop"));
        Assert.Equal(40, _world.Journal.Count("put"));

        _world.Database.Faults.Heal();
        Assert.True(_world.RunUntil(() => ShardingWorld.LifeOf(nodes[1]).Stopped.IsCompleted));
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(nodes[2]).Tell(new Put($"b{i}", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 60));
        for (var i = 0; i < 20; i++) Assert.Equal([0, 1, 2], _world.Journal.Numbers($"b{i}"));
        Assert.Empty(_world.Journal.Doubles());
        Assert.All(_world.Journal.Entries.TakeLast(20), entry => Assert.Equal("n3", entry.Node));
    }

    [Fact]
    public void A_node_that_shuts_down_looks_for_a_coordinator_for_half_of_the_phase_and_then_stops_its_entities_in_good_order()
    {
        var nodes = WithoutCoordinator();
        var before = _world.Journal.Count("asked to stop");
        var here = _world.Journal.Entries.Count(static entry => entry is { What: "start", Node: "n2" }) - _world.Journal.Entries.Count(static entry => entry is { What: "stop", Node: "n2" });
        Assert.True(here > 0);
        var shutdown = CoordinatedShutdown.Get(nodes[1].System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        _world.Run(4.9);
        Assert.Equal(before, _world.Journal.Count("asked to stop"));
        _world.Run(0.3);
        Assert.Equal(before + here, _world.Journal.Count("asked to stop"));
        Assert.True(ShardingWorld.LifeOf(nodes[1]).Stopped.IsCompleted);
        Assert.True(_world.RunUntil(() => shutdown.IsCompleted));
    }

    // The coordinator's node leaves, and the next coordinator cannot read what is stored; all shards run on the two that stay.
    private SimulatedNode[] WithoutCoordinator()
    {
        var nodes = _world.StartCluster(3, stopMessage: PleaseStop.Instance);
        ShardingWorld.RegionOf(nodes[0]).Tell(GracefulShutdown.Instance);
        Assert.True(_world.RunUntil(() => ShardingWorld.LifeOf(nodes[0]).Stopped.IsCompleted));
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(nodes[2]).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        _world.Database.Faults.ReadErrors = 1;
        var shutdown = CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        Assert.True(_world.RunUntil(() => shutdown.IsCompleted));
        _world.Run(2);
        Assert.False(ShardingWorld.IsRegistered(nodes[1]));
        return nodes;
    }
}
