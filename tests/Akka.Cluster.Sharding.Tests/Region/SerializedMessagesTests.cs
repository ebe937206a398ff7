using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>With <c>akka.actor.serialize-messages</c> on, as tests of applications have it, sharding works as without: what is its own and stays in the process is left alone.</summary>
public sealed class SerializedMessagesTests : IDisposable
{
    private const string Config = "akka.actor.serialize-messages = on";

    private readonly ShardingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Entities_start_passivate_and_move_and_questions_are_answered()
    {
        var nodes = _world.StartCluster(2, Config);
        var errors = new List<object>();
        foreach (var node in nodes) node.System.EventStream.Subscribe(node.System.ActorOf(Props.Create(() => new Listener(errors))), typeof(Error));
        for (var i = 0; i < 100; i++)
        {
            ShardingWorld.RegionOf(nodes[i % 2]).Tell(new Put($"b{i % 10}", i));
            if (i % 10 == 7) ShardingWorld.RegionOf(nodes[0]).Tell(new GoAway($"b{i % 10}"));
        }

        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 100));
        Assert.Equal(2, _world.Ask<ClusterShardingStats>(ShardingWorld.RegionOf(nodes[1]), new GetClusterShardingStats(TimeSpan.FromSeconds(3))).Regions.Count);
        Assert.NotEmpty(_world.Ask<CurrentShardRegionState>(ShardingWorld.RegionOf(nodes[0]), GetShardRegionState.Instance).Shards);
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        for (var i = 0; i < 10; i++) ShardingWorld.RegionOf(nodes[1]).Tell(new Put($"b{i}", i));
        Assert.True(_world.RunUntil(() => _world.Journal.Count("put") == 110));
        Assert.Empty(errors);
        Assert.Empty(_world.Journal.Doubles());
    }
}
