using Akka.Actor;
using Akka.Event;
using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>Filters count the log events that they match, and fail when there are too few or too many.</summary>
public class EventFilterTests : DrivenTestKit
{
    [Fact]
    public void One_expected_error_passes() => EventFilter.Error("broken").ExpectOne(() => Log.Error("broken"));

    [Fact]
    public void An_error_that_does_not_come_fails() =>
        Assert.ThrowsAny<XunitException>(() => EventFilter.Error("broken").ExpectOne(() => Log.Warning("broken")));

    [Fact]
    public void More_errors_than_expected_fail() =>
        Assert.ThrowsAny<XunitException>(() => EventFilter.Error(start: "bro").Expect(1, () =>
        {
            Log.Error("broken");
            Log.Error("broken again");
        }));

    [Fact]
    public void None_is_expected_for_the_whole_leeway() => EventFilter.Warning().Expect(0, () => Log.Info("fine"));

    [Fact]
    public void A_failing_actor_is_expected_by_its_exception()
    {
        var actor = Sys.ActorOf(Props.Create<Failing>());

        EventFilter.Exception<InvalidOperationException>(contains: "on purpose").ExpectOne(() => actor.Tell("go"));
    }

    [Fact]
    public void Dead_letters_are_expected_by_their_message()
    {
        var actor = Watch(Sys.ActorOf(Props.Create<Failing>()));
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter<string>().ExpectOne(() => actor.Tell("too late"));
    }

    [Fact]
    public void Filters_joined_count_together() =>
        EventFilter.Error("a").And.Warning("b").Expect(2, () =>
        {
            Log.Error("a");
            Log.Warning("b");
        });

    [Fact]
    public void A_filter_outside_of_its_block_counts_nothing()
    {
        var filter = EventFilter.Error("broken");
        filter.ExpectOne(() => Log.Error("broken"));

        Assert.ThrowsAny<XunitException>(() => filter.ExpectOne(() => { }));
    }

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) => throw new InvalidOperationException("failed on purpose");
    }
}
