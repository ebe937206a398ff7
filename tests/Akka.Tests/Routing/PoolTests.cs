using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Routing;

/// <summary>A pool makes its routees, routes past itself, supervises them and stops when none is left.</summary>
public sealed class PoolTests : RoutingTest
{
    public PoolTests() : base("""
        five { throughput = 5 }
        tiny { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        """)
    {
    }

    private IActorRef Pool(Pool pool, string? name = "router")
    {
        var router = System.ActorOf(pool.Props(Routee()), name);
        Run();
        return router;
    }

    [Fact]
    public void Round_robin_takes_the_routees_in_turn()
    {
        var router = Pool(new RoundRobinPool(3));
        Send(router, "a", "b", "c", "d");
        Assert.Equal(["0:a", "0:d", "1:b", "2:c"], Log.Order());
    }

    [Fact]
    public void Broadcast_gives_every_message_to_all()
    {
        Send(Pool(new BroadcastPool(3)), "a");
        Assert.Equal(["0:a", "1:a", "2:a"], Log.Order());
    }

    [Fact]
    public void A_broadcast_message_reaches_all_routees_of_any_router()
    {
        Send(Pool(new RoundRobinPool(3)), new Broadcast("a"), "b");
        Assert.Equal(["0:a", "0:b", "1:a", "2:a"], Log.Order());
    }

    [Fact]
    public void Random_choices_are_those_of_the_systems_seed()
    {
        var router = Pool(new RandomPool(4));
        Send(router, [.. Enumerable.Range(0, 200).Cast<object>()]);
        var first = Log.ToArray();
        Assert.All(Enumerable.Range(0, 4), n => Assert.InRange(first.Count(l => l.StartsWith($"{n}:", StringComparison.Ordinal)), 20, 80));
    }

    [Fact]
    public void A_message_reaches_its_routee_before_the_router_itself_has_run()
    {
        var router = (ActorCell)System.ActorOf(new RoundRobinPool(1).Props(Routee()), "router");
        router.Tell("at once", ActorRefs.NoSender);
        Assert.Equal((0, 1), (router.NumberOfMessages, router.ChildCells()[0].NumberOfMessages));
        Run();
        Assert.Equal(["0:at once"], Log);
    }

    [Fact]
    public void Routees_see_who_sent_and_are_children_of_the_router()
    {
        var router = Pool(new RoundRobinPool(2));
        var routee = Executor.Run(router.Ask<IActorRef>("who", TimeSpan.FromSeconds(1)));
        Assert.Equal(router.Path.ToString(), routee.Path.Parent.ToString());
        Assert.Equal(2, RouteesOf(router).Length);
        Assert.Equal(routee, RouteesOf(router)[0]);
    }

    [Fact]
    public void Routees_have_the_dispatcher_and_the_mailbox_of_their_props_and_the_router_its_own()
    {
        var router = (ActorCell)System.ActorOf(Routee().WithDispatcher("five").WithMailbox("tiny").WithRouter(new RoundRobinPool(2)));
        Run();
        Assert.All(RouteesOf(router).Cast<ActorCell>(), routee => Assert.Equal((5, true), (routee.Dispatcher.Throughput, routee.Intake is QueueIntake)));
        Assert.Same(System.Dispatchers.DefaultGlobalDispatcher, router.Dispatcher);
        Assert.Equal(5, ((ActorCell)Pool(new RoundRobinPool(1).WithDispatcher("five"))).Dispatcher.Throughput);
    }

    [Fact]
    public void A_routee_that_stops_is_not_replaced_and_the_last_one_takes_the_router_with_it()
    {
        var router = Pool(new RoundRobinPool(2));
        var routees = RouteesOf(router);
        System.Stop(routees[0]);
        Run();
        Assert.Equal([routees[1]], RouteesOf(router));
        Send(router, "a", "b");
        Assert.Equal(["1:a", "1:b"], Log);
        System.Stop(routees[1]);
        Assert.True(IsGone(router));
        Send(router, "c");
        Assert.Equal("c", Assert.Single(DeadLetters).Message);
    }

    [Fact]
    public void A_poison_pill_stops_the_router_and_a_broadcast_one_its_routees()
    {
        var first = Pool(new RoundRobinPool(2), "first");
        var routees = RouteesOf(first);
        Send(first, PoisonPill.Instance);
        Assert.All([first, .. routees], actor => Assert.True(IsGone(actor)));
        var second = Pool(new RoundRobinPool(2), "second");
        Send(second, "a", "b", "c", new Broadcast(PoisonPill.Instance));
        Assert.Equal(3, Log.Count);
        Assert.True(IsGone(second));
    }

    [Fact]
    public void A_failing_routee_escalates_so_that_the_routers_parent_restarts_the_router_and_all_routees()
    {
        var router = Pool(new RoundRobinPool(3));
        var before = RouteesOf(router);
        Send(router, new BoomException(), "a", "b", "c");
        Assert.Equal(6, Made);
        Assert.Equal(before, RouteesOf(router));
        Assert.Equal(3, Log.Count);
        Assert.False(IsGone(router));
    }

    [Fact]
    public void A_strategy_of_the_pool_decides_about_its_routees()
    {
        var router = Pool(new RoundRobinPool(3).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Restart)));
        Send(router, new BoomException());
        Assert.Equal(4, Made);
        var stopping = Pool(new BroadcastPool(2, null, SupervisorStrategy.StoppingStrategy, Dispatchers.DefaultDispatcherId), "stopping");
        Send(stopping, new BoomException());
        Assert.True(IsGone(stopping));
    }

    [Fact]
    public void The_size_of_a_pool_can_be_adjusted_and_those_removed_finish_what_they_have()
    {
        var router = Pool(new RoundRobinPool(2));
        Send(router, new AdjustPoolSize(2));
        var routees = RouteesOf(router);
        Assert.Equal(4, routees.Length);
        router.Tell(new Broadcast("a"), ActorRefs.NoSender);
        Send(router, new AdjustPoolSize(-3), "b", "c");
        Assert.Equal([routees[0]], RouteesOf(router));
        Assert.False(IsGone(routees[3]));
        RunFor(200);
        Assert.All(routees[1..], routee => Assert.True(IsGone(routee)));
        Assert.Equal(4, Log.Count(l => l.EndsWith(":a", StringComparison.Ordinal)));
        Send(router, new AdjustPoolSize(-9));
        Assert.True(IsGone(router));
    }

    [Fact]
    public void Routees_from_outside_can_be_added_and_removed()
    {
        var router = Pool(new RoundRobinPool(1));
        var guest = Start(NewScript("guest"));
        Send(router, new AddRoutee(new ActorRefRoutee(guest)));
        Assert.Equal(2, RouteesOf(router).Length);
        Log.Clear();
        Send(router, "a", "b");
        Assert.Equal(["0:a", "guest:b"], Log.Order());
        Send(router, new RemoveRoutee(Akka.Routing.Routee.FromActorRef(guest)));
        RunFor(200);
        Assert.False(IsGone(guest));
        Assert.Single(RouteesOf(router));
        Send(router, new AddRoutee(new ActorRefRoutee(guest)));
        System.Stop(guest);
        Run();
        Assert.Single(RouteesOf(router));
    }

    [Fact]
    public void A_removed_child_is_stopped()
    {
        var router = Pool(new RoundRobinPool(2));
        var routees = RouteesOf(router);
        Send(router, new RemoveRoutee(new ActorRefRoutee(routees[0])));
        RunFor(200);
        Assert.True(IsGone(routees[0]));
        Assert.Equal([routees[1]], RouteesOf(router));
    }

    [Fact]
    public void A_pool_of_none_gives_what_it_is_told_to_dead_letters()
    {
        var sender = Start(NewScript("sender"));
        var router = Pool(new RoundRobinPool(0));
        router.Tell("a", sender);
        router.Tell("b", ActorRefs.NoSender);
        Run();
        Assert.Equal(["a", "b"], DeadLetters.Select(d => (string)d.Message));
        Assert.Equal(sender, DeadLetters[0].Sender);
    }

    [Fact]
    public void Props_that_make_no_actor_fail_as_any_child_does()
    {
        var router = System.ActorOf(new RoundRobinPool(2).Props(Props.Create(() => new Failing())), "router");
        Assert.True(IsGone(router));
    }

    [Fact]
    public void What_is_wrong_with_routees_is_said_where_the_router_is_made()
    {
        Assert.Throws<ConfigurationException>(() => System.ActorOf(Routee().WithRouter(new RoundRobinPool(2)).WithMailbox("no-such"), "router"));
        Assert.Throws<ConfigurationException>(() => System.ActorOf(Routee().WithRouter(new RoundRobinPool(2).WithDispatcher("no-such")), "router"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoundRobinPool(-1));
        Assert.NotNull(Pool(new RoundRobinPool(1)));
        Assert.Throws<InvalidActorNameException>(() => Pool(new RoundRobinPool(1)));
        Assert.Single(RouteesOf(Child((IActorRef)Extended.Guardian, "router")));
    }

    [Fact]
    public void A_router_that_is_watched_and_stopped_says_so_once()
    {
        var router = Pool(new RoundRobinPool(2));
        var watcher = Start(new Script("watcher", Log) { Receive = (a, m) => { if (m is Terminated t) a.Note("gone " + t.ActorRef.Path.Name); return m is Terminated; } });
        Inside(watcher, a => ScriptedActor.Ctx.Watch(router));
        System.Stop(router);
        Run();
        Assert.Single(Log, "watcher:gone router");
    }

    [Fact]
    public void The_router_of_a_custom_configuration_has_the_routees_that_it_names()
    {
        var first = Start(NewScript("first"));
        var second = Start(NewScript("second"));
        var router = System.ActorOf(Props.Empty.WithRouter(new LastOf(Log, first, second)), "router");
        Log.Clear();
        Send(router, "a");
        Assert.Equal(["second:a"], Log);
        Send(router, new Tallied());
        Assert.Equal("controller:Tallied", Log[^1]);
        System.Stop(second);
        Run();
        Send(router, "b");
        Assert.Equal("first:b", Log[^1]);
        System.Stop(first);
        Assert.True(IsGone(router));
    }

    [Fact]
    public void A_surrogate_brings_back_the_same_router()
    {
        var pool = new RoundRobinPool(3, new DefaultResizer(1, 5)).WithDispatcher("five");
        var back = Assert.IsType<RoundRobinPool>(pool.ToSurrogate(System).FromSurrogate(System));
        Assert.Equal((3, pool.Resizer, "five"), (back.NrOfInstances, back.Resizer, back.RouterDispatcher));
        Assert.IsType<BroadcastGroup>(new BroadcastGroup("/user/a").ToSurrogate(System).FromSurrogate(System));
        Assert.Equal(7, Assert.IsType<ConsistentHashingPool>(new ConsistentHashingPool(7).ToSurrogate(System).FromSurrogate(System)).NrOfInstances);
        Assert.Same(NoRouter.Instance, NoRouter.Instance.ToSurrogate(System).FromSurrogate(System));
        Assert.Same(FromConfig.Instance, FromConfig.Instance.ToSurrogate(System).FromSurrogate(System));
    }

    private sealed class Tallied : RouterManagementMessage;

    private sealed class Failing : ActorBase
    {
        public Failing() => throw new BoomException();

        protected override bool Receive(object message) => true;
    }

    private sealed class LastOf(List<string> log, params IActorRef[] actors) : CustomRouterConfig
    {
        public override Router CreateRouter(ActorSystem system) => new(new LastLogic(), actors.Select(Akka.Routing.Routee.FromActorRef).ToArray());

        public override Props RoutingLogicController(RoutingLogic routingLogic) => Props.Create(() => new Controller(log));

        public override Akka.Util.ISurrogate ToSurrogate(ActorSystem system) => throw new NotSupportedException();
    }

    private sealed class LastLogic : RoutingLogic
    {
        public override Routee Select(object message, Routee[] routees) => routees.LastOrDefault() ?? Akka.Routing.Routee.NoRoutee;
    }

    private sealed class Controller(List<string> log) : ActorBase
    {
        protected override bool Receive(object message)
        {
            log.Add("controller:" + message.GetType().Name);
            return true;
        }
    }
}
