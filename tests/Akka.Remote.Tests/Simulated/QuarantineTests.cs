using Akka.Actor;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>A quarantine concerns one incarnation: one for good ends with its restart, one that the remoting decided ends when it is reachable again.</summary>
public sealed class QuarantineTests : IDisposable
{
    private readonly RemoteWorld _world = new(3);
    private readonly List<object> _events = [];
    private readonly List<object> _eventsOfB = [];
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;

    public QuarantineTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
        Listen(_a, _events);
        Listen(_b, _eventsOfB);
        _b.System.ActorOf<Echo>("echo");
    }

    [Fact]
    public void One_for_good_sends_messages_to_dead_letters_and_the_other_side_is_told()
    {
        var there = RemoteWorld.Ref(_a, _b, "/user/echo");
        Assert.Equal("before", _world.Ask<string>(there, "before"));
        Quarantine(forGood: true);
        Assert.Contains(_events, one => one is QuarantinedEvent quarantined && quarantined.Uid == AddressUidExtension.Uid(_b.System));

        there.Tell("after", ActorRefs.NoSender);
        _world.Run(1);
        Assert.Contains(_events, static one => one is DeadLetter { Message: "after" });
        RemoteWorld.Ref(_b, _a, "/user/nobody").Tell("hello?", ActorRefs.NoSender);
        _world.Run(20);
        Assert.Contains(_eventsOfB, static one => one is ThisActorSystemQuarantinedEvent { RemoteAddress.Host: "a" });
    }

    [Fact]
    public void A_restart_is_the_way_back_from_one_for_good()
    {
        var there = RemoteWorld.Ref(_a, _b, "/user/echo");
        Assert.Equal("before", _world.Ask<string>(there, "before"));
        Quarantine(forGood: true);
        _b.Restart();
        _b.System.ActorOf<Echo>("echo");
        RemoteWorld.Ref(_b, _a, "/user/nobody").Tell("back again", ActorRefs.NoSender);
        _world.Run(10);
        Assert.Equal("after", _world.Ask<string>(there, "after"));
    }

    [Fact]
    public void What_is_owed_to_a_side_that_is_out_and_cannot_be_reached_keeps_nobody_busy()
    {
        var there = RemoteWorld.Ref(_a, _b, "/user/echo");
        Assert.Equal("before", _world.Ask<string>(there, "before"));
        Quarantine(forGood: true);
        _b.Crash();
        _world.Run(10);
        // Past the pause: the watch waits for an attempt, which fails and begins another pause. In virtual time a sender that does not rest would never end.
        _a.System.ActorOf(Props.Create(() => new Watcher(there, new List<object>())));
        _world.Run(60);
        _b.Start();
        _b.System.ActorOf<Echo>("echo");
        _world.Run(10);
        Assert.Equal("after", _world.Ask<string>(there, "after"));
    }

    [Fact]
    public void One_that_may_heal_ends_by_itself()
    {
        var there = RemoteWorld.Ref(_a, _b, "/user/echo");
        Assert.Equal("before", _world.Ask<string>(there, "before"));
        Quarantine(forGood: false);
        Assert.Contains(_events, static one => one is QuarantinedEvent);
        Assert.Equal("after", _world.Ask<string>(there, "after"));
        Assert.DoesNotContain(_eventsOfB, static one => one is ThisActorSystemQuarantinedEvent);
    }

    [Fact]
    public void Watches_of_the_side_that_was_given_up_are_asked_for_again()
    {
        var heard = new List<object>();
        var subject = _a.System.ActorOf<Echo>("subject");
        var there = _world.Await(_b.System.ActorSelection("akka.tcp://sim@a:2552/user/subject").ResolveOne(TimeSpan.FromSeconds(10)));
        _b.System.ActorOf(Props.Create(() => new Watcher(there, heard)));
        _world.Run(5);
        Quarantine(forGood: false);
        _world.Run(5);
        Assert.Empty(heard);
        _a.System.Stop(subject);
        Assert.True(_world.RunUntil(() => heard.Count > 0, 5));
        Assert.True(Assert.IsType<Terminated>(heard[0]).ExistenceConfirmed);
    }

    [Fact]
    public void Too_many_system_messages_without_acknowledgement_make_the_remoting_give_up_and_heal()
    {
        var c = _world.Start("c", "akka.remote.system-message-buffer-size = 100");
        var events = new List<object>();
        Listen(c, events);
        var there = (IInternalActorRef)RemoteWorld.Ref(c, _b, "/user/echo");
        Assert.Equal("before", _world.Ask<string>(there, "before"));
        _world.Network.Partition([c], [_b]);
        for (var i = 0; i < 200; i++) ((IInternalActorRef)RemoteWorld.Ref(c, _b, $"/user/gone{i}")).Stop();
        _world.Run(1);
        Assert.Contains(events, static one => one is QuarantinedEvent);
        _world.Network.Heal();
        _world.Run(10);
        Assert.Equal("after", _world.Ask<string>(there, "after"));
    }

    public void Dispose() => _world.Dispose();

    private static void Listen(SimulatedNode node, List<object> into)
    {
        var collector = node.System.ActorOf(Props.Create(() => new Collector(into)));
        node.System.EventStream.Subscribe(collector, typeof(RemotingLifecycleEvent));
        node.System.EventStream.Subscribe(collector, typeof(DeadLetter));
    }

    private void Quarantine(bool forGood)
    {
        var address = RemoteActorRefProvider.For(_b.System).DefaultAddress;
        RemoteActorRefProvider.For(_a.System).Quarantine(address, AddressUidExtension.Uid(_b.System), forGood);
        _world.Run(0.5);
    }
}
