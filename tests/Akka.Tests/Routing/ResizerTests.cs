using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Routing;

/// <summary>A pool grows when all of its routees are busy, shrinks when few are, and keeps within its bounds.</summary>
public sealed class ResizerTests : RoutingTest
{
    [Fact]
    public void A_pool_starts_with_as_many_routees_as_its_lower_bound()
    {
        var router = System.ActorOf(new RoundRobinPool(1, new DefaultResizer(3, 5)).Props(Routee()), "router");
        Assert.Equal(3, RouteesOf(router).Length);
        Assert.Equal(5, RouteesOf(System.ActorOf(new RoundRobinPool(9, new DefaultResizer(3, 5)).Props(Routee()), "large")).Length);
    }

    [Fact]
    public void Waiting_messages_make_a_pool_grow_up_to_its_bound()
    {
        var router = System.ActorOf(new RoundRobinPool(2, new DefaultResizer(2, 4, pressureThreshold: 2, rampupRate: 1, messagesPerResize: 5)).Props(Routee()), "router");
        Run();
        for (var i = 0; i < 40; i++)
        {
            router.Tell(i, ActorRefs.NoSender);
            if (i % 5 == 4) RunRouterOnly(router);
        }

        Assert.Equal(4, ((RouterIntake)((ActorCell)router).Intake!).Router.Routees.Count());
        Run();
        Assert.Equal(40, Log.Count);
    }

    [Fact]
    public void A_quiet_pool_shrinks_to_its_bound_and_never_stops()
    {
        var router = System.ActorOf(new RoundRobinPool(5, new DefaultResizer(0, 5, backoffRate: 1, messagesPerResize: 2)).Props(Routee()), "router");
        Run();
        for (var i = 0; i < 20; i++)
        {
            Send(router, i);
            RunFor(200);
        }

        Assert.Empty(RouteesOf(router));
        Assert.False(IsGone(router));
    }

    [Fact]
    public void Pressure_counts_what_waits_and_what_is_handled()
    {
        var actor = (ActorCell)Start(NewScript("a"));
        Routee[] routees = [new ActorRefRoutee(actor), new ActorSelectionRoutee(System.ActorSelection("/user/a"))];
        int[] Pressures() => [.. new[] { 0, 1, 2 }.Select(threshold => new DefaultResizer(1, 2, threshold).Pressure(routees))];
        int[] inside = [];
        Inside(actor, _ => inside = Pressures());
        Assert.Equal([1, 0, 0], inside);
        actor.Tell((Action<ScriptedActor>)(_ => inside = Pressures()), ActorRefs.NoSender);
        actor.Tell("1", ActorRefs.NoSender);
        actor.Tell("2", ActorRefs.NoSender);
        Assert.Equal([0, 0, 1], Pressures());
        Run();
        Assert.Equal([1, 1, 1], inside);
    }

    [Theory]
    [InlineData(0, 10, 0, -1)] // quiet: a tenth less
    [InlineData(5, 10, 0, 0)]
    [InlineData(10, 10, 2, 0)] // all busy: a fifth more
    [InlineData(0, 0, 0, 0)]
    public void Growth_and_shrinkage_are_parts_of_the_pool(int busy, int routees, int up, int down)
    {
        var resizer = new DefaultResizer(1, 100);
        Assert.Equal((up, down, up + down), (resizer.Rampup(busy, routees), resizer.Backoff(busy, routees), resizer.Filter(busy, routees)));
    }

    [Fact]
    public void The_configuration_describes_a_resizer_when_it_enables_it()
    {
        var config = ConfigurationFactory.ParseString("resizer { enabled = on, lower-bound = 2, upper-bound = 4, pressure-threshold = 3, rampup-rate = 0.5, backoff-threshold = 0.4, backoff-rate = 0.6, messages-per-resize = 7 }");
        Assert.Equal(new DefaultResizer(2, 4, 3, 0.5, 0.4, 0.6, 7), Resizer.FromConfig(config));
        Assert.Null(Resizer.FromConfig(ConfigurationFactory.ParseString("resizer.enabled = off")));
        Assert.Equal([true, false, true], new[] { 0L, 5, 14 }.Select(((DefaultResizer)Resizer.FromConfig(config)!).IsTimeForResize));
    }

    [Theory]
    [InlineData(-1, 1, 0.2, 0.3, 0.1, 10)]
    [InlineData(1, -1, 0.2, 0.3, 0.1, 10)]
    [InlineData(2, 1, 0.2, 0.3, 0.1, 10)]
    [InlineData(1, 2, -0.2, 0.3, 0.1, 10)]
    [InlineData(1, 2, 0.2, 1.3, 0.1, 10)]
    [InlineData(1, 2, 0.2, 0.3, -0.1, 10)]
    [InlineData(1, 2, double.NaN, 0.3, 0.1, 10)]
    [InlineData(1, 2, 0.2, 0.3, 0.1, 0)]
    public void Bounds_and_rates_out_of_range_are_refused(int lower, int upper, double rampup, double threshold, double backoff, int messages) =>
        Assert.Throws<ArgumentException>(() => new DefaultResizer(lower, upper, 1, rampup, threshold, backoff, messages));

    // The routees have not had their turn: what they are told piles up.
    private static void RunRouterOnly(IActorRef router) => ((IThreadPoolWorkItem)router).Execute();
}
