namespace Akka.Cluster.Sharding;

/// <summary>Asks a region or proxy for the addresses of all regions. The coordinator answers with <see cref="CurrentRegions"/>, once the region has registered with it.</summary>
public sealed class GetCurrentRegions : IShardRegionQuery, IClusterShardingSerializable
{
    /// <summary>The only instance.</summary>
    public static readonly GetCurrentRegions Instance = new();

    private GetCurrentRegions()
    {
    }
}
