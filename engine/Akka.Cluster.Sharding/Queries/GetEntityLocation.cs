namespace Akka.Cluster.Sharding;

/// <summary>
/// Asks a region or proxy where an entity is, without starting it or its shard. The answer is an <see cref="EntityLocation"/>. The id goes through the
/// extractor's <see cref="IMessageExtractor.ShardId(string, object)"/>, so an extractor that needs the message to find the shard cannot be asked. Immutable.
/// </summary>
public sealed class GetEntityLocation : IShardRegionQuery
{
    /// <summary>Makes the question.</summary>
    /// <param name="entityId">The entity's id.</param>
    /// <param name="timeout">How long to look for the entity's reference.</param>
    public GetEntityLocation(string entityId, TimeSpan timeout)
    {
        EntityId = entityId;
        Timeout = timeout;
    }

    /// <summary>The entity's id.</summary>
    public string EntityId { get; }

    /// <summary>How long to look for the entity's reference.</summary>
    public TimeSpan Timeout { get; }
}
