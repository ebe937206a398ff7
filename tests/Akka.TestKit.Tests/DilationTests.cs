using Akka.Event;
using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>Every time-out that a test states is stretched by <c>akka.test.timefactor</c>, exactly, and so is the default; only taking what comes waits as long as it says.</summary>
public class DilationTests() : DrivenTestKit("akka.test.timefactor = 4, akka.loglevel = DEBUG, akka.test.testkit.debug = on")
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_stated_time_out_is_stretched()
    {
        Assert.Equal(4 * Second, Dilated(Second));
        Takes(4 * Second, () => Fails(() => ExpectMsg<int>(Second)));
        Takes(4 * Second, () => Fails(() => AwaitCondition(() => false, Second)));
        Takes(4 * Second, () => Fails(() => ReceiveN(1, Second)));
        Takes(4 * Second, () => Fails(() => ExpectMsgAllOf(Second, "1", "2")));
        Takes(4 * Second, () => Fails(() => FishForMessage(_ => false, Second)));
        Takes(4 * Second, () => Fails(() => Within(Second, () => ExpectMsg<int>())));
        Takes(4 * Second, () => ExpectNoMsg(Second));
        Takes(4 * Second, () => Fails(() => EventFilter.Error().ExpectOne(Second, () => { })));
    }

    [Fact]
    public void A_time_out_for_taking_what_comes_is_not()
    {
        Takes(Second, () => Assert.Null(ReceiveOne(Second)));
        Takes(12 * Second, () => Assert.Null(ReceiveOne()));
    }

    [Fact]
    public void What_a_test_waits_for_is_logged_when_asked_for() =>
        EventFilter.Debug(contains: "received <answer>").ExpectOne(() =>
        {
            TestActor.Tell("answer", TestActor);
            ExpectMsg("answer");
        });

    private void Takes(TimeSpan time, Action action)
    {
        var started = Sys.Scheduler.MonotonicClock;
        action();
        Assert.Equal(time, Sys.Scheduler.MonotonicClock - started);
    }

    private static void Fails(Action action) => Assert.ThrowsAny<XunitException>(action);
}
