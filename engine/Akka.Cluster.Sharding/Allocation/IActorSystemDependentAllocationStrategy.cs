using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>A strategy that needs the actor system, for instance to look at the cluster.</summary>
public interface IActorSystemDependentAllocationStrategy : IShardAllocationStrategy, INoSerializationVerificationNeeded
{
    /// <summary>Called once for each start of the coordinator, before anything is asked.</summary>
    /// <param name="system">The coordinator's system.</param>
    void Start(ActorSystem system);
}
