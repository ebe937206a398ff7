using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>The answer to <see cref="ShardRegion.StartEntity"/>: the entity has been started, or ran already. It says nothing about how that goes on.</summary>
internal sealed record StartEntityAck(string EntityId, string ShardId) : IClusterShardingSerializable, IDeadLetterSuppression;
