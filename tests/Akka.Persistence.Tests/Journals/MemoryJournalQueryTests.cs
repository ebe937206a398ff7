using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Actors;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Journals;

/// <summary>The journal in memory tells, for tests, what all actors have stored, in order, and what of it has a tag.</summary>
public sealed class MemoryJournalQueryTests : IDisposable
{
    private readonly World _world = new();
    private readonly Recorder _answers = new("answers");

    public MemoryJournalQueryTests()
    {
        var (a, b) = (_world.Notebook(new Recorder("a"), "a"), _world.Notebook(new Recorder("b"), "b"));
        foreach (var (actor, text) in new[] { (a, "1"), (b, "2"), (a, "3"), (b, "4") })
        {
            actor.Do(n => n.Persist(text is "2" or "3" or "4" ? (object)new Tagged(new Noted(text), ["red"]) : new Noted(text), _ => { }));
            _world.Run();
        }

        a.Do(n => n.DeleteMessages(1));
        _world.Run();
    }

    public void Dispose() => _world.Dispose();

    private void Ask(object query)
    {
        _world.Extension.JournalFor(null).Tell(query, ActorRefs.NoSender);
        _world.Run();
    }

    [Fact]
    public void All_events_come_in_the_order_in_which_they_were_stored()
    {
        Ask(new MemoryJournal.ReplayAllEvents(0, int.MaxValue, long.MaxValue, _answers));
        Assert.Equal([(1, "2"), (2, "3"), (3, "4")], Enumerable.Range(0, 3).Select(_ => _answers.Expect<MemoryJournal.ReplayedEvent>()).Select(e => (e.Offset, ((Noted)e.Persistent.Payload).Text)));
        Assert.Equal(3, _answers.Expect<MemoryJournal.EventReplaySuccess>().HighestSequenceNr);
        Ask(new MemoryJournal.ReplayAllEvents(2, 4, 1, _answers));
        Assert.Equal(2, _answers.Expect<MemoryJournal.ReplayedEvent>().Offset);
        _answers.Expect<MemoryJournal.EventReplaySuccess>();
        _answers.ExpectNothing();
    }

    [Fact]
    public void Events_with_a_tag_are_counted_by_themselves()
    {
        Ask(new MemoryJournal.ReplayTaggedMessages(1, int.MaxValue, 10, "red", _answers));
        Assert.Equal([(1, "3"), (2, "4")], Enumerable.Range(0, 2).Select(_ => _answers.Expect<MemoryJournal.ReplayedTaggedMessage>()).Select(e => (e.Offset, ((Noted)e.Persistent.Payload).Text)));
        Assert.Equal(2, _answers.Expect<MemoryJournal.ReplayTaggedMessagesSuccess>().HighestSequenceNr);
        Ask(new MemoryJournal.ReplayTaggedMessages(0, int.MaxValue, 10, "blue", _answers));
        Assert.Equal(-1, _answers.Expect<MemoryJournal.ReplayTaggedMessagesSuccess>().HighestSequenceNr);
    }

    [Fact]
    public void The_persistence_ids_are_known()
    {
        Ask(new MemoryJournal.SelectCurrentPersistenceIds(0, _answers));
        Assert.Equal(["a", "b"], _answers.Expect<MemoryJournal.CurrentPersistenceIds>().AllPersistenceIds);
    }
}
