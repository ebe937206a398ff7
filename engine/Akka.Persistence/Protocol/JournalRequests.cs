using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Asks a journal to store a batch. It answers, per batch and then per event, to <see cref="PersistentActor"/>.</summary>
public sealed class WriteMessages : IJournalRequest
{
    private IEnumerable<IPersistentEnvelope>? _messages;

    /// <summary>Creates the request.</summary>
    /// <param name="messages">What to store, in order.</param>
    /// <param name="persistentActor">Who is answered.</param>
    /// <param name="actorInstanceId">Which incarnation of that actor asks; part of every answer.</param>
    public WriteMessages(IEnumerable<IPersistentEnvelope> messages, IActorRef persistentActor, int actorInstanceId)
    {
        _messages = messages;
        PersistentActor = persistentActor;
        ActorInstanceId = actorInstanceId;
    }

    internal WriteMessages(EventBatch batch, IActorRef persistentActor, int actorInstanceId)
    {
        Batch = batch;
        PersistentActor = persistentActor;
        ActorInstanceId = actorInstanceId;
    }

    /// <summary>What to store, in order.</summary>
    public IEnumerable<IPersistentEnvelope> Messages => _messages ??= Batch!.ToEnvelopes();

    /// <summary>Who is answered.</summary>
    public IActorRef PersistentActor { get; }

    /// <summary>Which incarnation of that actor asks.</summary>
    public int ActorInstanceId { get; }

    /// <summary>Set when our own persistent actor asks: it takes one answer for the whole batch.</summary>
    internal EventBatch? Batch { get; }
}

/// <summary>Asks a journal for the stored events of one persistence id. It answers with <see cref="ReplayedMessage"/>s and <see cref="RecoverySuccess"/>.</summary>
public sealed class ReplayMessages : IJournalRequest
{
    /// <summary>Creates the request.</summary>
    /// <param name="fromSequenceNr">First number, inclusive.</param>
    /// <param name="toSequenceNr">Last number, inclusive.</param>
    /// <param name="max">At most so many events.</param>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="persistentActor">Who is answered.</param>
    public ReplayMessages(long fromSequenceNr, long toSequenceNr, long max, string persistenceId, IActorRef persistentActor)
        : this(fromSequenceNr, toSequenceNr, max, persistenceId, persistentActor, batched: false)
    {
    }

    internal ReplayMessages(long fromSequenceNr, long toSequenceNr, long max, string persistenceId, IActorRef persistentActor, bool batched)
    {
        FromSequenceNr = fromSequenceNr;
        ToSequenceNr = toSequenceNr;
        Max = max;
        PersistenceId = persistenceId;
        PersistentActor = persistentActor;
        Batched = batched;
    }

    /// <summary>First number, inclusive.</summary>
    public long FromSequenceNr { get; }

    /// <summary>Last number, inclusive.</summary>
    public long ToSequenceNr { get; }

    /// <summary>At most so many events.</summary>
    public long Max { get; }

    /// <summary>Whose events.</summary>
    public string PersistenceId { get; }

    /// <summary>Who is answered.</summary>
    public IActorRef PersistentActor { get; }

    /// <summary>Set when our own persistent actor asks: it takes many events in one <see cref="ReplayedBatch"/>.</summary>
    internal bool Batched { get; }
}

/// <summary>Asks a journal to delete the events of one persistence id up to a number.</summary>
public sealed record DeleteMessagesTo : IJournalRequest
{
    /// <summary>Creates the request.</summary>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="toSequenceNr">Last number to delete, inclusive.</param>
    /// <param name="persistentActor">Who is answered.</param>
    public DeleteMessagesTo(string persistenceId, long toSequenceNr, IActorRef persistentActor)
    {
        PersistenceId = persistenceId;
        ToSequenceNr = toSequenceNr;
        PersistentActor = persistentActor;
    }

    /// <summary>Whose events.</summary>
    public string PersistenceId { get; }

    /// <summary>Last number to delete, inclusive.</summary>
    public long ToSequenceNr { get; }

    /// <summary>Who is answered.</summary>
    public IActorRef PersistentActor { get; }
}
