using Akka.Actor;
using Akka.Cluster.Tests.Nodes;
using Akka.Cluster.Tools.Singleton;

namespace Akka.Cluster.Tools.Tests.Singleton;

/// <summary>One instance lives, on the oldest member; it moves on when that leaves or dies, and there are never two. Actor systems on a simulated network.</summary>
public sealed class ManagerTests : IDisposable
{
    private readonly SingletonWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_instance_lives_on_the_oldest_member()
    {
        _world.StartCluster(3);
        _world.Run(30);
        Assert.True(_world.LivesOn("n1"));
        Assert.Equal(1, _world.Started);
    }

    [Fact]
    public void It_is_handed_over_within_two_seconds_when_its_node_leaves()
    {
        var nodes = _world.StartCluster(3);
        _world.Run(10);
        CoordinatedShutdown.Get(nodes[0].System).Run(CoordinatedShutdown.UnknownReason.Instance);
        var gone = _world.World.Now;
        Assert.True(_world.RunUntil(() => _world.LivesOn("n2")));
        Assert.True(_world.World.Now - gone < TimeSpan.FromSeconds(2), $"{_world.World.Now - gone}");
        Assert.Equal(1, _world.MostAtOnce);
    }
}
