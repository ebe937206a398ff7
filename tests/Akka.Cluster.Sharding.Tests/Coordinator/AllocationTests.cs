using Akka.Actor;
using Akka.Cluster.Sharding.Tests.Region;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>Shards go where there are fewest, and are levelled out in rounds, but not while the cluster is changing.</summary>
public sealed class AllocationTests : IDisposable
{
    private const string Rounds = "akka.cluster.sharding.least-shard-allocation-strategy { rebalance-absolute-limit = 2, rebalance-relative-limit = 1.0 }";

    // More than shards, of which there are ten.
    private static readonly string[] Boxes = [.. Enumerable.Range(0, 40).Select(static i => $"box{i}")];

    private readonly ShardingWorld _world = new();
    private int _numbers;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void New_shards_are_spread_evenly()
    {
        var nodes = _world.StartCluster(3, "akka.cluster.sharding.rebalance-interval = 1h");
        PutEverywhere(nodes[0]);
        Assert.Equal([3, 3, 4], Counts().Order());
    }

    [Theory]
    [InlineData(Rounds)]
    [InlineData("")]
    public void Shards_move_to_a_node_that_comes_until_nobody_has_two_more_than_another(string strategy)
    {
        var nodes = _world.StartCluster(2, strategy);
        PutEverywhere(nodes[0]);
        Assert.Equal([5, 5], Counts().Order());

        Join("n3", strategy);
        for (var i = 0; i < 10; i++)
        {
            _world.Run(3);
            PutEverywhere(nodes[0]);
        }

        Assert.Equal([3, 3, 4], Counts().Order());
        Assert.Empty(_world.Journal.Doubles());
    }

    [Theory]
    [InlineData("least-shard-allocation-strategy { rebalance-absolute-limit = 2, rebalance-relative-limit = 1.0 }", 2)]
    [InlineData("least-shard-allocation-strategy { rebalance-absolute-limit = 5, rebalance-relative-limit = 0.1 }", 1)]
    [InlineData("least-shard-allocation-strategy { rebalance-absolute-limit = 0, rebalance-threshold = 1, max-simultaneous-rebalance = 3 }", 1)]
    public void No_more_shards_move_in_one_round_than_the_limit_says(string limits, int limit)
    {
        var strategy = $"akka.cluster.sharding {{ {limits} }}";
        var nodes = _world.StartCluster(1, strategy);
        PutEverywhere(nodes[0]);
        Join("n2", strategy);
        var (before, most) = (Counts()[0], 0);
        for (var i = 0; i < 30; i++)
        {
            _world.Run(1);
            PutEverywhere(nodes[0]);
            most = Math.Max(most, before - Counts()[0]);
            before = Counts()[0];
        }

        Assert.Equal(limit, most);
        Assert.Equal([5, 5], Counts());
    }

    [Theory]
    [InlineData(Rounds)]
    [InlineData("")]
    public void Nothing_is_moved_while_a_region_s_node_cannot_be_reached(string strategy)
    {
        var config = strategy + "\nakka.cluster.sharding.rebalance-interval = 20s\nakka.cluster.split-brain-resolver.stable-after = 10m";
        var nodes = _world.StartCluster(1, config);
        PutEverywhere(nodes[0]);
        var idle = _world.StartNode("n2", config);
        Join("n3", config);
        var cluster = Cluster.Get(nodes[0].System);
        Assert.True(_world.RunUntil(() => Cluster.Get(idle.System).IsUp));
        _world.Network.Isolate(_world.World.Nodes[2]);
        Assert.True(_world.RunUntil(() => cluster.State.Unreachable.Count == 1, 10));

        _world.StartRegion(idle);
        Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(idle)));
        _world.Run(60);
        PutEverywhere(nodes[0]);
        Assert.Equal([10, 0, 0], Counts());

        _world.Network.Heal();
        Assert.True(_world.RunUntil(() => cluster.State.Unreachable.IsEmpty, 30));
        _world.Run(60);
        PutEverywhere(nodes[0]);
        Assert.True(Counts()[0] < 10, "it does not go on");
    }

    [Fact]
    public void In_a_rolling_update_new_shards_go_to_the_new_version_and_none_is_moved()
    {
        const string Old = "akka.cluster.app-version = \"1.0.0\"\n" + Rounds;
        const string New = "akka.cluster.app-version = \"1.1.0\"\n" + Rounds;
        var nodes = _world.StartCluster(2, Old);
        PutEverywhere(nodes[0], Boxes[..8]);
        var before = Counts();
        Assert.True(before.Sum() is > 3 and < 10);

        Join("n3", New);
        PutEverywhere(nodes[0]);
        _world.Run(30);

        Assert.Equal([before[0], before[1], 10 - before.Sum()], Counts());
        Assert.All(_world.Journal.Entries.Where(static entry => entry.What == "stop"), static entry => Assert.Fail($"{entry} was moved"));
    }

    private SimulatedNode Join(string name, string config)
    {
        var node = _world.StartNode(name, config);
        _world.StartRegion(node);
        Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(node)));
        return node;
    }

    private List<int> Counts() => [.. _world.World.Nodes.Select(node =>
        _world.Ask<CurrentShardRegionState>(ShardingWorld.RegionOf(node), GetShardRegionState.Instance).Shards.Count)];

    private void PutEverywhere(SimulatedNode from, IReadOnlyList<string>? boxes = null)
    {
        boxes ??= Boxes;
        var first = _numbers + 1;
        foreach (var box in boxes) ShardingWorld.RegionOf(from).Tell(new Put(box, ++_numbers), ActorRefs.NoSender);
        Assert.True(_world.RunUntil(() => boxes.Select((box, i) => _world.Journal.Numbers(box).Contains(first + i)).All(static arrived => arrived), 60), "not all boxes were reached");
    }
}
