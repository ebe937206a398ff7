using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>
/// Sends a message to the subscribers of a topic on all nodes, with the sender of this one. At most once for each: what is under way when a connection breaks is
/// lost, and so is what is published before this node has heard of a subscription elsewhere. In order for one sender and one subscriber. Immutable.
/// </summary>
public sealed class Publish : IDistributedPubSubMessage, IWrappedMessage
{
    /// <summary>Makes the command.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message.</param>
    /// <param name="sendOneMessageToEachGroup">True: to one subscriber of every group, and to nobody outside of groups. False: to everybody outside of groups.</param>
    /// <exception cref="ArgumentNullException">The topic or the message is null.</exception>
    public Publish(string topic, object message, bool sendOneMessageToEachGroup = false)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(message);
        Topic = topic;
        Message = message;
        SendOneMessageToEachGroup = sendOneMessageToEachGroup;
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Whether it goes to one subscriber of every group, rather than to everybody outside of groups.</summary>
    public bool SendOneMessageToEachGroup { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is Publish other && Topic == other.Topic && Message.Equals(other.Message) && SendOneMessageToEachGroup == other.SendOneMessageToEachGroup;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topic, Message, SendOneMessageToEachGroup);

    /// <inheritdoc/>
    public override string ToString() => $"Publish<topic:{Topic}, sendOneToEachGroup:{SendOneMessageToEachGroup}, message:{Message}>";
}
