using Akka.Actor;
using Akka.TestKit.Configs;

namespace Akka.TestKit.Tests;

/// <summary>With the test scheduler, time moves only when the test says so, and what is due runs in the order of due times.</summary>
public class TestSchedulerTests : DrivenTestKit
{
    public TestSchedulerTests() : base(TestConfigs.TestSchedulerConfig.ToString())
    {
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Nothing_happens_before_its_time()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMinutes(5), TestActor, "now", ActorRefs.NoSender);

        Scheduler.Advance(TimeSpan.FromMinutes(4));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMinutes(1));

        ExpectMsg("now");
    }

    [Fact]
    public void What_is_due_runs_in_order_even_over_a_long_leap()
    {
        var order = new List<string>();
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(2), () => order.Add("b"));
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), () => order.Add("a"));
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1), () => order.Add("x"));

        Scheduler.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["a", "x", "b", "x"], order);
    }

    [Fact]
    public void A_cancelled_tell_does_not_arrive()
    {
        var cancelable = Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromSeconds(1), TestActor, "now", ActorRefs.NoSender);

        cancelable.Cancel();
        Scheduler.Advance(TimeSpan.FromSeconds(2));

        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Time_does_not_go_back() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.AdvanceTo(Scheduler.Now - TimeSpan.FromSeconds(1)));
}
