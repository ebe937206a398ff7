using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton.Serialization.Wire;
using Akka.Serialization;
using Google.Protobuf;

namespace Akka.Cluster.Tools.Singleton.Serialization;

/// <summary>What managers of a singleton tell each other, as protocol buffers (singleton.proto). Identifier 14. Thread-safe.</summary>
public class ClusterSingletonMessageSerializer : SerializerWithStringManifest
{
    private const string HandOverToMeManifest = "A";
    private const string HandOverInProgressManifest = "B";
    private const string HandOverDoneManifest = "C";
    private const string TakeOverFromMeManifest = "D";

    /// <summary>Makes the serializer.</summary>
    /// <param name="system">The actor system.</param>
    public ClusterSingletonMessageSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        HandOverToMe => HandOverToMeManifest,
        HandOverInProgress => HandOverInProgressManifest,
        HandOverDone => HandOverDoneManifest,
        TakeOverFromMe => TakeOverFromMeManifest,
        _ => throw Unknown(o),
    };

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj)
    {
        if (obj is not HandOverMessage message) throw Unknown(obj);
        return new HandOverMsg
        {
            From = Write(message.From),
            To = Write(message.To),
            Final = message is HandOverToMe { Final: true } or TakeOverFromMe { Final: true },
        }.ToByteArray();
    }

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is unknown, or the bytes are not what it says.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            var message = HandOverMsg.Parser.ParseFrom(bytes);
            var (from, to) = (Read(message.From), Read(message.To));
            return manifest switch
            {
                HandOverToMeManifest => new HandOverToMe(from, to, message.Final),
                HandOverInProgressManifest => new HandOverInProgress(from, to),
                HandOverDoneManifest => new HandOverDone(from, to),
                TakeOverFromMeManifest => new TakeOverFromMe(from, to, message.Final),
                _ => throw new SerializationException($"{nameof(ClusterSingletonMessageSerializer)} does not know the manifest [{manifest}]."),
            };
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or ArgumentException)
        {
            throw new SerializationException($"Malformed message of a singleton with manifest [{manifest}]: {failure.Message}", failure);
        }
    }

    private static ArgumentException Unknown(object message) => new($"{nameof(ClusterSingletonMessageSerializer)} does not serialize [{message.GetType()}].", nameof(message));

    private static NodeMsg Write(UniqueAddress node) => new()
    {
        Protocol = node.Address.Protocol,
        System = node.Address.System,
        Host = node.Address.Host ?? "",
        Port = (uint)(node.Address.Port ?? 0),
        Uid = node.Uid,
    };

    private static UniqueAddress Read(NodeMsg? node) => node is null
        ? throw new SerializationException("A node is missing.")
        : new UniqueAddress(new Address(node.Protocol, node.System, node.Host, (int)node.Port), node.Uid);
}
