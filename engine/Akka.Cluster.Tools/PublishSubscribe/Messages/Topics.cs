using System.Collections.Immutable;

namespace Akka.Cluster.Tools.PublishSubscribe
{
    /// <summary>Asks the mediator for the topics that have subscribers on any node it knows of. The answer is <see cref="CurrentTopics"/>.</summary>
    public sealed class GetTopics
    {
        private GetTopics()
        {
        }

        /// <summary>The only instance.</summary>
        public static GetTopics Instance { get; } = new();
    }

    /// <summary>The answer to <see cref="GetTopics"/>. Immutable.</summary>
    public sealed class CurrentTopics
    {
        /// <summary>Makes the answer.</summary>
        /// <param name="topics">The topics.</param>
        public CurrentTopics(IImmutableSet<string> topics) => Topics = topics ?? ImmutableHashSet<string>.Empty;

        /// <summary>The topics, in no order.</summary>
        public IImmutableSet<string> Topics { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is CurrentTopics other && Topics.SetEquals(other.Topics);

        /// <inheritdoc/>
        public override int GetHashCode() => Topics.Count;

        /// <inheritdoc/>
        public override string ToString() => $"CurrentTopics<{string.Join(",", Topics.Order(StringComparer.Ordinal))}>";
    }
}

namespace Akka.Cluster.Tools.PublishSubscribe.Internal
{
    /// <summary>Asks the mediator how many actors of its own node are subscribed to a topic, in all groups together. The answer is an <see cref="int"/>.</summary>
    public sealed class CountSubscribers
    {
        /// <summary>Makes the question.</summary>
        /// <param name="topic">The topic.</param>
        /// <exception cref="ArgumentNullException">The topic is null.</exception>
        public CountSubscribers(string topic)
        {
            ArgumentNullException.ThrowIfNull(topic);
            Topic = topic;
        }

        /// <summary>The topic.</summary>
        public string Topic { get; }
    }
}
