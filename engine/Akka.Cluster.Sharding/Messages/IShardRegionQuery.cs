namespace Akka.Cluster.Sharding;

/// <summary>Marks the questions that a region or proxy answers.</summary>
public interface IShardRegionQuery;
