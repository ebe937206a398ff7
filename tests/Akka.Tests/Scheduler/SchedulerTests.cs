using Akka.Actor;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Scheduler;

/// <summary>Scheduled work runs in the order of its times, never early, at a steady rate when repeated, and not at all once cancelled.</summary>
public sealed class SchedulerTests : CoreTest
{
    private IScheduler Scheduler => System.Scheduler;

    private int Now => (int)Executor.Time.Elapsed.TotalMilliseconds;

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    [Fact]
    public void Work_runs_in_the_order_of_its_times_whatever_the_order_of_scheduling()
    {
        var order = new List<int>();
        foreach (var delay in new[] { 500, 20, 70_000, 100, 0, 6000, 5120, 10_240 }) Scheduler.Advanced.ScheduleOnce(Ms(delay), () => order.Add(delay));
        RunFor(100_000);
        Assert.Equal([0, 20, 100, 500, 5120, 6000, 10_240, 70_000], order);
    }

    [Fact]
    public void Work_of_one_moment_runs_in_the_order_in_which_it_was_scheduled()
    {
        var order = new List<int>();
        for (var i = 0; i < 100; i++)
        {
            var number = i;
            Scheduler.Advanced.ScheduleOnce(Ms(100), () => order.Add(number));
        }

        RunFor(200);
        Assert.Equal(Enumerable.Range(0, 100), order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(15)]
    [InlineData(5119)]
    [InlineData(5121)]
    [InlineData(86_400_000)]
    public void Work_never_runs_early_and_at_most_one_tick_late(int delay)
    {
        RunFor(3);
        var due = Now + delay;
        var ran = -1;
        Scheduler.Advanced.ScheduleOnce(Ms(delay), () => ran = Now);
        RunFor(delay + 20);
        Assert.InRange(ran, due, due + 10);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(33)]
    [InlineData(100)]
    [InlineData(6001)]
    public void Repeated_work_keeps_its_rate_and_does_not_drift(int interval)
    {
        var times = new List<int>();
        var begin = Now;
        Scheduler.Advanced.ScheduleRepeatedly(Ms(interval), Ms(interval), () => times.Add(Now));
        RunFor((interval * 100) + 10);
        Assert.InRange(times.Count, 100, 101);
        for (var i = 0; i < 100; i++) Assert.InRange(times[i], begin + (interval * (i + 1)), begin + (interval * (i + 1)) + 10);
    }

    [Fact]
    public void Messages_are_told_once_and_repeatedly_with_their_sender()
    {
        var from = new List<string>();
        var actor = Start(new Script("a", Log) { Receive = (a, m) => { from.Add(m + " " + a.From.Path.Name); return true; } });
        var sender = Start(NewScript("sam"));
        Scheduler.ScheduleTellOnce(Ms(100), actor, "once", sender);
        Scheduler.ScheduleTellRepeatedly(Ms(150), Ms(100), actor, "often", sender);
        RunFor(400);
        Assert.Equal(["once sam", "often sam", "often sam", "often sam"], from);
    }

    [Fact]
    public void Cancelled_work_does_not_run()
    {
        var ran = 0;
        var one = Scheduler.Advanced.ScheduleOnceCancelable(Ms(100), () => ran++);
        var many = Scheduler.Advanced.ScheduleRepeatedlyCancelable(Ms(100), Ms(100), () => ran++);
        RunFor(50);
        one.Cancel();
        RunFor(200);
        Assert.Equal(2, ran);
        many.Cancel();
        RunFor(1000);
        Assert.Equal(2, ran);
    }

    [Fact]
    public void Repeated_work_can_cancel_itself()
    {
        var ran = 0;
        ICancelable? own = null;
        own = Scheduler.Advanced.ScheduleRepeatedlyCancelable(Ms(10), Ms(10), () =>
        {
            if (++ran == 3) own!.Cancel();
        });
        RunFor(1000);
        Assert.Equal(3, ran);
    }

    [Fact]
    public void Work_with_a_cancelable_that_is_cancelled_already_is_not_taken()
    {
        var ran = 0;
        Scheduler.Advanced.ScheduleOnce(Ms(10), () => ran++, Cancelable.CreateCanceled());
        RunFor(100);
        Assert.Equal(0, ran);
    }

    [Fact]
    public void One_cancelable_cancels_all_work_that_was_scheduled_with_it()
    {
        var ran = 0;
        var cancelable = new Cancelable(Scheduler);
        for (var i = 0; i < 5; i++) Scheduler.Advanced.ScheduleOnce(Ms(100), () => ran++, cancelable);
        cancelable.Cancel();
        RunFor(1000);
        Assert.Equal(0, ran);
        Assert.True(cancelable.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_cancelable_can_cancel_itself_after_a_time_and_links_follow()
    {
        var cancelable = new Cancelable(Scheduler, Ms(100));
        var linked = Cancelable.CreateLinkedCancelable(Scheduler, cancelable);
        RunFor(90);
        Assert.False(cancelable.IsCancellationRequested || linked.IsCancellationRequested);
        RunFor(30);
        Assert.True(cancelable.IsCancellationRequested && linked.IsCancellationRequested);
    }

    [Fact]
    public void Work_that_throws_is_logged_and_nothing_else_notices()
    {
        var errors = Published<Error>();
        var ran = 0;
        Scheduler.Advanced.ScheduleOnce(Ms(10), () => throw new BoomException());
        Scheduler.Advanced.ScheduleOnce(Ms(10), () => ran++);
        RunFor(100);
        Assert.Equal(1, ran);
        Assert.IsType<BoomException>(Assert.Single(errors).Cause);
    }

    [Fact]
    public void Work_may_schedule_more_work()
    {
        var times = new List<int>();
        var begin = Now;
        Scheduler.Advanced.ScheduleOnce(Ms(10), () =>
        {
            times.Add(Now - begin);
            Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => times.Add(Now - begin));
            Scheduler.Advanced.ScheduleOnce(Ms(50), () => times.Add(Now - begin));
        });
        RunFor(200);
        Assert.Equal(3, times.Count);
        Assert.InRange(times[2], 60, 70);
    }

    [Fact]
    public void Negative_and_overflowing_times_are_refused()
    {
        var actor = System.DeadLetters;
        var refused = new[]
        {
            Record.Exception(() => Scheduler.Advanced.ScheduleOnce(Ms(-1), () => { })),
            Record.Exception(() => Scheduler.Advanced.ScheduleOnce(TimeSpan.MaxValue, () => { })),
            Record.Exception(() => Scheduler.ScheduleTellOnce(Ms(-1), actor, "x", null)),
            Record.Exception(() => Scheduler.ScheduleTellRepeatedly(Ms(-1), Ms(10), actor, "x", null)),
            Record.Exception(() => Scheduler.ScheduleTellRepeatedly(Ms(1), TimeSpan.Zero, actor, "x", null)),
            Record.Exception(() => Scheduler.ScheduleTellRepeatedly(Ms(1), Ms(-10), actor, "x", null)),
            Record.Exception(() => Scheduler.ScheduleTellRepeatedly(Ms(1), TimeSpan.MaxValue, actor, "x", null)),
        };
        Assert.All(refused, e => Assert.IsType<ArgumentOutOfRangeException>(e));
    }

    [Fact]
    public void Work_in_a_hundred_years_does_no_harm()
    {
        var ran = false;
        Scheduler.Advanced.ScheduleOnce(TimeSpan.FromDays(36_500), () => ran = true);
        RunFor(60_000);
        Assert.False(ran);
    }

    [Fact]
    public void Nothing_runs_after_the_system_has_terminated_and_nothing_more_is_taken()
    {
        var ran = 0;
        var scheduler = Scheduler;
        scheduler.Advanced.ScheduleOnce(Ms(60_000), () => ran++);
        Executor.Run(System.Terminate());
        RunFor(120_000);
        Assert.Equal(0, ran);
        Assert.Throws<SchedulerException>(() => scheduler.Advanced.ScheduleOnce(Ms(1), () => { }));
    }

    [Fact]
    public void The_clocks_follow_the_systems_time()
    {
        var (clock, now) = (Scheduler.MonotonicClock, Scheduler.Now);
        RunFor(12_345);
        Assert.Equal(Ms(12_345), Scheduler.MonotonicClock - clock);
        Assert.Equal(Ms(12_345), Scheduler.Now - now);
    }

    [Fact]
    public void Many_timers_cost_little_each()
    {
        const int Many = 100_000;
        var ran = 0;
        var cancelables = new List<ICancelable>();
        for (var i = 0; i < Many; i++)
        {
            var cancelable = Scheduler.Advanced.ScheduleOnceCancelable(Ms(i % 50_000), () => ran++);
            if (i % 2 == 0) cancelables.Add(cancelable);
        }

        cancelables.ForEach(c => c.Cancel());
        RunFor(60_000);
        Assert.Equal(Many / 2, ran);
    }
}
