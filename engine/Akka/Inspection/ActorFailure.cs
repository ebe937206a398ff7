namespace Akka.Inspection;

/// <summary>The last failure of an actor, of this instance or of one before it.</summary>
/// <param name="Cause">What was thrown.</param>
/// <param name="MessageType">The type of the message being handled; null when there was none.</param>
/// <param name="At">When, on the system's clock.</param>
public sealed record ActorFailure(Exception Cause, Type? MessageType, DateTimeOffset At);
