using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Serialization;
using Google.Protobuf;

namespace Akka.Cluster.Sharding.Serialization;

/// <summary>
/// Writes what sharding sends between nodes and stores, as protocol buffers. Actor references are written as paths with address and uid. Its number is 13, from
/// <c>akka.actor.serialization-identifiers</c>. Safe to use from any thread.
/// </summary>
public class ClusterShardingMessageSerializer : SerializerWithStringManifest
{
    /// <summary>Makes a serializer.</summary>
    /// <param name="system">Whose references are written and read.</param>
    public ClusterShardingMessageSerializer(ExtendedActorSystem system) : base(system)
    {
    }

    /// <summary>Two characters that stand for the type of a message.</summary>
    /// <param name="o">The message.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ArgumentException">The type is none of sharding's.</exception>
    public override string Manifest(object o) => RegionFormat.Manifest(o) ?? CoordinatorFormat.Manifest(o) ?? throw Unknown(o);

    /// <summary>Writes a message.</summary>
    /// <param name="obj">The message.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ArgumentException">The type is none of sharding's.</exception>
    public override byte[] ToBinary(object obj) => RegionFormat.Write(obj, system) ?? CoordinatorFormat.Write(obj)?.ToByteArray() ?? throw Unknown(obj);

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">What <see cref="ToBinary"/> wrote.</param>
    /// <param name="manifest">What <see cref="Manifest"/> said.</param>
    /// <returns>The message.</returns>
    /// <exception cref="SerializationException">The manifest is unknown, or the bytes are malformed.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return RegionFormat.Read(bytes, manifest, system)
                ?? CoordinatorFormat.Read(bytes, manifest, system.Provider)
                ?? throw new SerializationException($"{nameof(ClusterShardingMessageSerializer)} does not know the manifest [{manifest}].");
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new SerializationException($"Malformed message of sharding with manifest [{manifest}]: {failure.Message}", failure);
        }
    }

    private static ArgumentException Unknown(object message) => new($"{nameof(ClusterShardingMessageSerializer)} does not serialize [{message.GetType()}].", nameof(message));
}
