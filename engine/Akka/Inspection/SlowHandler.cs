using Akka.Actor;

namespace Akka.Inspection;

/// <summary>
/// A handler has been running for longer than <c>akka.actor.slow-handlers.report-after</c>. Published on the event stream twice for each
/// such handler: while it still runs, and when it has ended.
/// </summary>
/// <param name="Actor">The actor that is busy.</param>
/// <param name="ActorType">Its class.</param>
/// <param name="MessageType">The type of the message; null for a hook, such as PreStart, or a system message.</param>
/// <param name="Duration">For how long it has run, at least: it is measured from when it was first seen at work.</param>
/// <param name="HasEnded">True in the second event.</param>
public sealed record SlowHandler(IActorRef Actor, Type ActorType, Type? MessageType, TimeSpan Duration, bool HasEnded) : INoSerializationVerificationNeeded;
