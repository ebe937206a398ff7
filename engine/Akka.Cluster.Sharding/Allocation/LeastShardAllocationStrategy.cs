using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Internal;

namespace Akka.Cluster.Sharding;

/// <summary>
/// Moves shards from the region with most, when it has more than a threshold more than the one with fewest. In one round so many move as it has above the threshold, at most
/// as many as the threshold itself, and never more than a number at a time. So large clusters level out slowly: <see cref="ShardAllocationStrategy.LeastShardAllocationStrategy"/> is faster.
/// </summary>
[Obsolete("Use ShardAllocationStrategy.LeastShardAllocationStrategy.")]
public class LeastShardAllocationStrategy : AbstractLeastShardAllocationStrategy
{
    private readonly int _rebalanceThreshold;
    private readonly int _maxSimultaneousRebalance;

    /// <summary>Makes the strategy.</summary>
    /// <param name="rebalanceThreshold">Regions may differ by so many shards; also the most shards that a round begins to move. 0 for moving none.</param>
    /// <param name="maxSimultaneousRebalance">How many shards may be moving at a time.</param>
    public LeastShardAllocationStrategy(int rebalanceThreshold, int maxSimultaneousRebalance)
    {
        _rebalanceThreshold = rebalanceThreshold;
        _maxSimultaneousRebalance = maxSimultaneousRebalance;
    }

    /// <inheritdoc/>
    public override Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) =>
        Task.FromResult<IImmutableSet<string>>(ImmutableSortedSet.CreateRange(StringComparer.Ordinal, Pick(currentShardAllocations, rebalanceInProgress)));

    private IEnumerable<string> Pick(IImmutableDictionary<IActorRef, IImmutableList<string>> allocations, IImmutableSet<string> moving)
    {
        var free = _maxSimultaneousRebalance - moving.Count;
        if (free <= 0) return [];
        var regions = RegionEntriesFor(allocations);
        if (regions.Count < 2 || !IsAGoodTimeToRebalance(regions)) return [];

        // Shards that are being moved count nowhere.
        var staying = regions.Select(region => region.ShardIds.Where(shard => !moving.Contains(shard)).ToArray()).ToArray();
        var most = staying.MaxBy(static shards => shards.Length)!;
        var above = most.Length - staying.Min(static shards => shards.Length) - _rebalanceThreshold;
        return most.Take(Math.Min(Math.Min(above, _rebalanceThreshold), free));
    }
}
