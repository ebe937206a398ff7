namespace Akka.Persistence.Serialization;

/// <summary>Marks what <c>akka-persistence-message</c> serializes: events with what surrounds them, and what is unconfirmed of at-least-once delivery.</summary>
public interface IMessage;
