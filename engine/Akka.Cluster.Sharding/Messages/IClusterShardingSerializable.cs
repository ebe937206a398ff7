namespace Akka.Cluster.Sharding;

/// <summary>Marks the messages and events of sharding that the module's own serializer writes.</summary>
public interface IClusterShardingSerializable;
