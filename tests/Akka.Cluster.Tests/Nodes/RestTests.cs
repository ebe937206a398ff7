using Akka.Actor;
using Akka.Remote;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>What a member does while nothing happens, it does at one moment of each second; actors run for nobody's heartbeats.</summary>
public sealed class RestTests : IDisposable
{
    private readonly ClusterWorld _world = new(7);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_member_at_rest_keeps_its_house_at_one_moment_of_each_second()
    {
        // A look for slow handlers would follow each run of actors, a tenth of a second later.
        _world.StartCluster(1, "akka.actor.slow-handlers.report-after = off");
        _world.Run(30);
        var probes = TimeSpan.FromSeconds(3);
        var moments = new HashSet<TimeSpan>();
        var until = _world.World.Now + TimeSpan.FromSeconds(60);
        while (_world.World.Executor.Time.NextTimer is { } next && next < until)
        {
            moments.Add(next);
            _world.World.RunFor(next - _world.World.Now);
        }

        Assert.InRange(moments.Count, 60, 60 + (int)(60 / probes.TotalSeconds) + 1);
    }

    [Fact]
    public void Heartbeats_are_answered_without_the_actor_that_sends_them()
    {
        var nodes = _world.StartCluster(2);
        var asked = RemoteActorRefProvider.For(nodes[1].System).ResolveLocal("/system/cluster/heartbeat");
        Assert.IsType<Actors.HeartbeatRef>(asked);
        // What is not a heartbeat finds the actor.
        var answers = new List<object>();
        asked.Tell(new Identify(1), nodes[1].System.ActorOf(Props.Create(() => new Collector(answers))));
        Assert.True(_world.RunUntil(() => answers.Count > 0));
        Assert.Equal("heartbeat", Assert.IsType<ActorIdentity>(answers[0]).Subject!.Path.Name);
        var gone = ClusterWorld.ClusterOf(nodes[1]).SelfUniqueAddress;
        _world.Run(20);
        Assert.True(ClusterWorld.ClusterOf(nodes[0]).FailureDetector.IsMonitoring(gone.Address));
        nodes[1].Crash();
        Assert.True(_world.RunUntil(() => ClusterWorld.ClusterOf(nodes[0]).Latest.HasTombstone(gone) || !nodes[0].IsUp));
    }
}
