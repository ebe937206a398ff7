using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Contract;

/// <summary>
/// What every journal guarantees to whoever speaks the journal protocol: writes are atomic and ordered, replays give back what was stored,
/// the highest number survives deletion, and one bad event harms no other.
/// </summary>
public abstract class JournalContract : IDisposable
{
    private readonly Lazy<World> _world;
    private readonly Recorder _actor = new("actor");
    private readonly Recorder _sender = new("sender");

    protected JournalContract() => _world = new Lazy<World>(() => new World(Configuration));

    /// <summary>Configures the journal as the default one.</summary>
    protected abstract string Configuration { get; }

    /// <summary>True when events go through a serializer, which can refuse them.</summary>
    protected virtual bool Serializes => true;

    /// <summary>False when the journal's tables have no place for the writer.</summary>
    protected virtual bool KeepsWriters => true;

    private World World => _world.Value;

    private IActorRef Journal => World.Extension.JournalFor(null);

    public void Dispose()
    {
        if (_world.IsValueCreated) _world.Value.Dispose();
        Cleanup();
        GC.SuppressFinalize(this);
    }

    [ContractFact]
    public void Stored_events_are_replayed_in_order_with_all_that_belongs_to_them()
    {
        Write(Atomic(Event(1), Event(2)), Atomic(Event(3)));

        var events = Replay(1, long.MaxValue, long.MaxValue, out var highest);

        Assert.Equal([1, 2, 3], events.Select(e => e.SequenceNr));
        Assert.Equal([new Noted("a1"), new Noted("a2"), new Noted("a3")], events.Select(e => e.Payload));
        Assert.All(events, e => Assert.Equal(("a", KeepsWriters ? "writer" : "", false), (e.PersistenceId, e.WriterGuid, e.IsDeleted)));
        Assert.All(events, e => Assert.Equal(World.System.Scheduler.Now.UtcTicks, e.Timestamp));
        Assert.Equal(3, highest);
    }

    [ContractFact]
    public void Each_event_is_acknowledged_after_its_batch_with_the_sender_of_its_command()
    {
        Send(7, Atomic(Event(1, sender: _sender), Event(2)));

        _actor.Expect<WriteMessagesSuccessful>();
        var first = _actor.Expect<WriteMessageSuccess>();
        Assert.Equal((1, 7), (first.Persistent.SequenceNr, first.ActorInstanceId));
        Assert.Same(_sender, _actor.LastSender);
        Assert.Equal(2, _actor.Expect<WriteMessageSuccess>().Persistent.SequenceNr);
        _actor.ExpectNothing();
    }

    [ContractTheory]
    [InlineData(2, 4, long.MaxValue, new long[] { 2, 3, 4 })]
    [InlineData(1, long.MaxValue, 2, new long[] { 1, 2 })]
    [InlineData(4, 100, long.MaxValue, new long[] { 4, 5 })]
    [InlineData(6, 100, long.MaxValue, new long[0])]
    [InlineData(3, 2, long.MaxValue, new long[0])]
    [InlineData(1, long.MaxValue, 0, new long[0])]
    public void A_replay_keeps_to_its_bounds_and_tells_the_highest_number(long from, long to, long max, long[] expected)
    {
        Write(Atomic([.. Enumerable.Range(1, 5).Select(n => Event(n))]));

        var events = Replay(from, to, max, out var highest);

        Assert.Equal(expected, events.Select(e => e.SequenceNr));
        Assert.Equal(5, highest);
    }

    [ContractFact]
    public void A_replay_of_an_unknown_id_is_empty_and_succeeds()
    {
        Assert.Empty(Replay(1, long.MaxValue, long.MaxValue, out var highest));
        Assert.Equal(0, highest);
    }

    [ContractFact]
    public void A_long_history_is_replayed_whole()
    {
        for (var start = 1; start <= 5_000; start += 500) Write(Atomic([.. Enumerable.Range(start, 500).Select(n => Event(n))]));

        var events = Replay(1, long.MaxValue, 4_600, out _);

        Assert.Equal(Enumerable.Range(1, 4_600).Select(n => (long)n), events.Select(e => e.SequenceNr));
    }

    [ContractFact]
    public void Histories_are_independent()
    {
        Write(Atomic(Event(1)), Atomic(Event(1, id: "b")), Atomic(Event(2)));

        Assert.Equal([1, 2], Replay(1, long.MaxValue, long.MaxValue, out _).Select(e => e.SequenceNr));
        Assert.Equal(new Noted("b1"), Assert.Single(Replay(1, long.MaxValue, long.MaxValue, out _, "b")).Payload);
    }

    [ContractFact]
    public void Deleted_events_are_not_replayed_and_the_highest_number_stays_known()
    {
        Write(Atomic([.. Enumerable.Range(1, 5).Select(n => Event(n))]));

        Delete(3);
        Assert.Equal([4, 5], Replay(1, long.MaxValue, long.MaxValue, out _).Select(e => e.SequenceNr));
        Delete(long.MaxValue);
        Assert.Empty(Replay(1, long.MaxValue, long.MaxValue, out var highest));

        Assert.Equal(5, highest);
        Write(Atomic(Event(6)));
        Assert.Equal([6], Replay(1, long.MaxValue, long.MaxValue, out _).Select(e => e.SequenceNr));
    }

    [ContractFact]
    public void A_number_that_is_taken_fails_and_leaves_the_first_event()
    {
        Write(Atomic(Event(1)));
        Send(1, Atomic(Event(1, text: "second")));

        _actor.Expect<WriteMessagesFailed>();
        Assert.Contains("'a'", _actor.Expect<WriteMessageFailure>().Cause.Message, StringComparison.Ordinal);
        Assert.Equal(new Noted("a1"), Assert.Single(Replay(1, long.MaxValue, long.MaxValue, out _)).Payload);
    }

    [ContractFact]
    public void An_event_that_cannot_be_serialized_is_rejected_with_its_whole_write_and_no_other()
    {
        if (!Serializes) return;
        Send(1, Atomic(Event(1)), Atomic(Event(2), Event(3, payload: new Unwritable())), Atomic(Event(4)));

        _actor.Expect<WriteMessagesSuccessful>();
        _actor.Expect<WriteMessageSuccess>();
        Assert.IsType<NotSupportedException>(_actor.Expect<WriteMessageRejected>().Cause);
        _actor.Expect<WriteMessageRejected>();
        _actor.Expect<WriteMessageSuccess>();
        Assert.Equal([1, 4], Replay(1, long.MaxValue, long.MaxValue, out _).Select(e => e.SequenceNr));
    }

    [ContractFact]
    public void An_event_that_cannot_be_read_fails_the_replay()
    {
        if (!Serializes) return;
        Write(Atomic(Event(1)), Atomic(Event(2, payload: new Unreadable())));
        Journal.Tell(new ReplayMessages(1, long.MaxValue, long.MaxValue, "a", _actor), ActorRefs.NoSender);
        World.Run();

        Assert.IsType<FormatException>(Assert.IsType<ReplayMessagesFailure>(_actor.TakeAll()[^1]).Cause);
    }

    [ContractFact]
    public void Tags_are_taken_off_what_is_replayed()
    {
        Write(Atomic(Event(1, payload: new Tagged(new Noted("tagged"), ["red"]))));

        Assert.Equal(new Noted("tagged"), Assert.Single(Replay(1, long.MaxValue, long.MaxValue, out _)).Payload);
    }

    protected virtual void Cleanup()
    {
    }

    private static AtomicWrite Atomic(params IPersistentRepresentation[] events) => new(events.ToImmutableArray());

    private static Persistent Event(long sequenceNr, string id = "a", string? text = null, object? payload = null, IActorRef? sender = null) =>
        new(payload ?? new Noted(text ?? $"{id}{sequenceNr}"), sequenceNr, id, sender: sender, writerGuid: "writer");

    private void Send(int instance, params AtomicWrite[] writes)
    {
        Journal.Tell(new WriteMessages(writes, _actor, instance), _actor);
        World.Run();
    }

    private void Write(params AtomicWrite[] writes)
    {
        Send(1, writes);
        _actor.Expect<WriteMessagesSuccessful>();
        for (var left = writes.Sum(w => w.Size); left > 0; left--) _actor.Expect<WriteMessageSuccess>();
    }

    private void Delete(long to)
    {
        Journal.Tell(new DeleteMessagesTo("a", to, _actor), ActorRefs.NoSender);
        World.Run();
        _actor.Expect(new DeleteMessagesSuccess(to));
    }

    private List<IPersistentRepresentation> Replay(long from, long to, long max, out long highest, string id = "a")
    {
        Journal.Tell(new ReplayMessages(from, to, max, id, _actor), ActorRefs.NoSender);
        World.Run();
        var answers = _actor.TakeAll();
        highest = Assert.IsType<RecoverySuccess>(answers[^1]).HighestSequenceNr;
        return [.. answers[..^1].Select(a => Assert.IsType<ReplayedMessage>(a).Persistent)];
    }
}
