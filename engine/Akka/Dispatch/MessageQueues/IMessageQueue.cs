using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// The queue of one actor's mailbox. Any thread enqueues; only the actor dequeues, and the engine sees to it that it is awake. Derive a
/// <see cref="MailboxType"/> to give actors a queue of your own.
/// </summary>
public interface IMessageQueue
{
    /// <summary>True when at least one message waits.</summary>
    bool HasMessages { get; }

    /// <summary>How many messages wait. Exact only when nobody else touches the queue.</summary>
    int Count { get; }

    /// <summary>Puts a message in, on the thread of whoever tells it. Messages of one thread must keep their order, unless the queue is there to change it.</summary>
    /// <param name="receiver">The actor that the queue belongs to.</param>
    /// <param name="envelope">The message and its sender.</param>
    void Enqueue(IActorRef receiver, Envelope envelope);

    /// <summary>Takes the next message out.</summary>
    /// <param name="envelope">The message and its sender.</param>
    /// <returns>False when there was none.</returns>
    bool TryDequeue(out Envelope envelope);

    /// <summary>Empties the queue when its actor has stopped. May be called again when a sender came too late.</summary>
    /// <param name="owner">The actor that the queue belonged to.</param>
    /// <param name="deadletters">Takes what was still in it.</param>
    void CleanUp(IActorRef owner, IMessageQueue deadletters);
}
