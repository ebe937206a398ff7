using Akka.Actor;
using Akka.Pattern;
using Akka.Tests.Actor;

namespace Akka.Tests.BadInput;

/// <summary>Times that are negative, zero where that makes no sense, or too long to count are refused, or mean what is written here.</summary>
public sealed class ImpossibleTimesTests : CoreTest
{
    private static readonly TimeSpan Negative = TimeSpan.FromTicks(-1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly IActorRef _actor;

    public ImpossibleTimesTests()
    {
        _actor = Start(NewScript("a"));
        Log.Clear();
    }

    public static TheoryData<TimeSpan> Impossible => new(Negative, TimeSpan.FromMilliseconds(-1), TimeSpan.MinValue);

    [Theory]
    [MemberData(nameof(Impossible))]
    public void The_scheduler_refuses_negative_delays_and_intervals(TimeSpan time)
    {
        var scheduler = System.Scheduler;
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.ScheduleTellOnce(time, _actor, "m", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.ScheduleTellRepeatedly(time, Second, _actor, "m", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.ScheduleTellRepeatedly(Second, time, _actor, "m", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Advanced.ScheduleOnce(time, () => Log.Add("ran")));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Advanced.ScheduleRepeatedly(Second, time, () => Log.Add("ran")));
        RunFor(10_000);
        Assert.Empty(Log);
    }

    [Fact]
    public void The_scheduler_refuses_an_interval_of_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => System.Scheduler.ScheduleTellRepeatedly(Second, TimeSpan.Zero, _actor, "m", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => System.Scheduler.Advanced.ScheduleRepeatedly(Second, TimeSpan.Zero, () => Log.Add("ran")));
    }

    [Fact]
    public void A_time_beyond_what_a_clock_can_count_is_refused_by_the_scheduler()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => System.Scheduler.ScheduleTellOnce(TimeSpan.MaxValue, _actor, "m", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => System.Scheduler.ScheduleTellRepeatedly(Second, TimeSpan.MaxValue, _actor, "m", ActorRefs.NoSender));
        RunFor(10_000);
        Assert.Empty(Log);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Timers_and_receive_timeouts_refuse_them_too(TimeSpan time)
    {
        Inside(_actor, a =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => a.Timers.StartSingleTimer("k", "m", time));
            Assert.Throws<ArgumentOutOfRangeException>(() => a.Timers.StartPeriodicTimer("k", "m", time));
            Assert.Throws<ArgumentOutOfRangeException>(() => ScriptedActor.Ctx.SetReceiveTimeout(time));
            Assert.False(a.Timers.IsTimerActive("k"));
            Assert.Null(ScriptedActor.Ctx.ReceiveTimeout);
        });
        RunFor(10_000);
        Assert.Empty(Log);
    }

    [Fact]
    public void A_question_with_no_time_at_all_ends_at_the_next_tick()
    {
        var answer = _actor.Ask<string>("m", TimeSpan.Zero);
        RunFor(20);
        Assert.IsType<AskTimeoutException>(answer.Exception!.InnerException);
    }

    [Fact]
    public void A_question_with_an_infinite_time_waits_for_its_answer()
    {
        IActorRef? asker = null;
        var asked = Start(new Script("b", Log) { Receive = (b, _) => { asker = b.From; return true; } });
        var answer = asked.Ask<string>("m", Timeout.InfiniteTimeSpan);
        RunFor(100_000_000);
        Assert.False(answer.IsCompleted);
        asker!.Tell("late");
        Assert.Equal("late", Executor.Run(answer));
    }

    [Fact]
    public void Breakers_refuse_times_and_numbers_that_make_no_sense()
    {
        var scheduler = System.Scheduler;
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(scheduler, 0, Second, Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(scheduler, 1, Second, Negative));
        Assert.Throws<ArgumentNullException>(() => new CircuitBreaker(null!, 1, Second, Second));
    }

    [Fact]
    public void A_graceful_stop_without_time_is_over_at_once()
    {
        var stopped = _actor.GracefulStop(TimeSpan.Zero);
        RunFor(20);
        Assert.True(stopped.IsCompleted);
    }
}
