namespace Akka.Cluster.Sharding;

/// <summary>Told to a region: hand all shards off to other regions, then stop. Watch the region to know when it has.</summary>
public sealed class GracefulShutdown : IShardRegionCommand
{
    /// <summary>The only instance.</summary>
    public static readonly GracefulShutdown Instance = new();

    private GracefulShutdown()
    {
    }
}
