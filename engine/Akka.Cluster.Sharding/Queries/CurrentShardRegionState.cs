using System.Collections.Immutable;

namespace Akka.Cluster.Sharding;

/// <summary>The shards of a region and their active entities: the answer to <see cref="GetShardRegionState"/>. Immutable.</summary>
public sealed class CurrentShardRegionState : IClusterShardingSerializable, IEquatable<CurrentShardRegionState>
{
    /// <summary>The shards that answered.</summary>
    public readonly IImmutableSet<ShardState> Shards;

    /// <summary>The shards that did not answer in time.</summary>
    public readonly IImmutableSet<string> Failed;

    /// <summary>Makes the answer.</summary>
    /// <param name="shards">The shards that answered.</param>
    /// <param name="failed">The shards that did not answer in time.</param>
    public CurrentShardRegionState(IImmutableSet<ShardState> shards, IImmutableSet<string> failed)
    {
        Shards = shards;
        Failed = failed;
    }

    /// <inheritdoc/>
    public bool Equals(CurrentShardRegionState? other) => other is not null && Shards.SetEquals(other.Shards) && Failed.SetEquals(other.Failed);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CurrentShardRegionState);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shards.Count, Failed.Count);
}
