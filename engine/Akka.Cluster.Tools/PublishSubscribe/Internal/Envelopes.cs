using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>A published message on its way to another node's mediator, which gives it to its own subscribers. The same object goes to all nodes.</summary>
internal sealed class TopicEnvelope(string topic, object message) : IDistributedPubSubMessage, IWrappedMessage
{
    private byte[]? _encoded;

    public string Topic => topic;

    public object Message => message;

    /// <summary>Its bytes, made by whoever needs them first: connections to several nodes serialize the same envelope. Two who come together make the same bytes twice.</summary>
    public byte[] Encoded(Func<TopicEnvelope, byte[]> encode)
    {
        if (Volatile.Read(ref _encoded) is { } encoded) return encoded;
        encoded = encode(this);
        Volatile.Write(ref _encoded, encoded);
        return encoded;
    }

    public override string ToString() => $"TopicEnvelope<topic:{topic}, message:{message}>";
}

/// <summary>A message for one of the subscribers that another node has in a group.</summary>
internal sealed class SendToOneSubscriber(string topic, string group, object message) : IDistributedPubSubMessage, IWrappedMessage
{
    public string Topic => topic;

    public string Group => group;

    public object Message => message;

    public override string ToString() => $"SendToOneSubscriber<topic:{topic}, group:{group}, message:{message}>";
}
