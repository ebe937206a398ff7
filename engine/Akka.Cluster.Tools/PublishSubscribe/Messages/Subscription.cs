using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>
/// Subscribes an actor to a topic. The mediator answers the sender with <see cref="SubscribeAck"/>: from then on what is published on this node reaches the actor;
/// what is published on others does as soon as they have heard of it. It ends with the actor. Immutable.
/// </summary>
public sealed class Subscribe
{
    /// <summary>Makes the command.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="ref">The actor.</param>
    /// <param name="group">The group that shares the topic's messages; null for none.</param>
    /// <exception cref="ArgumentException">The topic is null or empty.</exception>
    /// <exception cref="ArgumentNullException">The actor is null.</exception>
    public Subscribe(string topic, IActorRef @ref, string? group = null)
    {
        if (string.IsNullOrEmpty(topic)) throw new ArgumentException("topic must be defined", nameof(topic));
        ArgumentNullException.ThrowIfNull(@ref);
        Topic = topic;
        Ref = @ref;
        Group = group;
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The group, or null.</summary>
    public string? Group { get; }

    /// <summary>The actor.</summary>
    public IActorRef Ref { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Subscribe other && Topic == other.Topic && Group == other.Group && Ref.Equals(other.Ref);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topic, Group, Ref);

    /// <inheritdoc/>
    public override string ToString() => $"Subscribe<topic:{Topic}, group:{Group}, ref:{Ref}>";
}

/// <summary>Ends a subscription. The mediator answers the sender with <see cref="UnsubscribeAck"/>, also when there was none. Immutable.</summary>
public sealed class Unsubscribe
{
    /// <summary>Makes the command.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="ref">The actor.</param>
    /// <param name="group">The group of the subscription; null for the one without a group.</param>
    /// <exception cref="ArgumentException">The topic is null or empty.</exception>
    /// <exception cref="ArgumentNullException">The actor is null.</exception>
    public Unsubscribe(string topic, IActorRef @ref, string? group = null)
    {
        if (string.IsNullOrEmpty(topic)) throw new ArgumentException("topic must be defined", nameof(topic));
        ArgumentNullException.ThrowIfNull(@ref);
        Topic = topic;
        Ref = @ref;
        Group = group;
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The group, or null.</summary>
    public string? Group { get; }

    /// <summary>The actor.</summary>
    public IActorRef Ref { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Unsubscribe other && Topic == other.Topic && Group == other.Group && Ref.Equals(other.Ref);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topic, Group, Ref);

    /// <inheritdoc/>
    public override string ToString() => $"Unsubscribe<topic:{Topic}, group:{Group}, ref:{Ref}>";
}

/// <summary>The answer to <see cref="PublishSubscribe.Subscribe"/>. Immutable.</summary>
public sealed class SubscribeAck : IDeadLetterSuppression
{
    /// <summary>Makes the answer.</summary>
    /// <param name="subscribe">The command.</param>
    public SubscribeAck(Subscribe subscribe) => Subscribe = subscribe;

    /// <summary>The command that was carried out.</summary>
    public Subscribe Subscribe { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SubscribeAck other && Equals(Subscribe, other.Subscribe);

    /// <inheritdoc/>
    public override int GetHashCode() => Subscribe.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"SubscribeAck<{Subscribe}>";
}

/// <summary>The answer to <see cref="PublishSubscribe.Unsubscribe"/>. Immutable.</summary>
public sealed class UnsubscribeAck
{
    /// <summary>Makes the answer.</summary>
    /// <param name="unsubscribe">The command.</param>
    public UnsubscribeAck(Unsubscribe unsubscribe) => Unsubscribe = unsubscribe;

    /// <summary>The command that was carried out.</summary>
    public Unsubscribe Unsubscribe { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnsubscribeAck other && Equals(Unsubscribe, other.Unsubscribe);

    /// <inheritdoc/>
    public override int GetHashCode() => Unsubscribe.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"UnsubscribeAck<{Unsubscribe}>";
}
