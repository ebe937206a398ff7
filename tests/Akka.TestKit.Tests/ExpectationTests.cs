using Akka.Actor;
using Akka.TestKit.TestActors;
using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>Expectations see what arrives, in order, and fail with a reason; on a driven system waiting takes virtual time only.</summary>
public class ExpectationTests : DrivenTestKit
{
    private IActorRef Echo => Sys.ActorOf(SimpleEchoActor.Props());

    [Fact]
    public void A_message_of_the_expected_type_is_returned()
    {
        Echo.Tell("hello");

        Assert.Equal("hello", ExpectMsg<string>());
    }

    [Fact]
    public void The_test_actor_is_the_sender_of_what_the_test_tells()
    {
        var echo = Echo;
        echo.Tell(1);

        ExpectMsg(1);
        Assert.Equal(echo, LastSender);
    }

    [Fact]
    public void A_number_that_is_none_of_the_expected_fails_also_when_zero_is_expected()
    {
        Echo.Tell(5);

        Assert.ThrowsAny<XunitException>(() => ExpectMsgAnyOf<int>([0, 1]));
    }

    [Fact]
    public void One_of_the_expected_messages_is_returned()
    {
        Echo.Tell(1);

        Assert.Equal(1, ExpectMsgAnyOf<int>([0, 1]));
    }

    [Fact]
    public void A_failure_names_the_seed_of_the_run()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>());

        Assert.Contains("seed 7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_from_another_sender_fails()
    {
        var (echo, other) = (Echo, Echo);
        echo.Tell(1);
        echo.Tell(2);
        echo.Tell(3);

        ExpectMsgFrom(echo, 1);
        Assert.Equal(2, await ExpectMsgFromAsync<int>(echo));
        Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom(other, 3));
    }

    [Fact]
    public async Task Fishing_passes_over_what_is_not_wanted()
    {
        var echo = Echo;
        echo.Tell("one");
        echo.Tell(2);

        Assert.Equal(2, await FishForMessageAsync<int>(number => number > 1));
    }

    [Fact]
    public void A_message_of_another_type_fails()
    {
        Echo.Tell("text");

        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>());
    }

    [Fact]
    public void A_message_that_does_not_come_fails_after_the_time_out_of_virtual_time()
    {
        var before = Executor.Time.Elapsed;

        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(TimeSpan.FromHours(1)));

        Assert.Equal(TimeSpan.FromHours(1), Executor.Time.Elapsed - before);
    }

    [Fact]
    public void No_message_is_expected_for_the_whole_time()
    {
        var before = Executor.Time.Elapsed;

        ExpectNoMsg(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(10), Executor.Time.Elapsed - before);
    }

    [Fact]
    public void A_message_fails_the_expectation_of_none()
    {
        Echo.Tell("surprise");

        Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void All_of_several_messages_are_expected_in_any_order()
    {
        var echo = Echo;
        echo.Tell("b");
        echo.Tell("a");

        Assert.Equal(["a", "b"], ExpectMsgAllOf(["a", "b"]).Order());
    }

    [Fact]
    public void Several_messages_are_received_in_their_order()
    {
        var echo = Echo;
        for (var i = 0; i < 5; i++) echo.Tell(i);

        Assert.Equal([0, 1, 2, 3, 4], ReceiveN(5).Cast<int>());
    }

    [Fact]
    public void Fishing_passes_over_other_messages()
    {
        var echo = Echo;
        for (var i = 0; i < 5; i++) echo.Tell(i);

        Assert.Equal(3, FishForMessage(message => message is 3));
    }

    [Fact]
    public void The_end_of_a_watched_actor_is_expected()
    {
        var echo = Watch(Echo);

        Sys.Stop(echo);

        Assert.Equal(echo, ExpectTerminated(echo).ActorRef);
    }

    [Fact]
    public void A_block_that_takes_longer_than_its_limit_fails()
    {
        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromSeconds(1), () => Executor.RunFor(TimeSpan.FromSeconds(2))));
    }

    [Fact]
    public void Expectations_inside_of_a_block_wait_no_longer_than_the_block()
    {
        var before = Executor.Time.Elapsed;

        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromSeconds(1), () => ExpectMsg<string>()));

        Assert.Equal(TimeSpan.FromSeconds(1), Executor.Time.Elapsed - before);
    }

    [Fact]
    public void An_assertion_is_awaited_until_it_holds()
    {
        var count = 0;
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), () => count++);

        AwaitAssert(() => Assert.True(count >= 5), TimeSpan.FromSeconds(30));

        Assert.Equal(5, count);
    }

    [Fact]
    public void A_probe_answers_the_sender_of_the_last_message()
    {
        var probe = CreateTestProbe();
        var asked = probe.Ref.Ask<string>("question");

        probe.ExpectMsg("question");
        probe.Reply("answer");

        Assert.Equal("answer", Executor.Run(asked));
    }

    [Fact]
    public void An_auto_pilot_answers_by_itself()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}", ActorRefs.NoSender);
            return AutoPilot.KeepRunning;
        }));

        probe.Ref.Tell("hi");

        ExpectMsg("re: hi");
        probe.ExpectMsg("hi");
    }
}
