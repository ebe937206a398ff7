using Akka.Actor;

namespace Akka.Event;

/// <summary>Marks a message that is expected to find no receiver now and then: nobody logs it as a dead letter.</summary>
public interface IDeadLetterSuppression;

/// <summary>A message that was not handled, and where it was going. Published on the event stream.</summary>
public abstract class AllDeadLetters : IWrappedMessage
{
    /// <summary>Names the message and its way.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; nobody's reference for null.</param>
    /// <param name="recipient">Who should have got it.</param>
    protected AllDeadLetters(object message, IActorRef? sender, IActorRef? recipient)
    {
        Message = message;
        Sender = sender ?? ActorRefs.Nobody;
        Recipient = recipient ?? ActorRefs.Nobody;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who should have got it.</summary>
    public IActorRef Recipient { get; }

    /// <summary>Who sent it.</summary>
    public IActorRef Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}

/// <summary>A message whose receiver is no more, or never was.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Names the message and its way.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; nobody's reference for null.</param>
    /// <param name="recipient">Who should have got it.</param>
    public DeadLetter(object message, IActorRef? sender, IActorRef? recipient) : base(message, sender, recipient)
    {
    }

    /// <summary>Whether it is so ordinary that nothing is logged of it. Subscribers of the event stream get it all the same.</summary>
    internal bool IsUnlogged { get; init; }
}

/// <summary>A message whose receiver is no more, which is no surprise: see <see cref="IDeadLetterSuppression"/>.</summary>
public sealed class SuppressedDeadLetter : AllDeadLetters
{
    /// <summary>Names the message and its way.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; nobody's reference for null.</param>
    /// <param name="recipient">Who should have got it.</param>
    public SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef? sender, IActorRef? recipient) : base(message, sender, recipient)
    {
    }
}

/// <summary>A message that its receiver got and did not handle.</summary>
public sealed class UnhandledMessage : AllDeadLetters
{
    /// <summary>Names the message and its way.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; nobody's reference for null.</param>
    /// <param name="recipient">Who got it.</param>
    public UnhandledMessage(object message, IActorRef? sender, IActorRef? recipient) : base(message, sender, recipient)
    {
    }
}

/// <summary>A message that was thrown away on purpose, as by a queue with no room.</summary>
public sealed class Dropped : AllDeadLetters
{
    /// <summary>Of a message whose sender does not matter.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it was dropped.</param>
    /// <param name="recipient">Who should have got it.</param>
    public Dropped(object message, string reason, IActorRef? recipient) : this(message, reason, ActorRefs.NoSender, recipient)
    {
    }

    /// <summary>Of a message whose sender is known.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it was dropped.</param>
    /// <param name="sender">Who sent it; nobody's reference for null.</param>
    /// <param name="recipient">Who should have got it.</param>
    public Dropped(object message, string reason, IActorRef? sender, IActorRef? recipient) : base(message, sender, recipient) => Reason = reason;

    /// <summary>Why it was dropped.</summary>
    public string Reason { get; }
}
