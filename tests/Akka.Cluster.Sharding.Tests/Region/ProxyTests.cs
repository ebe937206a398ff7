using Akka.Actor;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>A proxy and a region of one type live side by side on a node, each under its own name, and lead to the same entities.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_node_may_have_both(bool proxyFirst)
    {
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        var proxy = proxyFirst ? sharding.StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor) : null;
        var region = _world.StartRegion(node);
        proxy ??= sharding.StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor);
        Assert.Same(proxy, sharding.StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor));
        Assert.NotEqual(region, proxy);
        Assert.Same(region, sharding.ShardRegion(ShardingWorld.TypeName));
        Assert.Same(proxy, sharding.ShardRegionProxy(ShardingWorld.TypeName));
        Assert.Equal([ShardingWorld.TypeName], sharding.ShardTypeNames);
        region.Tell(new Put("b", 1));
        proxy.Tell(new Put("c", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 2));
        region.Tell(new Put("c", 2));
        proxy.Tell(new Put("b", 2));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 4));
        Assert.Equal(2, _world.Journal.Count("start"));
    }

    [Theory]
    [InlineData("box")]
    [InlineData("boxProxy")]
    [InlineData("boxCoordinator")]
    public async Task Region_proxy_and_coordinator_are_found_by_their_paths(string name)
    {
        var node = _world.StartCluster(1)[0];
        ClusterSharding.Get(node.System).StartProxy(ShardingWorld.TypeName, "node", ShardingWorld.Extractor);
        var found = node.System.ActorSelection($"/system/sharding/{name}").ResolveOne(TimeSpan.FromSeconds(5));
        Assert.True(_world.RunUntil(() => found.IsCompleted));
        Assert.Equal(name, (await found).Path.Name);
    }

    [Fact]
    public async Task Entities_live_below_their_shard_under_their_escaped_name()
    {
        var node = _world.StartCluster(1)[0];
        ShardingWorld.RegionOf(node).Tell(new Put("a b/c", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 1));
        var found = node.System.ActorSelection($"/system/sharding/box/{ShardingWorld.Extractor.ShardId("a b/c")}/a%20b%2Fc").ResolveOne(TimeSpan.FromSeconds(5));
        Assert.True(_world.RunUntil(() => found.IsCompleted));
        Assert.EndsWith("/a%20b%2Fc", (await found).Path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_are_apart()
    {
        var node = _world.StartNode("n1");
        var sharding = ClusterSharding.Get(node.System);
        Assert.Empty(sharding.ShardTypeNames);
        var regions = new[] { "type1", "type2" }.Select(type => sharding.Start(
            type, id => Props.Create(() => new Box($"{type} {id}", node.Name, _world.Journal)), sharding.Settings, ShardingWorld.Extractor)).ToArray();
        Assert.True(sharding.ShardTypeNames.SetEquals(["type1", "type2"]));
        foreach (var region in regions) region.Tell(new Put("b", 1));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("type1 b", "put") == 1 && _world.Journal.Count("type2 b", "put") == 1));
    }
}
