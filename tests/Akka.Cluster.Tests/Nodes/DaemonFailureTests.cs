using Akka.Actor;
using Akka.Cluster.Actors;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>
/// No node goes on as a member that has stopped to take part: what watches others and decides after failures is started again when it fails, and a node whose membership itself
/// fails, or cannot be started again, ends and is removed by the others.
/// </summary>
public sealed class DaemonFailureTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_node_whose_daemon_fails_shuts_down_and_the_others_go_on_without_it(bool isKilled)
    {
        var nodes = _world.StartCluster(3);
        _world.Run(5);
        var daemon = ClusterWorld.ClusterOf(nodes[1]).Daemon;
        var failing = nodes[1].System;
        if (isKilled) daemon.Tell(Kill.Instance);
        else daemon.Tell(new DaemonCommand.Subscribe(null!, ClusterEvent.InitialStateAsEvents, [typeof(ClusterEvent.IMemberEvent)]));

        Assert.True(_world.RunUntil(() => failing.WhenTerminated.IsCompleted, 20), "it does not shut down");
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes[0], nodes[2]), 20), "it is not removed");
        nodes[1].Restart();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes), 20), "it is not taken in again");
    }

    [Theory]
    [InlineData("heartbeat", true)]
    [InlineData("heartbeat", false)]
    [InlineData("downing", true)]
    [InlineData("downing", false)]
    public void What_watches_and_what_decides_go_on_when_they_have_failed(string part, bool isKilled)
    {
        var nodes = _world.StartCluster(2);
        _world.Run(5);
        nodes[0].System.ActorSelection($"/system/cluster/{part}").Tell(isKilled ? Kill.Instance : new ClusterEvent.GossipChanged(null!));
        _world.Run(5);
        Assert.True(ClusterWorld.IsWhole(nodes));

        nodes[1].Crash();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes[0]), 15), "the other is not removed");
        nodes[1].Start();
        Assert.True(_world.RunUntil(() => ClusterWorld.IsWhole(nodes), 15));
    }

    [Fact]
    public void A_node_whose_downing_actor_cannot_be_started_shuts_down()
    {
        var system = _world.Start("n1", $"akka.cluster {{ seed-nodes = [\"{ClusterWorld.AddressOf("n1")}\"], downing-provider-class = \"{typeof(BrokenDowning).AssemblyQualifiedName}\" }}").System;
        Assert.True(_world.RunUntil(() => system.WhenTerminated.IsCompleted, 20), "it goes on without anybody to decide");
    }

    /// <summary>A downing provider whose actor fails when it is made.</summary>
    public sealed class BrokenDowning : IDowningProvider
    {
        public BrokenDowning(ActorSystem system, Cluster cluster)
        {
            ArgumentNullException.ThrowIfNull(system);
            ArgumentNullException.ThrowIfNull(cluster);
        }

        public TimeSpan DownRemovalMargin => TimeSpan.Zero;

        public Props? DowningActorProps { get; } = Props.Create(() => new Unborn());

        private sealed class Unborn : UntypedActor
        {
            public Unborn() => throw new InvalidOperationException("unborn");

            protected override void OnReceive(object message)
            {
            }
        }
    }
}
