using Akka.Event;

namespace Akka.Persistence;

/// <summary>A batch has been handled; an answer for each event follows.</summary>
public sealed class WriteMessagesSuccessful : IJournalResponse
{
    private WriteMessagesSuccessful()
    {
    }

    /// <summary>The only instance.</summary>
    public static WriteMessagesSuccessful Instance { get; } = new();
}

/// <summary>A batch could not be stored as a whole; a failure for each event follows.</summary>
public sealed record WriteMessagesFailed : IJournalResponse
{
    /// <summary>Creates the answer.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="writeCount">How many atomic writes the batch had.</param>
    public WriteMessagesFailed(Exception cause, int writeCount)
    {
        Cause = cause;
        WriteCount = writeCount;
    }

    /// <summary>Why.</summary>
    public Exception Cause { get; }

    /// <summary>How many atomic writes the batch had.</summary>
    public int WriteCount { get; }
}

/// <summary>One event is stored.</summary>
public sealed record WriteMessageSuccess : IJournalResponse
{
    /// <summary>Creates the answer.</summary>
    /// <param name="persistent">The event.</param>
    /// <param name="actorInstanceId">Which incarnation had asked.</param>
    public WriteMessageSuccess(IPersistentRepresentation persistent, int actorInstanceId)
    {
        Persistent = persistent;
        ActorInstanceId = actorInstanceId;
    }

    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; }

    /// <summary>Which incarnation had asked.</summary>
    public int ActorInstanceId { get; }
}

/// <summary>One event was refused before anything was stored, for instance because it cannot be serialized. The journal itself works.</summary>
public sealed record WriteMessageRejected : IJournalResponse
{
    /// <summary>Creates the answer.</summary>
    /// <param name="persistent">The event.</param>
    /// <param name="cause">Why.</param>
    /// <param name="actorInstanceId">Which incarnation had asked.</param>
    public WriteMessageRejected(IPersistentRepresentation persistent, Exception cause, int actorInstanceId)
    {
        Persistent = persistent;
        Cause = cause;
        ActorInstanceId = actorInstanceId;
    }

    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }

    /// <summary>Which incarnation had asked.</summary>
    public int ActorInstanceId { get; }
}

/// <summary>One event could not be stored; whether it is stored nevertheless is unknown.</summary>
public sealed record WriteMessageFailure : IJournalResponse
{
    /// <summary>Creates the answer.</summary>
    /// <param name="persistent">The event.</param>
    /// <param name="cause">Why.</param>
    /// <param name="actorInstanceId">Which incarnation had asked.</param>
    public WriteMessageFailure(IPersistentRepresentation persistent, Exception cause, int actorInstanceId)
    {
        Persistent = persistent;
        Cause = cause;
        ActorInstanceId = actorInstanceId;
    }

    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }

    /// <summary>Which incarnation had asked.</summary>
    public int ActorInstanceId { get; }
}

/// <summary>A part of a batch that is not stored (<c>DeferAsync</c>) comes back in its place.</summary>
public sealed record LoopMessageSuccess : IJournalResponse
{
    /// <summary>Creates the answer.</summary>
    /// <param name="message">What was deferred.</param>
    /// <param name="actorInstanceId">Which incarnation had asked.</param>
    public LoopMessageSuccess(object message, int actorInstanceId)
    {
        Message = message;
        ActorInstanceId = actorInstanceId;
    }

    /// <summary>What was deferred.</summary>
    public object Message { get; }

    /// <summary>Which incarnation had asked.</summary>
    public int ActorInstanceId { get; }
}

/// <summary>One stored event during a replay.</summary>
public sealed record ReplayedMessage : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>Creates the answer.</summary>
    /// <param name="persistent">The event.</param>
    public ReplayedMessage(IPersistentRepresentation persistent) => Persistent = persistent;

    /// <summary>The event.</summary>
    public IPersistentRepresentation Persistent { get; }
}

/// <summary>A replay is complete.</summary>
public sealed record RecoverySuccess : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>Creates the answer.</summary>
    /// <param name="highestSequenceNr">The highest number ever stored, deleted events included; 0 when there is none.</param>
    public RecoverySuccess(long highestSequenceNr) => HighestSequenceNr = highestSequenceNr;

    internal RecoverySuccess(long highestSequenceNr, ReplayMessages request)
        : this(highestSequenceNr) => Request = request.Batched ? request : null;

    /// <summary>The highest number ever stored, deleted events included; 0 when there is none.</summary>
    public long HighestSequenceNr { get; }

    /// <summary>What this answers, when our own persistent actor asked.</summary>
    internal ReplayMessages? Request { get; }
}

/// <summary>A replay could not be completed.</summary>
public sealed record ReplayMessagesFailure : IJournalResponse, IDeadLetterSuppression
{
    /// <summary>Creates the answer.</summary>
    /// <param name="cause">Why.</param>
    public ReplayMessagesFailure(Exception cause) => Cause = cause;

    internal ReplayMessagesFailure(Exception cause, ReplayMessages request)
        : this(cause) => Request = request.Batched ? request : null;

    /// <summary>Why.</summary>
    public Exception Cause { get; }

    /// <summary>What this answers, when our own persistent actor asked.</summary>
    internal ReplayMessages? Request { get; }
}

/// <summary>The events asked for with <c>DeleteMessages</c> are deleted. Sent to the persistent actor as a command.</summary>
public sealed record DeleteMessagesSuccess
{
    /// <summary>Creates the answer.</summary>
    /// <param name="toSequenceNr">Last number deleted, inclusive.</param>
    public DeleteMessagesSuccess(long toSequenceNr) => ToSequenceNr = toSequenceNr;

    /// <summary>Last number deleted, inclusive.</summary>
    public long ToSequenceNr { get; }
}

/// <summary>The events asked for with <c>DeleteMessages</c> could not be deleted. Sent to the persistent actor as a command.</summary>
public sealed record DeleteMessagesFailure : Actor.INoSerializationVerificationNeeded
{
    /// <summary>Creates the answer.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="toSequenceNr">Last number asked for, inclusive.</param>
    public DeleteMessagesFailure(Exception cause, long toSequenceNr)
    {
        Cause = cause;
        ToSequenceNr = toSequenceNr;
    }

    /// <summary>Why.</summary>
    public Exception Cause { get; }

    /// <summary>Last number asked for, inclusive.</summary>
    public long ToSequenceNr { get; }
}
