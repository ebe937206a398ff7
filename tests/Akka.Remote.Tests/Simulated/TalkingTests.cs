using Akka.Actor;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>Actors of two systems talk as actors of one: tell, ask, selections, identities.</summary>
public sealed class TalkingTests : IDisposable
{
    private readonly RemoteWorld _world = new();
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;

    public TalkingTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
    }

    [Fact]
    public void An_ask_is_answered_by_an_actor_of_another_system()
    {
        _b.System.ActorOf<Echo>("echo");
        Assert.Equal("hello", _world.Ask<string>(RemoteWorld.Ref(_a, _b, "/user/echo"), "hello"));
        Assert.Equal(42, _world.Ask<int>(RemoteWorld.Ref(_a, _b, "/user/echo"), 42));
        Assert.Equal(1L << 40, _world.Ask<long>(RemoteWorld.Ref(_a, _b, "/user/echo"), 1L << 40));
    }

    [Fact]
    public void Messages_arrive_in_the_order_of_their_tells()
    {
        var got = new List<object>();
        _b.System.ActorOf(Props.Create(() => new Collector(got)), "all");
        var there = RemoteWorld.Ref(_a, _b, "/user/all");
        for (var i = 0; i < 5000; i++) there.Tell(i, ActorRefs.NoSender);
        Assert.True(_world.RunUntil(() => got.Count == 5000));
        Assert.Equal(Enumerable.Range(0, 5000), got.Cast<int>());
    }

    [Fact]
    public void A_selection_finds_actors_of_another_system_and_identifies_them()
    {
        var echo = _b.System.ActorOf<Echo>("echo");
        var selection = _a.System.ActorSelection("akka.tcp://sim@b:2552/user/echo");
        var found = _world.Await(selection.ResolveOne(TimeSpan.FromSeconds(5)));
        Assert.Equal(echo.Path.Uid, found.Path.Uid);
        Assert.Equal("akka.tcp://sim@b:2552/user/echo", found.Path.ToString());
        Assert.Equal("x", _world.Ask<string>(found, "x"));

        var nobody = _a.System.ActorSelection("akka.tcp://sim@b:2552/user/nobody").ResolveOne(TimeSpan.FromSeconds(5));
        Assert.Throws<ActorNotFoundException>(() => _world.Await(nobody));
    }

    [Fact]
    public void A_reference_sent_to_another_system_leads_back()
    {
        var got = new List<object>();
        var here = _a.System.ActorOf(Props.Create(() => new Collector(got)), "here");
        _b.System.ActorOf<Echo>("echo");
        var back = _world.Ask<IActorRef>(RemoteWorld.Ref(_a, _b, "/user/echo"), here);
        Assert.Equal(here, back);
        Assert.IsType<ActorCell>(back);
    }

    [Fact]
    public void A_message_larger_than_a_frame_arrives_whole()
    {
        _b.System.ActorOf<Echo>("echo");
        var large = new byte[3_000_000];
        new Random(7).NextBytes(large);
        Assert.Equal(large, _world.Ask<byte[]>(RemoteWorld.Ref(_a, _b, "/user/echo"), large));
    }

    [Fact]
    public void A_message_beyond_the_limit_becomes_a_dead_letter_and_the_next_arrives()
    {
        var dead = new List<object>();
        _a.System.EventStream.Subscribe(_a.System.ActorOf(Props.Create(() => new Collector(dead))), typeof(Event.DeadLetter));
        _b.System.ActorOf<Echo>("echo");
        var there = RemoteWorld.Ref(_a, _b, "/user/echo");
        there.Tell(new byte[40_000_000], ActorRefs.NoSender);
        Assert.Equal("next", _world.Ask<string>(there, "next"));
        Assert.Equal(40_000_000, Assert.IsType<byte[]>(Assert.IsType<Event.DeadLetter>(Assert.Single(dead)).Message).Length);
    }

    [Fact]
    public void Addresses_and_uids_are_known_after_an_association()
    {
        _b.System.ActorOf<Echo>("echo");
        _world.Ask<string>(RemoteWorld.Ref(_a, _b, "/user/echo"), "hello");
        Assert.Equal("akka.tcp://sim@a:2552", RemoteActorRefProvider.For(_a.System).DefaultAddress.ToString());
        Assert.Equal(AddressUidExtension.Uid(_b.System), RemoteWorld.Association(_a, _b).Uid);
        Assert.Equal(AddressUidExtension.Uid(_a.System), RemoteWorld.Association(_b, _a).Uid);
    }

    public void Dispose() => _world.Dispose();
}
