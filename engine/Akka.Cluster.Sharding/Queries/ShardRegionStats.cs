using System.Collections.Immutable;

namespace Akka.Cluster.Sharding;

/// <summary>How many active entities each shard of a region has: the answer to <see cref="GetShardRegionStats"/>. Immutable.</summary>
public sealed class ShardRegionStats : IClusterShardingSerializable, IEquatable<ShardRegionStats>
{
    /// <summary>The number of active entities by shard.</summary>
    public readonly IImmutableDictionary<string, int> Stats;

    /// <summary>The shards that did not answer in time.</summary>
    public readonly IImmutableSet<string> Failed;

    /// <summary>Makes the answer.</summary>
    /// <param name="stats">The number of active entities by shard.</param>
    /// <param name="failed">The shards that did not answer in time.</param>
    public ShardRegionStats(IImmutableDictionary<string, int> stats, IImmutableSet<string> failed)
    {
        Stats = stats;
        Failed = failed;
    }

    /// <inheritdoc/>
    public bool Equals(ShardRegionStats? other) =>
        other is not null && Stats.Count == other.Stats.Count && Stats.All(one => other.Stats.TryGetValue(one.Key, out var count) && count == one.Value) && Failed.SetEquals(other.Failed);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ShardRegionStats);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Stats.Count, Failed.Count);
}
