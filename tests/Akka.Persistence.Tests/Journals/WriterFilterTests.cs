using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Journals;

/// <summary>Events that two writers have mixed are left out, tolerated or refused as configured; what one writer after another wrote passes untouched.</summary>
public sealed class WriterFilterTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void One_writer_after_another_passes_untouched() =>
        AssertPasses(ReplayFilterMode.Fail, "1a 2a 3a 4b 5b 6c", "1a 2a 3a 4b 5b 6c");

    [Fact]
    public void Events_of_the_older_writer_are_left_out_from_where_the_newer_one_began()
    {
        AssertPasses(ReplayFilterMode.RepairByDiscardOld, "1a 2a 3a 4a 3b 4b 5b", "1a 2a 3b 4b 5b");
        Assert.Equal(2, _world.Warnings.Count);
    }

    [Fact]
    public void An_older_writer_that_goes_on_is_left_out()
    {
        AssertPasses(ReplayFilterMode.RepairByDiscardOld, "1a 2b 3a 4b 5a", "1a 2b 4b");
        Assert.Equal(2, _world.Warnings.Count);
    }

    [Fact]
    public void A_number_that_comes_again_is_left_out() =>
        AssertPasses(ReplayFilterMode.RepairByDiscardOld, "1a 2a 2a 3a", "1a 2a 3a");

    [Fact]
    public void In_mode_warn_all_events_pass_and_each_problem_is_logged()
    {
        AssertPasses(ReplayFilterMode.Warn, "1a 2b 3a", "1a 2b 3a");
        Assert.Equal(1, _world.Warnings.Count);
    }

    [Fact]
    public void In_mode_fail_the_replay_fails_with_the_event() =>
        Assert.Contains("[sequenceNr=3, writerUUID=a] of [x]", Assert.Throws<InvalidOperationException>(() => Filter(ReplayFilterMode.Fail, "1a 2b 3a")).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_filter_everything_passes() => AssertPasses(ReplayFilterMode.Disabled, "1a 2b 2a 1a", "1a 2b 2a 1a");

    [Fact]
    public void Only_what_is_in_the_window_is_taken_back() =>
        AssertPasses(ReplayFilterMode.RepairByDiscardOld, "1a 2a 3a 4a 2b 3b", "1a 2a 2b 3b", window: 2);

    [Fact]
    public void A_mode_that_does_not_exist_is_named()
    {
        var config = ConfigurationFactory.ParseString("replay-filter.mode = guess");

        Assert.Contains("guess", Assert.Throws<ConfigurationException>(() => WriterFilterSettings.Read(config, "j")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_filters_what_it_replays()
    {
        var journal = _world.Extension.JournalFor(null);
        var actor = new Recorder("actor");
        foreach (var text in "1a 2a 3a 2b".Split(' '))
        {
            // The journal in memory refuses a number that is taken; a deleted one can come again.
            if (text == "2b") journal.Tell(new DeleteMessagesTo("x", 2, actor), actor);
            journal.Tell(new WriteMessages([new AtomicWrite(Event(text))], actor, 1), actor);
        }

        _world.Run();
        actor.TakeAll();
        journal.Tell(new ReplayMessages(1, long.MaxValue, long.MaxValue, "x", actor), actor);
        _world.Run();

        Assert.Equal("b", actor.Expect<ReplayedMessage>().Persistent.WriterGuid);
        actor.ExpectExactly(new RecoverySuccess(3));
    }

    private static Persistent Event(string text) => new(new Noted(text), text[0] - '0', "x", writerGuid: text[1..]);

    private void AssertPasses(ReplayFilterMode mode, string events, string expected, int window = 100) => Assert.Equal(expected, Filter(mode, events, window));

    private string Filter(ReplayFilterMode mode, string events, int window = 100)
    {
        var passed = new List<string>();
        var filter = new WriterFilter(new WriterFilterSettings(mode, window, 10), "x", _world.System.Log, e => passed.Add(((Noted)e.Payload).Text));
        foreach (var text in events.Split(' ')) filter.Add(Event(text));
        filter.Complete();
        _world.Run();
        return string.Join(' ', passed);
    }
}
