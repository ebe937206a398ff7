using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// A way to store events without a detour through the journal's mailbox: the persistent actor's own thread serializes them and puts them
/// into the writer's queue. Ordered per actor, because each has one batch under way. Must be thread-safe.
/// </summary>
internal interface IDirectWriter
{
    /// <summary>Takes the batch. The answer, an <see cref="IWriteCompletion"/>, is told to <paramref name="actor"/>, whatever happens.</summary>
    void Write(EventBatch batch, string persistenceId, IActorRef actor, int actorInstanceId);
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
