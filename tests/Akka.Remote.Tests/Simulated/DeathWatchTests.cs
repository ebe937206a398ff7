using Akka.Actor;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>Whoever watches an actor of another system learns of its end: its own, its system's, or the network's.</summary>
public sealed class DeathWatchTests : IDisposable
{
    private readonly RemoteWorld _world = new(2);
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;
    private readonly List<object> _heard = [];

    public DeathWatchTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
    }

    [Fact]
    public void An_actor_that_stops_is_reported_once_with_its_existence_confirmed()
    {
        var subject = Watch();
        _b.System.Stop(subject);
        var terminated = Terminated();
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
        Assert.Equal(subject.Path.Uid, terminated.ActorRef.Path.Uid);
        _world.Run(30);
        Assert.Single(_heard);
    }

    [Fact]
    public void A_node_that_crashes_is_reported_after_the_acceptable_pause()
    {
        Watch();
        _b.Crash();
        _world.Run(5);
        Assert.Empty(_heard);
        Assert.True(_world.RunUntil(() => _heard.Count > 0, 9));
        Assert.True(Terminated().AddressTerminated);
    }

    [Fact]
    public void An_actor_of_a_node_that_restarts_is_reported_at_once()
    {
        Watch();
        _b.Restart();
        Assert.True(_world.RunUntil(() => _heard.Count > 0, 9));
        Assert.False(Assert.IsType<Terminated>(_heard[0]).AddressTerminated);
    }

    [Fact]
    public void A_partition_shorter_than_the_acceptable_pause_is_not_noticed()
    {
        var subject = Watch();
        _world.Network.Partition([_a], [_b]);
        _world.Run(6);
        _world.Network.Heal();
        _world.Run(30);
        Assert.Empty(_heard);
        _b.System.Stop(subject);
        Assert.True(Terminated().ExistenceConfirmed);
    }

    [Fact]
    public void After_a_long_partition_both_sides_talk_again_without_a_restart()
    {
        Watch();
        _world.Network.Partition([_a], [_b]);
        Assert.True(Terminated().AddressTerminated);
        _world.Network.Heal();
        _world.Run(15);
        Assert.Equal("back", _world.Ask<string>(RemoteWorld.Ref(_a, _b, "/user/subject"), "back"));

        _heard.Clear();
        Watch("again");
        _b.System.Stop(_b.System.ActorOf<Echo>("unrelated"));
        _world.Run(30);
        Assert.Empty(_heard);
    }

    [Fact]
    public void An_unwatched_actor_is_not_reported()
    {
        var subject = _b.System.ActorOf<Echo>("subject");
        var there = Found("/user/subject");
        var watcher = _a.System.ActorOf(Props.Create(() => new Watcher(there, _heard)));
        _world.Run(3);
        _a.System.Stop(watcher);
        _world.Run(3);
        _b.System.Stop(subject);
        _world.Run(30);
        Assert.Empty(_heard);
        var stats = _world.Ask<RemoteWatcher.Stats>(RemoteActorRefProvider.For(_a.System).RemoteWatcher, RemoteWatcher.Stats.Empty);
        Assert.Equal(RemoteWatcher.Stats.Empty, stats);
    }

    public void Dispose() => _world.Dispose();

    private IActorRef Watch(string name = "subject")
    {
        var subject = _b.System.ActorOf<Echo>(name);
        var there = Found("/user/" + name);
        _a.System.ActorOf(Props.Create(() => new Watcher(there, _heard)));
        _world.Run(5);
        return subject;
    }

    private IActorRef Found(string path) => _world.Await(_a.System.ActorSelection("akka.tcp://sim@b:2552" + path).ResolveOne(TimeSpan.FromSeconds(20)));

    private Terminated Terminated()
    {
        Assert.True(_world.RunUntil(() => _heard.Count > 0));
        return Assert.IsType<Terminated>(_heard[0]);
    }
}
