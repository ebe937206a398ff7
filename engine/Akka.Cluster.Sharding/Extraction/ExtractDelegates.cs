using Akka.Util;

namespace Akka.Cluster.Sharding;

/// <summary>For which entity a message is and what that gets. For code written before <see cref="IMessageExtractor"/> took over.</summary>
/// <param name="message">The message.</param>
/// <returns>The entity's id and what it gets; nothing for a message that no entity handles.</returns>
[Obsolete("Use an IMessageExtractor, for instance HashCodeMessageExtractor.Create.")]
public delegate Option<(string, object)> ExtractEntityId(object message);

/// <summary>In which shard the entity of a message lives. For code written before <see cref="IMessageExtractor"/> took over.</summary>
/// <param name="message">The message: one that the other function has an id for, a <see cref="ShardingEnvelope"/>, or a <see cref="ShardRegion.StartEntity"/>.</param>
/// <returns>The shard's id; null for a message that no entity handles.</returns>
[Obsolete("Use an IMessageExtractor, for instance HashCodeMessageExtractor.Create.")]
public delegate string? ExtractShardId(object message);
