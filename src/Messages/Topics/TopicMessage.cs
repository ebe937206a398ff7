namespace Switchboard.Messages;

/// <summary>What nodes send each other for topics that are not stored (<c>topic:*</c>).</summary>
public abstract record TopicMessage
{
    private TopicMessage()
    {
    }

    /// <summary>An event for every subscriber of a topic.</summary>
    /// <param name="Topic">The topic.</param>
    /// <param name="Event">The event's name.</param>
    /// <param name="Origin">The channel that sent it, or 0: a channel may ask not to get its own events back.</param>
    /// <param name="IsBinary">Whether the payload is bytes rather than JSON.</param>
    /// <param name="Payload">A JSON object in UTF-8, or bytes.</param>
    public sealed record Broadcast(string Topic, string Event, ulong Origin, bool IsBinary, ReadOnlyMemory<byte> Payload) : TopicMessage;
}
