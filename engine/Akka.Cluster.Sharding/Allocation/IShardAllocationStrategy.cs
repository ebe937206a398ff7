using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>
/// Decides where shards run. The coordinator asks it, one question at a time for a shard, on its own thread; the answer may come later. It checks every answer
/// against what has happened meanwhile, so that a wrong or late one does no harm.
/// </summary>
public interface IShardAllocationStrategy : INoSerializationVerificationNeeded
{
    /// <summary>Picks the region for a shard that runs nowhere.</summary>
    /// <param name="requester">The region or proxy that asked for the shard.</param>
    /// <param name="shardId">The shard.</param>
    /// <param name="currentShardAllocations">The regions that may be picked, and the shards of each in the order in which they were given to it. Never empty.</param>
    /// <returns>One of the regions. When it is none of them, or the task fails, the coordinator asks again after <c>retry-interval</c>.</returns>
    Task<IActorRef> AllocateShard(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations);

    /// <summary>Picks shards to be moved away from where they are, once every <c>rebalance-interval</c>. Each is given a new home when it is next asked for.</summary>
    /// <param name="currentShardAllocations">The regions and the shards of each. Some may take none now, since their members leave or cannot be reached; nothing is asked while one of them shuts down.</param>
    /// <param name="rebalanceInProgress">Shards that are being moved.</param>
    /// <returns>The shards to move; empty for none.</returns>
    Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress);
}
