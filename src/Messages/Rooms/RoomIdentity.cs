using System.Text;

namespace Switchboard.Messages;

/// <summary>
/// The names a room goes by. They are part of the stored data and of the contract between nodes, and never change: type name, entity id
/// (the topic, escaped so that it is a legal element of an actor path), persistence id and the number of shards.
/// </summary>
public static class RoomIdentity
{
    /// <summary>The entity type's name in sharding.</summary>
    public const string TypeName = "room";

    /// <summary>The number of shards that rooms are spread over.</summary>
    public const int ShardCount = 256;

    /// <summary>What the topics of rooms start with.</summary>
    public const string TopicPrefix = "room:";

    /// <summary>The most bytes of UTF-8 in a topic.</summary>
    public const int MaxTopicBytes = 200;

    private const string PersistencePrefix = "room|";

    /// <summary>Whether a topic names a room: the prefix, at least one more character and at most <see cref="MaxTopicBytes"/>.</summary>
    public static bool IsRoom(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return topic.Length > TopicPrefix.Length && topic.StartsWith(TopicPrefix, StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(topic) <= MaxTopicBytes;
    }

    /// <summary>
    /// The entity id of a topic. ASCII letters, digits and <c>- _ . :</c> stay, every other byte of the topic's UTF-8 becomes <c>%XX</c>.
    /// </summary>
    public static string EntityIdOf(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (topic.AsSpan().IndexOfAnyExcept(Plain) < 0)
            return topic;
        var id = new StringBuilder(topic.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(topic))
        {
            if (b < 128 && Plain.Contains((char)b))
                id.Append((char)b);
            else
                id.Append('%').Append(Hex[b >> 4]).Append(Hex[b & 15]);
        }
        return id.ToString();
    }

    /// <summary>The topic of an entity id: the reverse of <see cref="EntityIdOf"/>.</summary>
    /// <exception cref="FormatException">The text is not an entity id.</exception>
    public static string TopicOf(string entityId)
    {
        ArgumentNullException.ThrowIfNull(entityId);
        if (!entityId.Contains('%', StringComparison.Ordinal))
            return entityId;
        var bytes = new byte[entityId.Length];
        var n = 0;
        for (var i = 0; i < entityId.Length; i++)
        {
            var c = entityId[i];
            if (c != '%')
            {
                bytes[n++] = Plain.Contains(c) ? (byte)c : throw NotAnId(entityId);
                continue;
            }
            if (i + 2 >= entityId.Length || Hex.IndexOf(entityId[i + 1], StringComparison.Ordinal) is var high && high < 0
                || Hex.IndexOf(entityId[i + 2], StringComparison.Ordinal) is var low && low < 0)
                throw NotAnId(entityId);
            bytes[n++] = (byte)((high << 4) | low);
            i += 2;
        }
        return Encoding.UTF8.GetString(bytes, 0, n);
    }

    /// <summary>The id under which a topic's events and snapshots are stored.</summary>
    public static string PersistenceIdOf(string topic) => PersistencePrefix + topic;

    /// <summary>
    /// The shard of an entity id, from <c>0</c> to <c>255</c>: as <c>HashCodeMessageExtractor</c> of Akka.Cluster.Sharding computes it for <see cref="ShardCount"/> shards.
    /// </summary>
    public static string ShardOf(string entityId)
    {
        // The absolute value, without the one number that has none.
        var hash = Math.Abs((long)Akka.Util.MurmurHash.StringHash(entityId));
        return (hash % ShardCount).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What sharding's extractor is made of: the entity id of a message to a room, or null when it is none.</summary>
    public static string? EntityOf(object message) => message is RoomEnvelope envelope && IsRoom(envelope.Topic) ? EntityIdOf(envelope.Topic) : null;

    /// <summary>What sharding's extractor is made of: the message as the room gets it.</summary>
    public static object MessageOf(object message) => message is RoomEnvelope envelope ? envelope.Command : message;

    private const string Hex = "0123456789ABCDEF";

    private static readonly System.Buffers.SearchValues<char> Plain =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    private static FormatException NotAnId(string text) => new($"'{text}' is not the entity id of a room.");
}
