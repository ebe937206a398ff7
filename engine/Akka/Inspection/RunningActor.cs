using Akka.Actor;

namespace Akka.Inspection;

/// <summary>An actor that a thread was busy with.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Handling">What it was at.</param>
public sealed record RunningActor(IActorRef Actor, CurrentMessage Handling);
