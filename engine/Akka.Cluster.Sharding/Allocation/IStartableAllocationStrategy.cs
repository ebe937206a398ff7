using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>A strategy that wants to be told when its coordinator starts.</summary>
public interface IStartableAllocationStrategy : IShardAllocationStrategy, INoSerializationVerificationNeeded
{
    /// <summary>Called once for each start of the coordinator, before anything is asked.</summary>
    void Start();
}
