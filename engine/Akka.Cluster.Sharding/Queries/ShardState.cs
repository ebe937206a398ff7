using System.Collections.Immutable;

namespace Akka.Cluster.Sharding;

/// <summary>A shard and its active entities. Immutable.</summary>
public sealed class ShardState : IClusterShardingSerializable, IEquatable<ShardState>
{
    /// <summary>The shard's id.</summary>
    public readonly string ShardId;

    /// <summary>The ids of its active entities.</summary>
    public readonly IImmutableSet<string> EntityIds;

    /// <summary>Makes the state.</summary>
    /// <param name="shardId">The shard's id.</param>
    /// <param name="entityIds">The ids of its active entities.</param>
    public ShardState(string shardId, IImmutableSet<string> entityIds)
    {
        ShardId = shardId;
        EntityIds = entityIds;
    }

    /// <inheritdoc/>
    public bool Equals(ShardState? other) => other is not null && ShardId == other.ShardId && EntityIds.SetEquals(other.EntityIds);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ShardState);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ShardId, EntityIds.Count);

    /// <inheritdoc/>
    public override string ToString() => $"ShardState({ShardId}, {EntityIds.Count} entities)";
}
