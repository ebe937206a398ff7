using Akka.Actor;
using Akka.Persistence.Serialization;

namespace Akka.Persistence;

/// <summary>What is unconfirmed at one moment, to be stored as a part of a snapshot. Has a serializer of its own; its messages need one too.</summary>
public sealed record AtLeastOnceDeliverySnapshot : IMessage
{
    /// <summary>Creates the snapshot.</summary>
    /// <param name="currentDeliveryId">The newest delivery id.</param>
    /// <param name="unconfirmedDeliveries">The unconfirmed messages in the order of their ids.</param>
    public AtLeastOnceDeliverySnapshot(long currentDeliveryId, UnconfirmedDelivery[] unconfirmedDeliveries)
    {
        ArgumentNullException.ThrowIfNull(unconfirmedDeliveries);
        CurrentDeliveryId = currentDeliveryId;
        UnconfirmedDeliveries = unconfirmedDeliveries;
    }

    /// <summary>The newest delivery id.</summary>
    public long CurrentDeliveryId { get; }

    /// <summary>The unconfirmed messages in the order of their ids.</summary>
    public UnconfirmedDelivery[] UnconfirmedDeliveries { get; }

    /// <summary>True when number and messages are equal.</summary>
    /// <param name="other">The other snapshot.</param>
    public bool Equals(AtLeastOnceDeliverySnapshot? other) =>
        other is not null && CurrentDeliveryId == other.CurrentDeliveryId && UnconfirmedDeliveries.AsSpan().SequenceEqual(other.UnconfirmedDeliveries);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CurrentDeliveryId, UnconfirmedDeliveries.Length);
}

/// <summary>One message that is not confirmed.</summary>
public sealed record UnconfirmedDelivery
{
    /// <summary>Creates the entry.</summary>
    /// <param name="deliveryId">Its delivery id.</param>
    /// <param name="destination">Whom it is for.</param>
    /// <param name="message">The message.</param>
    public UnconfirmedDelivery(long deliveryId, ActorPath destination, object message)
    {
        DeliveryId = deliveryId;
        Destination = destination;
        Message = message;
    }

    /// <summary>Its delivery id.</summary>
    public long DeliveryId { get; }

    /// <summary>Whom it is for.</summary>
    public ActorPath Destination { get; }

    /// <summary>The message.</summary>
    public object Message { get; }
}

/// <summary>
/// Told to the actor when messages have been sent <c>warn-after-number-of-unconfirmed-attempts</c> times without being confirmed, once for each
/// message. They are sent further; <c>ConfirmDelivery</c> gives one up.
/// </summary>
public sealed record UnconfirmedWarning
{
    /// <summary>Creates the warning.</summary>
    /// <param name="unconfirmedDeliveries">The messages.</param>
    public UnconfirmedWarning(UnconfirmedDelivery[] unconfirmedDeliveries)
    {
        ArgumentNullException.ThrowIfNull(unconfirmedDeliveries);
        UnconfirmedDeliveries = unconfirmedDeliveries;
    }

    /// <summary>The messages.</summary>
    public UnconfirmedDelivery[] UnconfirmedDeliveries { get; }

    /// <summary>True when the messages are equal.</summary>
    /// <param name="other">The other warning.</param>
    public bool Equals(UnconfirmedWarning? other) => other is not null && UnconfirmedDeliveries.AsSpan().SequenceEqual(other.UnconfirmedDeliveries);

    /// <inheritdoc/>
    public override int GetHashCode() => UnconfirmedDeliveries.Length;
}

/// <summary>An actor was to deliver one message more while <c>max-unconfirmed-messages</c> are unconfirmed.</summary>
public class MaxUnconfirmedMessagesExceededException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MaxUnconfirmedMessagesExceededException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which actor, and how many.</param>
    public MaxUnconfirmedMessagesExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which actor, and how many.</param>
    /// <param name="innerException">The error that led to it.</param>
    public MaxUnconfirmedMessagesExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
