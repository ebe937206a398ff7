using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>Regions and proxies say what runs where; proxies reach every entity and run none; what is not available is refused with a sentence.</summary>
public sealed class QueryTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Regions_know_their_shards_and_entities()
    {
        var nodes = _world.StartCluster(2);
        for (var i = 0; i < 30; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        var states = nodes.Select(node => _world.Ask<CurrentShardRegionState>(ShardingWorld.RegionOf(node), GetShardRegionState.Instance)).ToArray();
        var shards = Enumerable.Range(0, 30).Select(static i => ShardingWorld.Extractor.ShardId($"b{i}")).ToHashSet();
        Assert.Equal(shards.Count, states.Sum(static state => state.Shards.Count));
        Assert.Equal(30, states.SelectMany(static state => state.Shards).SelectMany(static shard => shard.EntityIds).Distinct().Count());
        Assert.All(states.SelectMany(static state => state.Shards), static shard => Assert.All(shard.EntityIds, id => Assert.Equal(shard.ShardId, ShardingWorld.Extractor.ShardId(id))));
        var stats = _world.Ask<ShardRegionStats>(ShardingWorld.RegionOf(nodes[0]), GetShardRegionStats.Instance);
        Assert.Equal(states[0].Shards.ToDictionary(static shard => shard.ShardId, static shard => shard.EntityIds.Count), stats.Stats.ToDictionary());
        Assert.Empty(stats.Failed);
    }

    [Fact]
    public void All_regions_and_their_numbers_are_known_everywhere_also_to_a_proxy()
    {
        var nodes = _world.StartCluster(2);
        var outside = _world.StartNode("n3", "akka.cluster.roles = [gate]");
        var proxy = ClusterSharding.Get(outside.System).StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor);
        for (var i = 0; i < 30; i++) proxy.Tell(new Put($"b{i}", i));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        Assert.DoesNotContain(_world.Journal.Entries, static entry => entry.Node == "n3");
        var addresses = ImmutableHashSet.Create(ShardingWorld.AddressOf("n1"), ShardingWorld.AddressOf("n2"));
        foreach (var actor in new[] { ShardingWorld.RegionOf(nodes[0]), ShardingWorld.RegionOf(nodes[1]), proxy })
        {
            Assert.True(addresses.SetEquals(_world.Ask<CurrentRegions>(actor, GetCurrentRegions.Instance).Regions));
            var stats = _world.Ask<ClusterShardingStats>(actor, new GetClusterShardingStats(TimeSpan.FromSeconds(3)));
            Assert.True(addresses.SetEquals(stats.Regions.Keys));
            Assert.Equal(30, stats.Regions.Values.Sum(static region => region.Stats.Values.Sum()));
        }

        Assert.Empty(_world.Ask<CurrentShardRegionState>(proxy, GetShardRegionState.Instance).Shards);
    }

    [Fact]
    public async Task A_question_that_comes_before_there_is_a_coordinator_is_answered_later()
    {
        var node = _world.StartNode("n2");
        var region = _world.StartRegion(node);
        var answer = region.Ask<CurrentRegions>(GetCurrentRegions.Instance, TimeSpan.FromSeconds(60));
        _world.Run(5);
        Assert.False(answer.IsCompleted);
        _world.StartRegion(_world.StartNode("n1"));
        Assert.True(_world.RunUntil(() => answer.IsCompleted));
        Assert.NotEmpty((await answer).Regions);
    }

    [Fact]
    public void An_entity_is_found_where_it_runs()
    {
        var nodes = _world.StartCluster(2);
        for (var i = 0; i < 30; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        for (var i = 0; i < 30; i++)
        {
            var location = _world.Ask<EntityLocation>(ShardingWorld.RegionOf(nodes[0]), new GetEntityLocation($"b{i}", TimeSpan.FromSeconds(3)));
            Assert.Equal(ShardingWorld.AddressOf(_world.Journal.Entries.Last(entry => entry.Box == $"b{i}").Node), location.ShardRegion);
            Assert.True(location.EntityRef.HasValue);
            Assert.Equal($"b{i}", location.EntityRef.Value.Path.Name);
        }

        var nobody = _world.Ask<EntityLocation>(ShardingWorld.RegionOf(nodes[0]), new GetEntityLocation("nobody", TimeSpan.FromSeconds(3)));
        Assert.False(nobody.EntityRef.HasValue);
        Assert.Equal(0, _world.Journal.Count("nobody", "start"));
    }

    [Fact]
    public void Where_an_entity_is_whose_shard_a_region_does_not_know_is_not_asked_for()
    {
        var nodes = _world.StartCluster(2);
        for (var i = 0; i < 30; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        var box = _world.Journal.Entries.First(static entry => entry is { Node: "n1", What: "start" }).Box;
        var location = _world.Ask<EntityLocation>(ShardingWorld.RegionOf(nodes[1]), new GetEntityLocation(box, TimeSpan.FromSeconds(3)));
        Assert.Equal((box, ShardingWorld.Extractor.ShardId(box), Address.AllSystems, false), (location.EntityId, location.ShardId, location.ShardRegion, location.EntityRef.HasValue));

        ShardingWorld.RegionOf(nodes[1]).Tell(new Put(box, 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 31));
        location = _world.Ask<EntityLocation>(ShardingWorld.RegionOf(nodes[1]), new GetEntityLocation(box, TimeSpan.FromSeconds(3)));
        Assert.Equal((ShardingWorld.AddressOf("n1"), true), (location.ShardRegion, location.EntityRef.HasValue));
    }

    [Fact]
    public void Shards_that_do_not_answer_in_time_are_listed_as_failed()
    {
        var node = _world.StartCluster(1)[0];
        var region = ShardingWorld.RegionOf(node);
        for (var i = 0; i < 30; i++) region.Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        var shards = Enumerable.Range(0, 30).Select(static i => ShardingWorld.Extractor.ShardId($"b{i}")).Distinct().Order(StringComparer.Ordinal).ToArray();
        var (silent, ended) = (shards[0], shards[1]);
        var stuck = (IInternalActorRef)((ExtendedActorSystem)node.System).Provider.ResolveActorRef($"akka://sim/system/sharding/box/{silent}");
        stuck.Suspend();
        node.System.ActorSelection($"/system/sharding/box/{ended}").Tell(Kill.Instance);
        _world.Run(1);

        var began = _world.World.Now;
        var state = _world.Ask<CurrentShardRegionState>(region, GetShardRegionState.Instance);
        Assert.InRange((_world.World.Now - began).TotalSeconds, 2.9, 3.2);
        Assert.Equal([silent, ended], state.Failed.Order(StringComparer.Ordinal));
        Assert.Equal(shards[2..], state.Shards.Select(static shard => shard.ShardId).Order(StringComparer.Ordinal));
        var stats = _world.Ask<ShardRegionStats>(region, GetShardRegionStats.Instance);
        Assert.Equal([silent, ended], stats.Failed.Order(StringComparer.Ordinal));

        stuck.Resume();
        _world.Run(10);
        Assert.Empty(_world.Ask<ShardRegionStats>(region, GetShardRegionStats.Instance).Failed);
    }

    [Fact]
    public void A_region_that_does_not_answer_in_time_is_left_out_of_the_numbers_of_all()
    {
        var nodes = _world.StartCluster(2);
        for (var i = 0; i < 30; i++) ShardingWorld.RegionOf(nodes[0]).Tell(new Put($"b{i}", 0));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 30));
        var here = _world.Journal.Entries.Count(static entry => entry is { Node: "n1", What: "start" });
        _world.Network.Isolate(nodes[1]);

        var began = _world.World.Now;
        var stats = _world.Ask<ClusterShardingStats>(ShardingWorld.RegionOf(nodes[0]), new GetClusterShardingStats(TimeSpan.FromSeconds(2)));
        Assert.InRange((_world.World.Now - began).TotalSeconds, 1.9, 2.2);
        var only = Assert.Single(stats.Regions);
        Assert.Equal((ShardingWorld.AddressOf("n1"), here), (only.Key, only.Value.Stats.Values.Sum()));
    }

    [Fact]
    public void A_node_without_the_role_gets_a_proxy()
    {
        var node = _world.StartCluster(1)[0];
        var gate = _world.StartNode("n2", "akka.cluster.roles = [gate]");
        var started = _world.StartRegion(gate);
        Assert.Equal("boxProxy", started.Path.Name);
        Assert.Same(started, ClusterSharding.Get(gate.System).ShardRegion("box"));
        Assert.Same(started, ClusterSharding.Get(gate.System).ShardRegionProxy("box"));
        Assert.Empty(ClusterSharding.Get(gate.System).ShardTypeNames);
        Assert.Equal(["box"], ClusterSharding.Get(node.System).ShardTypeNames);
        Assert.Equal("n1", _world.Ask<string>(started, new Where("b")));
    }

    [Fact]
    public void A_region_is_started_once()
    {
        var node = _world.StartNode("n1");
        Assert.Same(_world.StartRegion(node), _world.StartRegion(node));
    }

    [Fact]
    public void What_is_not_started_or_not_available_is_refused_with_a_sentence()
    {
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        Assert.Contains("must be started first", Assert.Throws<ArgumentException>(() => sharding.ShardRegion("nope")).Message, StringComparison.Ordinal);
        Assert.Contains("remember-entities", Refusal(sharding.Settings.WithRememberEntities(true)), StringComparison.Ordinal);
        Assert.Contains("persistence", Refusal(sharding.Settings.WithStateStoreMode(StateStoreMode.DData)), StringComparison.Ordinal);
        Assert.Contains("use-lease", Refusal(sharding.Settings.WithLeaseSettings(new Akka.Coordination.LeaseUsageSettings("lease", TimeSpan.FromSeconds(1)))), StringComparison.Ordinal);

        string Refusal(ClusterShardingSettings settings) =>
            Assert.Throws<ConfigurationException>(() => sharding.Start("box", Props.Empty, settings, ShardingWorld.Extractor)).Message;
    }
}
