using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// An event on its way to the journal, together with its handler: one object is the representation that the journal stores, the entry
/// in the actor's queue of handlers and the link to the next event, so that a persisted event costs one allocation here.
/// </summary>
internal abstract class PendingEvent(object payload, long sequenceNr, string persistenceId, IActorRef? sender, string writerGuid)
    : Persistent(payload, sequenceNr, persistenceId, manifest: null, isDeleted: false, sender, writerGuid)
{
    public PendingEvent? Next { get; set; }

    /// <summary>True when commands wait for this handler (Persist), false when they go on (PersistAsync, DeferAsync).</summary>
    public required bool Stashing { get; init; }

    /// <summary>True when nothing is stored (DeferAsync).</summary>
    public bool Deferred { get; init; }

    /// <summary>On the first event of an atomic write: how many events belong to it.</summary>
    public int GroupSize { get; set; } = 1;

    /// <summary>Why the journal refused this event; null when it did not.</summary>
    public Exception? Rejection { get; set; }

    /// <summary>Calls the handler with the event.</summary>
    public abstract void Handle();
}

/// <inheritdoc cref="PendingEvent" />
internal sealed class PendingEvent<TEvent>(TEvent payload, Action<TEvent>? handler, long sequenceNr, string persistenceId, IActorRef? sender, string writerGuid)
    : PendingEvent(payload!, sequenceNr, persistenceId, sender, writerGuid)
{
    private Action<TEvent>? _handler = handler;

    public override void Handle()
    {
        // A journal may keep the representation; it must not keep the actor alive through the handler.
        var handler = _handler;
        _handler = null;
        handler?.Invoke((TEvent)Payload);
    }
}

/// <summary>Something in a batch that is not stored and comes back in its place.</summary>
internal sealed class DeferredEnvelope(PendingEvent deferred) : IPersistentEnvelope
{
    public PendingEvent Deferred { get; } = deferred;

    public object Payload => Deferred.Payload;

    public IActorRef? Sender => Deferred.Sender;

    public int Size => 1;
}

/// <summary>Events in a row: first what a command persists, then what the journal works on. Not thread-safe; handed over as a whole.</summary>
internal sealed class EventBatch
{
    public PendingEvent? First { get; private set; }

    public PendingEvent? Last { get; private set; }

    public int Count { get; private set; }

    public void Add(PendingEvent item)
    {
        if (Last is null) First = item;
        else Last.Next = item;
        Last = item;
        Count++;
    }

    /// <summary>Takes the first events off: at least one atomic write, and as many whole ones as fit into <paramref name="max"/>.</summary>
    public EventBatch TakeGroups(int max)
    {
        var taken = new EventBatch();
        do
        {
            for (var left = First!.GroupSize; left > 0; left--) taken.Add(RemoveFirst());
        }
        while (First is not null && taken.Count + First.GroupSize <= max);
        return taken;
    }

    /// <summary>Removes and returns the first event of a batch that is not empty.</summary>
    public PendingEvent RemoveFirst()
    {
        var first = First!;
        First = first.Next;
        first.Next = null;
        if (First is null) Last = null;
        Count--;
        return first;
    }

    /// <summary>The batch in the form that journals written against the public API expect.</summary>
    public IEnumerable<IPersistentEnvelope> ToEnvelopes()
    {
        var envelopes = new List<IPersistentEnvelope>();
        for (var item = First; item is not null; item = item.Next)
        {
            if (item.Deferred)
            {
                envelopes.Add(new DeferredEnvelope(item));
                continue;
            }

            if (item.GroupSize == 1)
            {
                envelopes.Add(new AtomicWrite(item));
                continue;
            }

            var group = ImmutableArray.CreateBuilder<IPersistentRepresentation>(item.GroupSize);
            group.Add(item);
            while (group.Count < group.Capacity) group.Add(item = item.Next!);
            envelopes.Add(new AtomicWrite(group.MoveToImmutable()));
        }

        return envelopes;
    }
}

/// <summary>A journal's answer to our own persistent actor: the whole batch is decided.</summary>
internal interface IWriteCompletion : IJournalResponse
{
    /// <summary>The events, in order; those with a <see cref="PendingEvent.Rejection"/> were refused.</summary>
    EventBatch Batch { get; }

    int ActorInstanceId { get; }

    /// <summary>Why nothing was stored; null when all but the refused events are.</summary>
    Exception? Failure { get; }
}

/// <inheritdoc cref="IWriteCompletion" />
internal sealed class WriteCompletion(EventBatch batch, int actorInstanceId, Exception? failure) : IWriteCompletion
{
    public EventBatch Batch { get; } = batch;

    public int ActorInstanceId { get; } = actorInstanceId;

    public Exception? Failure { get; } = failure;
}

/// <summary>
/// A way to store events without a detour through the journal's mailbox: the persistent actor's own thread serializes them and puts them
/// into the writer's queue. Ordered per actor, because each has one batch under way. Must be thread-safe.
/// </summary>
internal interface IDirectWriter
{
    /// <summary>Takes the batch. The answer, an <see cref="IWriteCompletion"/>, is told to <paramref name="actor"/>, whatever happens.</summary>
    void Write(EventBatch batch, string persistenceId, IActorRef actor, int actorInstanceId);
}
