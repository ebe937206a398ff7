using System.Globalization;
using Akka.Util;

namespace Akka.Cluster.Sharding;

/// <summary>
/// An extractor that spreads entities over a fixed number of shards by a hash of their ids (<see cref="MurmurHash.StringHash"/>) that is the same on every
/// machine and in every release. About ten shards for each node that there will ever be is a good number; it cannot change while the cluster runs.
/// </summary>
public abstract class HashCodeMessageExtractor : IMessageExtractor
{
    /// <summary>How many shards there are.</summary>
    public readonly int MaxNumberOfShards;

    private readonly string[] _names;

    /// <summary>Makes the extractor.</summary>
    /// <param name="maxNumberOfShards">How many shards there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    protected HashCodeMessageExtractor(int maxNumberOfShards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfShards, 1);
        MaxNumberOfShards = maxNumberOfShards;
        _names = new string[Math.Min(maxNumberOfShards, 1024)];
        for (var i = 0; i < _names.Length; i++) _names[i] = i.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Makes an extractor of functions.</summary>
    /// <param name="maxNumberOfShards">How many shards there are, at least 1.</param>
    /// <param name="entityIdExtractor">The id of the entity that a message is for; null when it is for none.</param>
    /// <param name="messageExtractor">What the entity gets; without it, the message itself.</param>
    /// <returns>The extractor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static HashCodeMessageExtractor Create(int maxNumberOfShards, Func<object, string?> entityIdExtractor, Func<object, object>? messageExtractor = null)
    {
        ArgumentNullException.ThrowIfNull(entityIdExtractor);
        return new OfFunctions(maxNumberOfShards, entityIdExtractor, messageExtractor);
    }

    /// <inheritdoc/>
    public abstract string? EntityId(object message);

    /// <inheritdoc/>
    public virtual object EntityMessage(object message) => message;

    /// <inheritdoc/>
    public virtual string ShardId(string entityId, object? messageHint = null)
    {
        // The absolute value of the least number is no int.
        var shard = (int)(Math.Abs((long)MurmurHash.StringHash(entityId)) % MaxNumberOfShards);
        return shard < _names.Length ? _names[shard] : shard.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    [Obsolete("Use ShardId(entityId, messageHint).")]
    public virtual string? ShardId(object message) => EntityId(message) is { } entityId ? ShardId(entityId, message) : null;

    private sealed class OfFunctions(int maxNumberOfShards, Func<object, string?> entityId, Func<object, object>? entityMessage) : HashCodeMessageExtractor(maxNumberOfShards)
    {
        public override string? EntityId(object message) => entityId(message);

        public override object EntityMessage(object message) => entityMessage is null ? message : entityMessage(message);
    }
}
