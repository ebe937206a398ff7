namespace Akka.Cluster.Sharding;

/// <summary>
/// Says for which entity a message is and in which shard that entity lives. All nodes must have the same one. It is called on the region's and the shards'
/// threads, several at once: it must keep no state. <see cref="ShardingEnvelope"/> never reaches it.
/// </summary>
public interface IMessageExtractor
{
    /// <summary>The id of the entity that a message is for.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The id; null for a message that no entity handles: the region reports it as unhandled.</returns>
    string? EntityId(object message);

    /// <summary>What the entity gets: the message itself, or what is in it.</summary>
    /// <param name="message">The message.</param>
    /// <returns>What the entity gets.</returns>
    object EntityMessage(object message);

    /// <summary>The shard of an entity. An entity must always have the same shard.</summary>
    /// <param name="entityId">The entity's id.</param>
    /// <param name="messageHint">The message for which the shard is asked; null when there is none.</param>
    /// <returns>The shard's id.</returns>
    string ShardId(string entityId, object? messageHint = null);

    /// <summary>The shard of the entity that a message is for. Sharding itself does not call it.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The shard's id; null for a message that no entity handles.</returns>
    [Obsolete("Use ShardId(entityId, messageHint).")]
    string? ShardId(object message) => EntityId(message) is { } entityId ? ShardId(entityId, message) : null;
}
