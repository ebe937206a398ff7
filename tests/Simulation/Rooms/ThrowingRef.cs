using Akka.Actor;

namespace Simulation.Rooms;

/// <summary>A reference that cannot be told anything: the handler that answers it throws.</summary>
internal sealed class ThrowingRef(ActorPath path) : ActorRefBase
{
    public override ActorPath Path { get; } = path;

    protected override void TellInternal(object message, IActorRef? sender) => throw new InvalidOperationException("simulated: a handler throws");
}
