namespace Akka.Cluster.Sharding;

#pragma warning disable CS0618 // It is what the obsolete functions become.

/// <summary>An extractor made of the two functions of earlier code.</summary>
internal sealed class DelegateMessageExtractor : IMessageExtractor
{
    private readonly ExtractEntityId _extractEntityId;
    private readonly ExtractShardId _extractShardId;

    public DelegateMessageExtractor(ExtractEntityId extractEntityId, ExtractShardId extractShardId)
    {
        ArgumentNullException.ThrowIfNull(extractEntityId);
        ArgumentNullException.ThrowIfNull(extractShardId);
        _extractEntityId = extractEntityId;
        _extractShardId = extractShardId;
    }

    public string? EntityId(object message) => _extractEntityId(message) is { HasValue: true } found ? found.Value.Item1 : null;

    public object EntityMessage(object message) => _extractEntityId(message) is { HasValue: true } found ? found.Value.Item2 : message;

    // The function wants a whole message: a hint that is not for this entity by itself came in an envelope.
    public string ShardId(string entityId, object? messageHint = null) => _extractShardId(messageHint switch
    {
        null => new ShardRegion.StartEntity(entityId),
        ShardRegion.StartEntity start => start,
        _ => EntityId(messageHint) == entityId ? messageHint : new ShardingEnvelope(entityId, messageHint),
    })!;
}
