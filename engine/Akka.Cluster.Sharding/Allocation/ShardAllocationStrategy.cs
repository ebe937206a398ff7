using Akka.Cluster.Sharding.Internal;

namespace Akka.Cluster.Sharding;

/// <summary>Makes allocation strategies.</summary>
public static class ShardAllocationStrategy
{
    /// <summary>
    /// A new shard goes to the region with the fewest. When regions differ by more than one shard, shards move until they do not, in rounds: never more in one round than both limits allow,
    /// but at least one; and the next round begins when all of the last have moved. Nothing moves during a rolling update, or while a member is joining, leaving or unreachable.
    /// </summary>
    /// <param name="absoluteLimit">The most shards moved in one round.</param>
    /// <param name="relativeLimit">The most shards moved in one round, as a part of all shards: from 0 to 1.</param>
    /// <returns>A strategy. Safe to share.</returns>
    public static IShardAllocationStrategy LeastShardAllocationStrategy(int absoluteLimit, double relativeLimit) =>
        new LeastShardLimitsStrategy(absoluteLimit, relativeLimit);
}
