using System.Collections;
using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>Expectations of several messages take exactly those, fail in time, and say what came instead.</summary>
public class SeveralMessagesTests : DrivenTestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public SeveralMessagesTests() => Start = Sys.Scheduler.MonotonicClock;

    private TimeSpan Start { get; }

    [Fact]
    public async Task All_of_takes_messages_in_any_order_and_returns_them_as_they_came()
    {
        foreach (var text in new[] { "1", "2", "3" }) TestActor.Tell(text, TestActor);

        Assert.Equal(["1", "2", "3"], await ExpectMsgAllOfAsync(["3", "1", "2"]).ToListAsync());
    }

    [Fact]
    public async Task All_of_names_what_is_missing_and_what_came_instead()
    {
        foreach (var text in new[] { "1", "unexpected", "3" }) TestActor.Tell(text, TestActor);

        var failure = await Assert.ThrowsAnyAsync<XunitException>(async () => await ExpectMsgAllOfAsync(Second, ["3", "1", "2"]).ToListAsync());

        Assert.Contains("<2>", failure.Message, StringComparison.Ordinal);
        Assert.Contains("<unexpected>", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_waits_for_messages_only_so_long()
    {
        TestActor.Tell("1", TestActor);

        await Assert.ThrowsAsync<TrueException>(async () => await ExpectMsgAllOfAsync(Second, ["1", "2"]).ToListAsync());
    }

    [Fact]
    public async Task Every_predicate_needs_a_message_of_its_own()
    {
        TestActor.Tell(7, TestActor);
        TestActor.Tell("seven", TestActor);
        var predicates = new[]
        {
            PredicateInfoFactory.CreatePredicateInfo<string>(text => text.Length == 5),
            PredicateInfoFactory.CreatePredicateInfo<int>((Delegate)(Func<int, bool>)(number => number == 7)),
        };

        Assert.Equal([7, "seven"], await ExpectMsgAllOfMatchingPredicatesAsync(predicates).ToListAsync());
    }

    [Fact]
    public async Task Fishing_collects_what_it_throws_back()
    {
        foreach (var message in new object[] { 1, "2", 3 }) TestActor.Tell(message, TestActor);
        var others = new ArrayList();

        Assert.Equal(3, await FishForMessageAsync<int>(number => number == 3, others));
        Assert.Equal(new object[] { 1, "2" }, others.ToArray());
    }

    [Fact]
    public async Task Fishing_in_vain_fails_when_the_time_is_up()
    {
        var started = Sys.Scheduler.MonotonicClock;

        await Assert.ThrowsAsync<TrueException>(async () => await FishForMessageAsync(_ => false, Second));

        Assert.Equal(Second, Sys.Scheduler.MonotonicClock - started);
    }

    [Fact]
    public async Task Messages_of_other_types_may_come_until_the_time_is_up()
    {
        TestActor.Tell(1.0, TestActor);
        await FishUntilMessageAsync<int>(Second);

        TestActor.Tell(1, TestActor);
        await Assert.ThrowsAnyAsync<XunitException>(() => FishUntilMessageAsync<int>(Second));
    }

    [Fact]
    public async Task Receive_while_leaves_the_first_message_that_it_does_not_want()
    {
        foreach (var message in new object[] { "1", 2, "3", "stop", "4" }) TestActor.Tell(message, TestActor);

        Assert.Equal(["1", "3"], await ReceiveWhileAsync<string>(text => text != "stop").ToListAsync());
        ExpectMsg("stop");
    }

    [Fact]
    public async Task Receive_while_ends_with_a_message_of_another_type_when_told_so()
    {
        foreach (var message in new object[] { "1", 2, "3" }) TestActor.Tell(message, TestActor);

        Assert.Equal(["1"], await ReceiveWhileAsync<string>(_ => true, shouldIgnoreOtherMessageTypes: false).ToListAsync());
        ExpectMsg(2);
    }

    [Fact]
    public async Task Receive_while_ends_after_so_many_messages_or_so_long_a_silence()
    {
        for (var i = 0; i < 4; i++) TestActor.Tell(i, TestActor);

        Assert.Equal(["0", "1", "2"], await ReceiveWhileAsync(message => message.ToString(), msgs: 3).ToListAsync());
        Assert.Equal(["3"], await ReceiveWhileAsync(TimeSpan.FromHours(1), Second, message => message.ToString()).ToListAsync());
        Assert.Equal(Second, Sys.Scheduler.MonotonicClock - Start);
    }

    [Fact]
    public void A_wrong_message_is_named_beside_those_that_wait_behind_it()
    {
        foreach (var message in new object[] { "wrong", 2, 3 }) TestActor.Tell(message, TestActor);

        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>(hint: "the answer"));

        Assert.Contains("System.Int32", failure.Message, StringComparison.Ordinal);
        Assert.Contains("{wrong} (type System.String)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the answer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Still queued: <2> from", failure.Message, StringComparison.Ordinal);
    }
}
