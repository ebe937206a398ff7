using System.Runtime.Serialization;
using Akka.Actor;
using AkkaSerialization = Akka.Serialization.Serialization;

namespace Akka.Persistence.Serialization;

/// <summary>An object inside a message of persistence: number of its serializer (1), bytes (2), manifest (3).</summary>
internal static class PayloadFormat
{
    public static byte[] ToBytes(ExtendedActorSystem system, object payload, string? defaultSerializer = null) => AkkaSerialization.WithTransport(system, (system, payload, defaultSerializer), static state =>
    {
        var serializer = state.system.Serialization.FindSerializerFor(state.payload, state.defaultSerializer);
        var writer = new ProtoWriter();
        writer.Number(1, serializer.Identifier);
        writer.Bytes(2, serializer.ToBinary(state.payload));
        writer.Text(3, AkkaSerialization.ManifestFor(serializer, state.payload));
        return writer.ToArray();
    });

    /// <exception cref="SerializationException">The bytes are malformed, or the system does not know what is inside.</exception>
    public static object FromBytes(ExtendedActorSystem system, ReadOnlySpan<byte> bytes)
    {
        var serializer = 0;
        byte[] content = [];
        var manifest = "";
        for (var reader = new ProtoReader(bytes); reader.Next();)
        {
            if (reader.Field == 1) serializer = (int)reader.Number;
            else if (reader.Field == 2) content = reader.Bytes.ToArray();
            else if (reader.Field == 3) manifest = reader.Text;
        }

        return system.Serialization.Deserialize(content, serializer, manifest);
    }
}
