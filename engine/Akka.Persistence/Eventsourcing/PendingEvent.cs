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

    /// <summary>True when a journal that answers for each event has answered for this one.</summary>
    public bool IsAnswered { get; set; }

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
