using Akka.Event;

namespace Akka.Actor;

/// <summary>Stops the actor that handles it, after the messages that are in its mailbox already.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    /// <summary>The only instance.</summary>
    public static PoisonPill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<PoisonPill>";
}

/// <summary>Makes the actor that handles it fail with <see cref="ActorKilledException"/>; its supervisor decides what follows.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}

/// <summary>Sent to a watcher, once, when the actor it watches has stopped, or its node is gone.</summary>
public sealed class Terminated : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    /// <summary>Names the actor that died.</summary>
    /// <param name="actorRef">The actor.</param>
    /// <param name="existenceConfirmed">False when nobody knows whether it ever existed.</param>
    /// <param name="addressTerminated">True when its whole node was declared gone.</param>
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    /// <summary>The actor that died.</summary>
    public IActorRef ActorRef { get; }

    /// <summary>True when its node was declared gone.</summary>
    public bool AddressTerminated { get; }

    /// <summary>False when nobody knows whether it ever existed.</summary>
    public bool ExistenceConfirmed { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

/// <summary>Asks whoever is at a path to answer with <see cref="ActorIdentity"/>.</summary>
public sealed class Identify : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Makes the question.</summary>
    /// <param name="messageId">Comes back in the answer.</param>
    public Identify(object messageId) => MessageId = messageId;

    /// <summary>Comes back in the answer.</summary>
    public object MessageId { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Identify other && Equals(MessageId, other.MessageId);

    /// <inheritdoc/>
    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;

    /// <inheritdoc/>
    public override string ToString() => $"<Identify>: {MessageId}";
}

/// <summary>The answer to <see cref="Identify"/>.</summary>
public sealed class ActorIdentity
{
    /// <summary>Makes the answer.</summary>
    /// <param name="messageId">The question's id.</param>
    /// <param name="subject">The actor, or null when there is none.</param>
    public ActorIdentity(object messageId, IActorRef? subject)
    {
        MessageId = messageId;
        Subject = subject;
    }

    /// <summary>The question's id.</summary>
    public object MessageId { get; }

    /// <summary>The actor, or null when there is none.</summary>
    public IActorRef? Subject { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorIdentity other && Equals(MessageId, other.MessageId) && Equals(Subject, other.Subject);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MessageId, Subject);

    /// <inheritdoc/>
    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}

/// <summary>Sent to an actor that has handled nothing for the time it set with <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
public sealed class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<ReceiveTimeout>";
}

/// <summary>The outcome of a request, told as a message.</summary>
public abstract class Status
{
    /// <summary>For the two outcomes.</summary>
    protected Status()
    {
    }

    /// <summary>The request succeeded.</summary>
    public sealed class Success : Status
    {
        /// <summary>Success with nothing to say.</summary>
        public static readonly Success Instance = new(null!);

        /// <summary>The result.</summary>
        public readonly object Status;

        /// <summary>With a result.</summary>
        /// <param name="status">The result.</param>
        public Success(object status) => Status = status;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Success other && Equals(Status, other.Status);

        /// <inheritdoc/>
        public override int GetHashCode() => Status?.GetHashCode() ?? 0;

        /// <inheritdoc/>
        public override string ToString() => $"Success: {Status?.ToString() ?? "null"}";
    }

    /// <summary>The request failed. An <c>Ask</c> that gets it throws the cause.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Why.</summary>
        public readonly Exception Cause;

        /// <summary>More about the request, or null.</summary>
        public readonly object? State;

        /// <summary>With a cause.</summary>
        /// <param name="cause">Why.</param>
        public Failure(Exception cause) => Cause = cause;

        /// <summary>With a cause and more about the request.</summary>
        /// <param name="cause">Why.</param>
        /// <param name="state">More about the request.</param>
        public Failure(Exception cause, object state)
        {
            Cause = cause;
            State = state;
        }

        /// <inheritdoc/>
        public override string ToString() => $"Failure: {Cause}";
    }
}

/// <summary>An actor is about to be told something: what a mailbox holds.</summary>
public readonly struct Envelope : IEquatable<Envelope>
{
    /// <summary>Makes an envelope.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null for nobody.</param>
    public Envelope(object message, IActorRef? sender)
    {
        Message = message;
        Sender = sender!;
    }

    /// <summary>Makes an envelope whose sender is dead letters when nobody is given.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    /// <param name="system">The actor system.</param>
    public Envelope(object message, IActorRef? sender, ActorSystem system)
    {
        Message = message;
        Sender = sender ?? system.DeadLetters;
    }

    /// <summary>The sender.</summary>
    public IActorRef Sender { get; }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <inheritdoc/>
    public bool Equals(Envelope other) => Equals(Message, other.Message) && Equals(Sender, other.Sender);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Envelope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Message, Sender);

    /// <inheritdoc/>
    public override string ToString() => $"<{Message ?? "null"}> from {Sender?.ToString() ?? "NoSender"}";

    /// <summary>True when both are equal.</summary>
    public static bool operator ==(Envelope left, Envelope right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Envelope left, Envelope right) => !left.Equals(right);
}
