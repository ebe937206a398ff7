using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Actor;

/// <summary>
/// What stands in the inbox's place of an actor that has another mailbox, or routes. Its cell's inbox is marked as closed from before the
/// first message on, and only there do senders look for it: an actor without one pays nothing.
/// </summary>
internal abstract class Intake
{
    public abstract bool HasLetters { get; }

    public abstract int Count { get; }

    /// <summary>Takes a message in, on the sender's thread.</summary>
    /// <returns>True when the actor has something to handle now.</returns>
    public abstract bool Put(ActorCell cell, object message, IActorRef? sender);

    /// <summary>The next message for the actor, or null. Called by whoever runs the cell.</summary>
    public abstract Letter? Take();

    /// <summary>Empties it into dead letters: the actor has stopped.</summary>
    public abstract void Close(ActorCell cell);
}

/// <summary>A mailbox of another type.</summary>
internal sealed class QueueIntake(IMessageQueue queue) : Intake
{
    public IMessageQueue Queue { get; } = queue;

    public override bool HasLetters => Queue.HasMessages;

    public override int Count => Queue.Count;

    public override bool Put(ActorCell cell, object message, IActorRef? sender)
    {
        Queue.Enqueue(cell, new Envelope(message, sender));
        return true;
    }

    public override Letter? Take() => Queue.TryDequeue(out var envelope) ? new Letter(envelope.Message, envelope.Sender) : null;

    public override void Close(ActorCell cell) => Queue.CleanUp(cell, new DeadLetterQueue(cell.System));
}
