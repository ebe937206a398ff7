using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;
using Akka.TestKit.TestEvent;
using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>The filters behind <c>EventFilter</c> can be made and published by hand, judge text and source, and fail with what they saw.</summary>
public class EventFilterFamilyTests : DrivenTestKit
{
    public EventFilterFamilyTests() : base("akka.loglevel = DEBUG")
    {
    }

    [Theory]
    [InlineData(LogLevel.DebugLevel)]
    [InlineData(LogLevel.InfoLevel)]
    [InlineData(LogLevel.WarningLevel)]
    [InlineData(LogLevel.ErrorLevel)]
    public void A_filter_takes_its_own_level_only(LogLevel level) => EventFilter.ForLogLevel(level, new Regex("^x$")).ExpectOne(() =>
    {
        foreach (var each in Enum.GetValues<LogLevel>().Where(each => each <= LogLevel.ErrorLevel)) Log.Log(each, "x");
    });

    [Fact]
    public void Too_few_events_fail_with_a_time_out_that_names_the_filter()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => EventFilter.Warning(start: "wet").Expect(2, TimeSpan.FromSeconds(1), () => Log.Warning("wet paint")));

        Assert.StartsWith("timeout", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("1 of 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("starts with \"wet\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_awaited_block_returns_its_result_when_its_events_have_come() =>
        Assert.Equal(42, await EventFilter.Info("soon").ExpectOneAsync(() =>
        {
            Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), () => Log.Info("soon"));
            return Task.FromResult(42);
        }));

    [Fact]
    public async Task An_event_that_comes_late_breaks_the_expectation_of_none() =>
        await Assert.ThrowsAnyAsync<XunitException>(() => EventFilter.Error().ExpectAsync(0, () =>
        {
            Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), () => Log.Error("late"));
            return Task.CompletedTask;
        }));

    [Fact]
    public void An_exception_is_found_by_its_own_text_or_that_of_the_event_and_among_causes_when_asked()
    {
        var outer = new InvalidOperationException("outer", new ArgumentException("inner"));

        EventFilter.Exception<InvalidOperationException>("outer").ExpectOne(() => Log.Error(outer, "event"));
        EventFilter.Exception<InvalidOperationException>("event").ExpectOne(() => Log.Error(outer, "event"));
        EventFilter.Exception<ArgumentException>().Expect(0, TimeSpan.FromMilliseconds(1), () => Log.Error(outer, "event"));
        EventFilter.Exception(typeof(ArgumentException), "inner", checkInnerExceptions: true).ExpectOne(() => Log.Error(outer, "event"));
    }

    [Fact]
    public void A_source_is_a_path_with_or_without_the_address()
    {
        var actor = ActorOf(c => c.ReceiveAny((_, context) => context.GetLogger().Info("here")), "logs");

        EventFilter.Info(source: "/user/logs").ExpectOne(() => actor.Tell(1));
        EventFilter.Info(source: actor.Path.ToString()).ExpectOne(() => actor.Tell(1));
        EventFilter.Info(source: "ogs").Expect(0, TimeSpan.FromMilliseconds(1), () => actor.Tell(1));
    }

    [Fact]
    public void Published_filters_count_until_they_are_taken_back()
    {
        List<LogEvent> seen = [];
        var filter = new WarningFilter(new ContainsString("paint"));
        filter.EventMatched += (_, logEvent) => seen.Add(logEvent);

        Sys.EventStream.Publish(new Mute(filter));
        Log.Warning("wet paint");
        Log.Warning("dry");
        AwaitCondition(() => seen.Count > 0);
        Sys.EventStream.Publish(new Unmute(filter));
        EventFilter.Warning("paint again").ExpectOne(() => Log.Warning("paint again"));

        Assert.Single(seen);
    }

    [Fact]
    public void Unhandled_messages_are_warnings_to_filters()
    {
        var actor = Sys.ActorOf(Props.Create<TestActors.UnhandledMessageActor>());

        EventFilter.Warning(start: "Unhandled message from").ExpectOne(() => actor.Tell("?"));
    }

    [Fact]
    public void Dead_letters_are_told_by_receiver_and_message()
    {
        var actor = Watch(ActorOf(c => c.ReceiveAny((_, context) => context.Stop(context.Self)), "gone"));
        actor.Tell("stop");
        ExpectTerminated(actor);

        EventFilter.DeadLetter<string>(text => text == "late", source: "/user/gone").ExpectOne(() =>
        {
            actor.Tell("late");
            actor.Tell("later");
        });
        Assert.True(new DeadLettersFilter(new EqualsString("late"), null).Apply(new Warning("x", typeof(object), new DeadLetter("late", null, actor))));
    }

    [Fact]
    public void Matchers_judge_as_they_say()
    {
        Assert.True(MatchesAll.Instance.IsMatch("anything"));
        Assert.True(new EqualsString("a").IsMatch("a"));
        Assert.False(new EqualsString("a").IsMatch("A"));
        Assert.True(new StartsWithString("ab").IsMatch("abc"));
        Assert.False(new StartsWithString("b").IsMatch("abc"));
        Assert.True(new ContainsString("b").IsMatch("abc"));
        Assert.True(new RegexMatcher(new Regex("^a.c$")).IsMatch("abc"));
        Assert.True(new PredicateMatcher(text => text.Length == 3, "three letters").IsMatch("abc"));
        Assert.True(new EqualsStringAndPathMatcher("user/a").IsMatch("akka://test/user/a"));
        Assert.False(new EqualsStringAndPathMatcher("user/a", canBeRelative: false).IsMatch("akka://test/user/a"));
    }
}
