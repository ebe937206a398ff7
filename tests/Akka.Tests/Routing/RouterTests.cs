using Akka.Actor;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Routing;

/// <summary>A router can be used inside any actor; actors can have listeners.</summary>
public sealed class RouterTests : RoutingTest
{
    [Fact]
    public void A_router_is_a_value_that_routes_and_grows()
    {
        var (a, b) = (Start(NewScript("a")), Start(NewScript("b")));
        Log.Clear();
        var router = new Router(new RoundRobinRoutingLogic());
        var both = router.AddRoutee(a).AddRoutee(b);
        both.Route("1", a);
        both.Route("2", a);
        both.Route(new RouterEnvelope("3"), a);
        both.RemoveRoutee(a).Route(new Broadcast("4"), a);
        router.Route("5", a);
        Run();
        Assert.Equal(["a:1", "a:3", "b:2", "b:4"], Log.Order());
        Assert.Equal("5", Assert.Single(DeadLetters).Message);
        Assert.Empty(router.Routees);
        Assert.Equal(2, both.Routees.Count());
    }

    [Fact]
    public void Turns_go_on_when_their_counter_wraps_around()
    {
        var logic = new RoundRobinRoutingLogic(int.MaxValue - 2);
        Routee[] routees = [new(), new(), new(), new()];
        var turns = Enumerable.Range(0, 8).Select(_ => Array.IndexOf(routees, logic.Select("m", routees))).ToArray();
        for (var i = 1; i < turns.Length; i++) Assert.Equal((turns[i - 1] + 1) % 4, turns[i]);
    }

    [Fact]
    public async Task Turns_are_shared_evenly_by_racing_senders()
    {
        var logic = new RoundRobinRoutingLogic();
        Routee[] routees = [new(), new(), new()];
        var counts = new int[3];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 3_000; i++) Interlocked.Increment(ref counts[Array.IndexOf(routees, logic.Select("m", routees))]);
        })));
        Assert.Equal([4_000, 4_000, 4_000], counts);
    }

    [Fact]
    public void Routees_can_be_asked()
    {
        var router = System.ActorOf(new RoundRobinPool(2).Props(Routee()), "router");
        var members = MembersOf(router);
        Assert.Equal(RouteesOf(router)[1], Executor.Run(members[1].Ask("who", TimeSpan.FromSeconds(1))));
        Assert.Equal(RouteesOf(router), (object[])Executor.Run(new SeveralRoutees(members).Ask("who", TimeSpan.FromSeconds(1))));
        Assert.NotNull(Executor.Run(new ActorSelectionRoutee(System.ActorSelection("/user/router/*")).Ask("who", TimeSpan.FromSeconds(1))));
        Assert.True(Akka.Routing.Routee.NoRoutee.Ask("who", null).IsFaulted);
    }

    [Fact]
    public void Listeners_come_and_go_and_are_told_what_the_actor_gossips()
    {
        var listeners = new ListenerSupport();
        var (a, b) = (Start(NewScript("a")), Start(NewScript("b")));
        Log.Clear();
        Assert.True(listeners.ListenerReceive(new Listen(a)));
        Assert.True(listeners.ListenerReceive(new Listen(b)));
        Assert.True(listeners.ListenerReceive(new Listen(b)));
        Assert.False(listeners.ListenerReceive("other"));
        listeners.Gossip("1");
        listeners.ListenerReceive(new Deafen(a));
        listeners.Gossip("2", a);
        listeners.ListenerReceive(new WithListeners(l => l.Tell("3", ActorRefs.NoSender)));
        Run();
        Assert.Equal(["a:1", "b:1", "b:2", "b:3"], Log.Order());
    }

    [Fact]
    public void Routing_allocates_no_more_than_the_tell_to_the_routee()
    {
        var router = System.ActorOf(new RoundRobinPool(4).Props(Props.Empty), "router");
        Run();
        var message = new object();
        for (var i = 0; i < 100; i++) router.Tell(message, ActorRefs.NoSender);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) router.Tell(message, ActorRefs.NoSender);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        Run();
        Assert.InRange(each, 1, 40); // one letter
    }
}
