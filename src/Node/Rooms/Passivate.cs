using Akka.Actor;

namespace Switchboard.Node.Rooms;

/// <summary>
/// An entity asks its parent to be stopped: the parent sends <paramref name="StopMessage"/> and keeps what comes for the entity until it is gone. Same
/// shape and meaning as sharding's message of this name, which replaces it there.
/// </summary>
internal sealed record Passivate(object StopMessage) : INoSerializationVerificationNeeded;

/// <summary>The parent of the rooms stops them all, each after its writes, and then itself. Same meaning as sharding's message of this name.</summary>
internal sealed record GracefulShutdown : INoSerializationVerificationNeeded
{
    public static GracefulShutdown Instance { get; } = new();

    private GracefulShutdown()
    {
    }
}
