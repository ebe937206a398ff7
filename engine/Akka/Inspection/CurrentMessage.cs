namespace Akka.Inspection;

/// <summary>What an actor is at.</summary>
/// <param name="MessageType">The type of the message; null for a hook, such as PreStart, or a system message.</param>
/// <param name="Age">
/// For how long, at least. The watch for slow handlers sees handlers from outside, so one that has run for less than a tenth of
/// <c>akka.actor.slow-handlers.report-after</c> may show zero; with the watch off this is null, unless the handler is async.
/// </param>
/// <param name="IsAwaiting">True when the handler is async and waits: no thread is busy with it.</param>
public sealed record CurrentMessage(Type? MessageType, TimeSpan? Age, bool IsAwaiting);
