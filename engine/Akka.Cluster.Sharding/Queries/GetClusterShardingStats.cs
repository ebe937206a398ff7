namespace Akka.Cluster.Sharding;

/// <summary>Asks a region or proxy how many active entities each shard of each region has. The answer is <see cref="ClusterShardingStats"/>. Immutable.</summary>
public sealed class GetClusterShardingStats : IShardRegionQuery, IClusterShardingSerializable, IEquatable<GetClusterShardingStats>
{
    /// <summary>How long to wait for the other regions.</summary>
    public readonly TimeSpan Timeout;

    /// <summary>Makes the question.</summary>
    /// <param name="timeout">How long to wait for the other regions. The answer then has those that answered.</param>
    public GetClusterShardingStats(TimeSpan timeout)
    {
        Timeout = timeout;
    }

    /// <inheritdoc/>
    public bool Equals(GetClusterShardingStats? other) => other is not null && Timeout == other.Timeout;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GetClusterShardingStats);

    /// <inheritdoc/>
    public override int GetHashCode() => Timeout.GetHashCode();
}
