namespace Akka.Persistence.Serialization;

/// <summary>Marks what <c>akka-persistence-message</c> serializes: stored events with their envelope.</summary>
public interface IMessage;
