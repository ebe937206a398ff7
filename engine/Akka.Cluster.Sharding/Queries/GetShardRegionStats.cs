namespace Akka.Cluster.Sharding;

/// <summary>Asks a region how many active entities each of its shards has. The answer is a <see cref="ShardRegionStats"/>; a proxy has none.</summary>
public sealed class GetShardRegionStats : IShardRegionQuery, IClusterShardingSerializable
{
    /// <summary>The only instance.</summary>
    public static readonly GetShardRegionStats Instance = new();

    private GetShardRegionStats()
    {
    }
}
