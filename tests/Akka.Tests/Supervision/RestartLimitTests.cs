using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Supervision;

/// <summary>A child may be restarted as often as its strategy allows in its window of time, and is stopped beyond that.</summary>
public sealed class RestartLimitTests : CoreTest
{
    private IActorRef Parent(SupervisorStrategy strategy, params string[] children)
    {
        var parent = Start(new Script("p", Log) { Strategy = strategy });
        foreach (var child in children) Inside(parent, p => p.Spawn(NewScript(child)));
        Log.Clear();
        return parent;
    }

    private int Restarts(string child) => Log.Count(l => l == child + ":ctor");

    [Fact]
    public void Without_a_window_the_limit_counts_for_the_whole_life()
    {
        var parent = Parent(new OneForOneStrategy(2, -1, _ => Directive.Restart), "c");
        var child = Child(parent, "c");
        Send(child, new BoomException());
        RunFor(3_600_000);
        Send(child, new BoomException());
        Assert.Equal(2, Restarts("c"));
        Send(child, new BoomException());
        Assert.Equal(2, Restarts("c"));
        Assert.True(Child(parent, "c").IsNobody());
    }

    [Fact]
    public void Restarts_spread_over_more_than_the_window_go_on_for_ever()
    {
        var parent = Parent(new OneForOneStrategy(1, 1000, _ => Directive.Restart), "c");
        for (var i = 0; i < 20; i++)
        {
            Send(Child(parent, "c"), new BoomException());
            RunFor(1001);
        }

        Assert.Equal(20, Restarts("c"));
    }

    [Fact]
    public void More_restarts_than_allowed_within_the_window_stop_the_child()
    {
        var parent = Parent(new OneForOneStrategy(2, 1000, _ => Directive.Restart), "c");
        Send(Child(parent, "c"), new BoomException());
        RunFor(900);
        Send(Child(parent, "c"), new BoomException());
        RunFor(50);
        Send(Child(parent, "c"), new BoomException());
        Assert.Equal(2, Restarts("c"));
        Assert.True(Child(parent, "c").IsNobody());
    }

    [Fact]
    public void A_window_that_has_passed_starts_the_count_anew()
    {
        var parent = Parent(new OneForOneStrategy(2, 1000, _ => Directive.Restart), "c");
        foreach (var pause in new[] { 900, 600, 900, 600, 900 })
        {
            Send(Child(parent, "c"), new BoomException());
            RunFor(pause);
        }

        Assert.Equal(5, Restarts("c"));
    }

    [Fact]
    public void A_limit_of_zero_stops_at_the_first_failure()
    {
        var parent = Parent(new OneForOneStrategy(0, -1, _ => Directive.Restart), "c");
        Send(Child(parent, "c"), new BoomException());
        Logged("c:PostStop");
    }

    [Fact]
    public void A_window_without_a_limit_allows_one_restart_in_it()
    {
        var parent = Parent(new OneForOneStrategy(-1, 1000, _ => Directive.Restart), "c");
        Send(Child(parent, "c"), new BoomException());
        Assert.Equal(1, Restarts("c"));
        Send(Child(parent, "c"), new BoomException());
        Assert.True(Child(parent, "c").IsNobody());
    }

    [Fact]
    public void Counts_are_kept_for_each_child_of_its_own()
    {
        var parent = Parent(new OneForOneStrategy(1, -1, _ => Directive.Restart), "a", "b");
        Send(Child(parent, "a"), new BoomException());
        Send(Child(parent, "b"), new BoomException());
        Assert.Equal((1, 1), (Restarts("a"), Restarts("b")));
        Send(Child(parent, "a"), new BoomException());
        Assert.True(Child(parent, "a").IsNobody());
        Assert.False(Child(parent, "b").IsNobody());
    }

    [Fact]
    public void Resumes_do_not_count()
    {
        var parent = Parent(new OneForOneStrategy(1, -1, e => e.Message == "r" ? Directive.Resume : Directive.Restart), "c");
        Send(Child(parent, "c"), new BoomException("r"), new BoomException("r"), new BoomException("r"), new BoomException());
        Assert.Equal(1, Restarts("c"));
        Assert.False(Child(parent, "c").IsNobody());
    }

    [Fact]
    public void All_for_one_counts_a_restart_for_every_child_and_stops_all_beyond_the_limit()
    {
        var parent = Parent(new AllForOneStrategy(1, -1, _ => Directive.Restart), "a", "b");
        Send(Child(parent, "a"), new BoomException());
        Assert.Equal((1, 1), (Restarts("a"), Restarts("b")));
        Send(Child(parent, "b"), new BoomException());
        Assert.Equal((1, 1), (Restarts("a"), Restarts("b")));
        Assert.True(Child(parent, "a").IsNobody() && Child(parent, "b").IsNobody());
    }

    [Fact]
    public void Time_spans_and_milliseconds_mean_the_same()
    {
        var spans = new OneForOneStrategy(3, TimeSpan.FromSeconds(2), _ => Directive.Stop);
        Assert.Equal((3, 2000), (spans.MaxNumberOfRetries, spans.WithinTimeRangeMilliseconds));
        var none = new AllForOneStrategy(null, null, _ => Directive.Stop);
        Assert.Equal((-1, -1), (none.MaxNumberOfRetries, none.WithinTimeRangeMilliseconds));
        Assert.Equal(7, spans.WithMaxNrOfRetries(7).MaxNumberOfRetries);
    }
}
