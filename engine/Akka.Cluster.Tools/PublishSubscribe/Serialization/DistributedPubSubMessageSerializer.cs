using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Remote.Serialization;
using Akka.Serialization;
using Google.Protobuf;

namespace Akka.Cluster.Tools.PublishSubscribe.Serialization;

/// <summary>Messages of publish-subscribe: what is published and sent, with the message inside under its own serializer, and what mediators tell each other (pubsub.proto). Thread-safe.</summary>
public class DistributedPubSubMessageSerializer : SerializerWithStringManifest
{
    private const string StatusManifest = "A";
    private const string DeltaManifest = "B";
    private const string SendManifest = "C";
    private const string SendToAllManifest = "D";
    private const string PublishManifest = "E";
    private const string ToOneManifest = "F";
    private const string TopicManifest = "G";

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public DistributedPubSubMessageSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is no such message.</exception>
    public override string Manifest(object o) => o switch
    {
        TopicEnvelope => TopicManifest,
        SendToOneSubscriber => ToOneManifest,
        RegistryStatus => StatusManifest,
        RegistryDelta => DeltaManifest,
        Publish => PublishManifest,
        Send => SendManifest,
        SendToAll => SendToAllManifest,
        _ => throw Unknown(o),
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is no such message.</exception>
    /// <exception cref="SerializationException">No serializer takes the message inside.</exception>
    public override byte[] ToBinary(object obj) => obj switch
    {
        TopicEnvelope envelope => envelope.Encoded(one => Write(one.Topic, "", false, one.Message)),
        SendToOneSubscriber one => Write(one.Topic, one.Group, false, one.Message),
        RegistryStatus status => RegistryFormat.Write(status).ToByteArray(),
        RegistryDelta delta => RegistryFormat.Write(delta).ToByteArray(),
        Publish publish => Write(publish.Topic, "", publish.SendOneMessageToEachGroup, publish.Message),
        Send send => Write(send.Path, "", send.LocalAffinity, send.Message),
        SendToAll send => Write(send.Path, "", send.ExcludeSelf, send.Message),
        _ => throw Unknown(obj),
    };

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is not known, the bytes make no sense, or the message inside is not known here.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return manifest switch
            {
                TopicManifest => Read(bytes, static (topic, _, _, message) => new TopicEnvelope(topic, message)),
                ToOneManifest => Read(bytes, static (topic, group, _, message) => new SendToOneSubscriber(topic, group, message)),
                StatusManifest => RegistryFormat.ReadStatus(bytes),
                DeltaManifest => RegistryFormat.ReadDelta(bytes),
                PublishManifest => Read(bytes, static (topic, _, flag, message) => new Publish(topic, message, flag)),
                SendManifest => Read(bytes, static (path, _, flag, message) => new Send(path, message, flag)),
                SendToAllManifest => Read(bytes, static (path, _, flag, message) => new SendToAll(path, message, flag)),
                _ => throw new SerializationException($"{nameof(DistributedPubSubMessageSerializer)} does not know the manifest [{manifest}]."),
            };
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or IOException or FormatException or ArgumentException)
        {
            throw new SerializationException($"Malformed message of publish-subscribe with manifest [{manifest}]: {failure.Message}", failure);
        }
    }

    private static ArgumentException Unknown(object o) => new($"{nameof(DistributedPubSubMessageSerializer)} does not serialize [{o.GetType()}].", nameof(o));

    private byte[] Write(string name, string group, bool flag, object message) => EnvelopeWriter.Write(system, name, group, flag, message);

    private T Read<T>(byte[] bytes, Func<string, string, bool, object, T> make) => NestedPayload.FromBytes(bytes, reader =>
    {
        var name = reader.ReadString();
        var group = reader.ReadString();
        var flag = reader.ReadBoolean();
        return make(name, group, flag, NestedPayload.Read(reader, system) ?? throw new SerializationException($"A message for [{name}] is missing."));
    });
}
