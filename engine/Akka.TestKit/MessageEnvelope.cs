using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor has received, with its sender.</summary>
public abstract class MessageEnvelope
{
    /// <summary>For the two kinds there are.</summary>
    protected MessageEnvelope()
    {
    }

    /// <summary>The message.</summary>
    public abstract object Message { get; }

    /// <summary>Who sent it.</summary>
    public abstract IActorRef Sender { get; }
}

/// <summary>No message has been received.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    /// <summary>The only instance.</summary>
    public static readonly NullMessageEnvelope Instance = new();

    private NullMessageEnvelope()
    {
    }

    /// <summary>Always throws.</summary>
    /// <exception cref="InvalidOperationException">Always: there is no message.</exception>
    public override object Message => throw NoMessage();

    /// <summary>Always throws.</summary>
    /// <exception cref="InvalidOperationException">Always: there is no sender.</exception>
    public override IActorRef Sender => throw NoMessage();

    /// <inheritdoc/>
    public override string ToString() => "<null>";

    private static InvalidOperationException NoMessage() => new("No message has been received, or the last wait was for one that did not come.");
}

/// <summary>A message that was received.</summary>
public class RealMessageEnvelope : MessageEnvelope
{
    /// <summary>Keeps both.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it.</param>
    public RealMessageEnvelope(object message, IActorRef sender)
    {
        Message = message;
        Sender = sender;
    }

    /// <inheritdoc/>
    public override object Message { get; }

    /// <inheritdoc/>
    public override IActorRef Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{Message ?? "null"}> from {(Sender.IsNobody() ? "NoSender" : Sender)}";
}
