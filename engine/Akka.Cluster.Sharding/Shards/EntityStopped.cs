using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>An incarnation of an entity has stopped.</summary>
internal sealed record EntityStopped(ShardEntity Entity) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>Entities have had time enough to stop by themselves.</summary>
internal sealed record StopOverdue : INoSerializationVerificationNeeded
{
    public static readonly StopOverdue Instance = new();
}
