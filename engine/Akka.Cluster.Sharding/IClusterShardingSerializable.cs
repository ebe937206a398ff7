namespace Akka.Cluster.Sharding;

/// <summary>Marks what <see cref="Serialization.ClusterShardingMessageSerializer"/> writes: messages between regions and coordinators, and what coordinators store.</summary>
public interface IClusterShardingSerializable;
