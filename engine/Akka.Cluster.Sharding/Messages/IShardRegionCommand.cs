namespace Akka.Cluster.Sharding;

/// <summary>Marks what can be told to a region beside messages for its entities.</summary>
public interface IShardRegionCommand;
