using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>How many active entities each shard of each region has: the answer to <see cref="GetClusterShardingStats"/>. Immutable.</summary>
public sealed class ClusterShardingStats : IClusterShardingSerializable, IEquatable<ClusterShardingStats>
{
    /// <summary>The numbers, by the address of the region's node. A region that did not answer in time is missing.</summary>
    public readonly IImmutableDictionary<Address, ShardRegionStats> Regions;

    /// <summary>Makes the answer.</summary>
    /// <param name="regions">The numbers, by the address of the region's node.</param>
    public ClusterShardingStats(IImmutableDictionary<Address, ShardRegionStats> regions)
    {
        Regions = regions;
    }

    /// <inheritdoc/>
    public bool Equals(ClusterShardingStats? other) =>
        other is not null && Regions.Count == other.Regions.Count && Regions.All(one => other.Regions.TryGetValue(one.Key, out var stats) && one.Value.Equals(stats));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClusterShardingStats);

    /// <inheritdoc/>
    public override int GetHashCode() => Regions.Count;
}
