using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding.Internal;

/// <summary>Moves as many shards at once as two limits allow, until all regions have the same number, give or take one.</summary>
internal class LeastShardLimitsStrategy(int absoluteLimit, double relativeLimit) : AbstractLeastShardAllocationStrategy
{
    public override Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) =>
        Task.FromResult<IImmutableSet<string>>(rebalanceInProgress.Count > 0 ? [] : Pick(RegionEntriesFor(currentShardAllocations)));

    private ImmutableSortedSet<string> Pick(ImmutableList<RegionEntry> regions)
    {
        var shards = regions.Sum(static region => region.ShardIds.Count);
        if (shards == 0 || !IsAGoodTimeToRebalance(regions)) return NoShards;
        var limit = Math.Max(1, Math.Min((int)(relativeLimit * shards), absoluteLimit));

        // What a region has beyond its fair share, rounded up, it gives away.
        var fair = (shards + regions.Count - 1) / regions.Count;
        var surplus = regions.Where(region => region.ShardIds.Count > fair).SelectMany(region => region.ShardIds.Take(region.ShardIds.Count - fair)).Take(limit);
        var picked = NoShards.Union(surplus);
        if (!picked.IsEmpty) return picked;

        // Nobody has too many, but somebody may have too few: others have exactly their share, and give one each.
        var missing = regions.Sum(region => Math.Max(0, fair - 1 - region.ShardIds.Count));
        return missing == 0 ? NoShards : NoShards.Union(regions.Where(region => region.ShardIds.Count == fair).Select(static region => region.ShardIds[0]).Take(Math.Min(limit, missing)));
    }

    private static ImmutableSortedSet<string> NoShards { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}
