using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding.Internal;

/// <summary>
/// Moves shards from the region with most to others as soon as it has more than <paramref name="rebalanceThreshold"/> more than the one with fewest, and at most
/// <paramref name="maxSimultaneousRebalance"/> at a time.
/// </summary>
internal sealed class LeastShardThresholdStrategy(int rebalanceThreshold, int maxSimultaneousRebalance) : AbstractLeastShardAllocationStrategy
{
    public override Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress)
    {
        var none = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
        var free = maxSimultaneousRebalance - rebalanceInProgress.Count;
        if (free <= 0) return Task.FromResult<IImmutableSet<string>>(none);
        var regions = RegionEntriesFor(currentShardAllocations);
        if (regions.Count < 2 || !IsAGoodTimeToRebalance(regions)) return Task.FromResult<IImmutableSet<string>>(none);

        // Shards that are being moved count nowhere.
        var staying = regions.Select(region => region.ShardIds.Where(shard => !rebalanceInProgress.Contains(shard)).ToArray()).ToArray();
        var most = staying.MaxBy(static shards => shards.Length)!;
        var difference = most.Length - staying.Min(static shards => shards.Length);
        return Task.FromResult<IImmutableSet<string>>(difference <= rebalanceThreshold ? none : none.Union(most.Take(Math.Min(free, Math.Max(1, difference / 2)))));
    }
}
