using System.Collections.Immutable;
using Akka.Actor;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>Shards move between nodes, and nothing that was sent is lost, repeated or overtaken; two incarnations of an entity never run at once.</summary>
public sealed class HandOffTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shards_move_to_a_new_node_under_a_stream_of_messages(int seed)
    {
        using var world = new ShardingWorld(seed);
        var first = world.StartCluster(2)[0];
        var second = world.World.Nodes[1];
        var third = world.StartNode("n3");
        world.StartRegion(third);
        var (sent, senders) = (0, new[] { first, second });
        for (var round = 0; round < 300; round++)
        {
            for (var i = 0; i < 10; i++, sent++)
                foreach (var from in senders)
                    ShardingWorld.RegionOf(from).Tell(new Put($"b{i}", round, from.Name));
            world.Run(0.05);
        }

        Assert.True(world.RunUntil(() => world.Journal.Count("put") >= sent * 2), $"{world.Journal.Count("put")} of {sent * 2}");
        for (var i = 0; i < 10; i++)
            foreach (var from in senders)
                Assert.Equal(Enumerable.Range(0, 300), world.Journal.Numbers($"b{i}", from.Name));
        Assert.Contains(world.Journal.Entries, static entry => entry is { Node: "n3", What: "put" });
        Assert.Empty(world.Journal.Doubles());
        Assert.All(world.World.Nodes, static node => Assert.Equal(0, ShardingWorld.LifeOf(node).Buffers.Kept));
    }

    [Fact]
    public void What_waits_for_a_passivating_entity_goes_with_its_shard()
    {
        var nodes = _world.StartCluster(1);
        var region = ShardingWorld.RegionOf(nodes[0]);
        for (var i = 0; i < 10; i++) region.Tell(new Put($"b{i}", 0));
        _world.Run(1);
        var other = _world.StartNode("n2");
        _world.StartRegion(other);
        for (var round = 1; round < 200; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                region.Tell(new GoAway($"b{i}"));
                region.Tell(new Put($"b{i}", round));
            }

            _world.Run(0.05);
        }

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") >= 2000));
        for (var i = 0; i < 10; i++) Assert.Equal(Enumerable.Range(0, 200), _world.Journal.Numbers($"b{i}"));
        Assert.Contains(_world.Journal.Entries, static entry => entry is { Node: "n2", What: "put" });
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void A_stop_message_of_the_user_s_own_is_what_entities_are_told()
    {
        var node = _world.StartNode("n1");
        var region = _world.StartRegion(node, PleaseStop.Instance);
        for (var i = 0; i < 10; i++) region.Tell(new Put($"b{i}", 0));
        _world.Run(2);
        _world.StartRegion(_world.StartNode("n2"), PleaseStop.Instance);
        Assert.True(_world.RunUntil(() => _world.Journal.Count("stop") >= 5));
        Assert.Equal(_world.Journal.Count("asked to stop"), _world.Journal.Count("stop"));
    }

    [Fact]
    public void Entities_that_do_not_stop_are_stopped_hard_and_their_shard_moves()
    {
        const string Config = "akka.cluster.sharding.handoff-timeout = 10s";
        var node = _world.StartNode("n1", Config);
        var region = _world.StartRegion(node, "nobody understands this");
        for (var i = 0; i < 10; i++) region.Tell(new Put($"b{i}", 0));
        _world.Run(2);
        var other = _world.StartNode("n2", Config);
        _world.StartRegion(other, "nobody understands this");
        Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(other)));
        _world.Run(8);
        Assert.Equal(0, _world.Journal.Count("stop"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("stop") > 0, 20));
        for (var i = 0; i < 10; i++) region.Tell(new Put($"b{i}", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        Assert.Contains(_world.Journal.Entries, static entry => entry is { Node: "n2", What: "put" });
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void After_a_node_has_crashed_its_entities_run_elsewhere()
    {
        var nodes = _world.StartCluster(3);
        foreach (var node in nodes)
            for (var i = 0; i < 10; i++) ShardingWorld.RegionOf(node).Tell(new Put($"b{i}", 0, node.Name));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        var held = _world.Journal.Entries.Where(static entry => entry is { Node: "n2", What: "start" }).Select(static entry => entry.Box).ToImmutableHashSet();
        Assert.NotEmpty(held);
        nodes[1].Crash();
        _world.Run(15);
        for (var i = 0; i < 10; i++) ShardingWorld.RegionOf(nodes[2]).Tell(new Put($"b{i}", 1, "n3"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 40));
        Assert.All(held, box => Assert.Equal([0, 1], _world.Journal.Numbers(box, "n3")));
    }

    [Fact]
    public void After_the_coordinator_s_node_has_crashed_shards_stay_where_they_are_and_new_ones_are_allocated()
    {
        var nodes = _world.StartCluster(3);
        var region = ShardingWorld.RegionOf(nodes[2]);
        for (var i = 0; i < 4; i++) region.Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 4));
        // What is on its way to a node that dies is lost: those are asked for nothing.
        var lost = _world.Journal.Entries.Where(static entry => entry.Node == "n1").Select(static entry => ShardingWorld.Extractor.ShardId(entry.Box)).ToHashSet();
        var boxes = Enumerable.Range(0, 30).Select(static i => $"c{i}").Where(box => !lost.Contains(ShardingWorld.Extractor.ShardId(box))).ToArray();
        nodes[0].Crash();
        foreach (var box in boxes) region.Tell(new Put(box, 0));
        Assert.True(_world.RunUntil(() => boxes.All(box => _world.Journal.Count(box, "put") == 1)));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_region_that_fails_comes_back_empty_and_its_entities_start_again(bool isKilled)
    {
        var nodes = _world.StartCluster(2);
        var region = ShardingWorld.RegionOf(nodes[1]);
        for (var i = 0; i < 20; i++) region.Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        var before = _world.Journal.Entries.Where(static entry => entry is { Node: "n2", What: "start" }).Select(static entry => entry.Box).ToArray();
        Fail(region, isKilled);
        Assert.True(_world.RunUntil(() => ShardingWorld.LifeOf(nodes[1]).Incarnation == 2 && ShardingWorld.IsRegistered(nodes[1]), 5));
        Assert.Equal(before.Order(StringComparer.Ordinal), _world.Journal.Entries.Where(static entry => entry is { Node: "n2", What: "stop" }).Select(static entry => entry.Box).Order(StringComparer.Ordinal));

        _world.Run(5);
        foreach (var node in nodes)
            for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(node).Tell(new Put($"b{i}", 1, node.Name));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 60));
        Assert.Contains(_world.Journal.Entries.TakeLast(40), static entry => entry is { Node: "n2", What: "put" });
        Assert.Empty(_world.Journal.Doubles());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_region_that_fails_while_it_shuts_down_stops_all_the_same(bool isKilled)
    {
        var nodes = _world.StartCluster(2, "akka.cluster.sharding.handoff-timeout = 20s", stopMessage: "nobody understands this");
        var region = ShardingWorld.RegionOf(nodes[1]);
        for (var i = 0; i < 20; i++) region.Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 20));
        region.Tell(GracefulShutdown.Instance);
        _world.Run(2);
        Assert.False(ShardingWorld.LifeOf(nodes[1]).Stopped.IsCompleted);

        Fail(region, isKilled);
        Assert.True(_world.RunUntil(() => ShardingWorld.LifeOf(nodes[1]).Stopped.IsCompleted, 5));
        for (var i = 0; i < 20; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 40, 5));
        Assert.All(_world.Journal.Entries.TakeLast(20), static entry => Assert.Equal("n1", entry.Node));
        Assert.Empty(_world.Journal.Doubles());
    }

    [Fact]
    public void A_shard_that_is_killed_is_started_again_and_gets_what_came_meanwhile()
    {
        var node = _world.StartCluster(1, "akka.cluster.sharding.shard-failure-backoff = 3s")[0];
        var region = ShardingWorld.RegionOf(node);
        region.Tell(new Put("b", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1));
        var shard = ShardingWorld.Extractor.ShardId("b");
        node.System.ActorSelection($"/system/sharding/box/{shard}").Tell(Kill.Instance);
        _world.Run(1);
        Assert.Equal(1, _world.Journal.Count("stop"));
        region.Tell(new Put("b", 1));
        _world.Run(1);
        Assert.Equal(1, _world.Journal.Count("put"));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2, 5));
        region.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 3, 5));
        Assert.Equal([0, 1, 2], _world.Journal.Numbers("b"));
    }

    private static void Fail(IActorRef region, bool isKilled) => region.Tell(isKilled ? Kill.Instance : new Protocol.ShardHome(null!, null!));
}
