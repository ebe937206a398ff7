using Akka.Actor;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>StartEntity starts an entity that does not run, is answered when it does, wherever that is, and is not forgotten while its shard is nowhere.</summary>
public sealed class StartEntityTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Whoever_starts_an_entity_hears_when_it_has_started_and_when_it_ran_already()
    {
        var nodes = _world.StartCluster(2);
        var gate = _world.StartNode("n3", "akka.cluster.roles = [gate]");
        var proxy = ClusterSharding.Get(gate.System).StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor);
        foreach (var way in new[] { ShardingWorld.RegionOf(nodes[0]), ShardingWorld.RegionOf(nodes[1]), proxy })
        {
            for (var i = 0; i < 20; i++)
            {
                var ack = _world.Ask<StartEntityAck>(way, new ShardRegion.StartEntity($"b{i}"));
                Assert.Equal(new StartEntityAck($"b{i}", ShardingWorld.Extractor.ShardId($"b{i}")), ack);
            }
        }

        _world.Run(1);
        Assert.Equal(20, _world.Journal.Count("start"));
        Assert.Equal(20, _world.Journal.Entries.Select(static entry => entry.Box).Distinct().Count());

        Assert.Equal(0, ShardingWorld.LifeOf(nodes[0]).Buffers.Kept);
    }

    [Fact]
    public void It_waits_for_a_shard_that_has_no_home_yet()
    {
        var node = _world.StartNode("n1");
        var region = _world.StartRegion(node);
        var ack = region.Ask<StartEntityAck>(new ShardRegion.StartEntity("b"), TimeSpan.FromSeconds(60));
        Assert.True(_world.RunUntil(() => ack.IsCompletedSuccessfully));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("b", "start") == 1));
    }

    [Fact]
    public async Task Nobody_is_told_that_an_entity_started_that_cannot_be_made()
    {
        var region = _world.StartRegion(_world.StartNode("n1"), props: static _ => throw new InvalidOperationException("no props"));
        var ack = region.Ask<StartEntityAck>(new ShardRegion.StartEntity("b"), TimeSpan.FromSeconds(10));
        Assert.True(_world.RunUntil(() => ack.IsCompleted));
        await Assert.ThrowsAsync<AskTimeoutException>(() => ack);
    }
}
