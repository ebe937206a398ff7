namespace Akka.Cluster.Sharding;

/// <summary>Asks a region for its shards and their active entities. The answer is a <see cref="CurrentShardRegionState"/>; a proxy has none.</summary>
public sealed class GetShardRegionState : IShardRegionQuery, IClusterShardingSerializable
{
    /// <summary>The only instance.</summary>
    public static readonly GetShardRegionState Instance = new();

    private GetShardRegionState()
    {
    }
}
