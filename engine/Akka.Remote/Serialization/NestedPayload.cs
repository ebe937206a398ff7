using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Remote.Serialization;

/// <summary>Messages inside messages, each with its serializer and manifest.</summary>
internal static class NestedPayload
{
    /// <summary>Deeper nesting is nobody's message: it would only use up the stack.</summary>
    private const int MostDepth = 16;

    [ThreadStatic]
    private static int _depth;

    public static void Write(BinaryWriter writer, ExtendedActorSystem system, object? message)
    {
        var serializer = system.Serialization.FindSerializerFor(message);
        var bytes = serializer.ToBinary(message!);
        writer.Write(serializer.Identifier);
        writer.Write(message is null ? "" : Akka.Serialization.Serialization.ManifestFor(serializer, message));
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="SerializationException">The bytes make no sense, or something is not known here.</exception>
    public static object? Read(BinaryReader reader, ExtendedActorSystem system)
    {
        if (_depth >= MostDepth) throw new SerializationException($"A message holds messages more than {MostDepth} deep.");
        _depth++;
        try
        {
            var id = reader.ReadInt32();
            var manifest = reader.ReadString();
            var length = reader.ReadInt32();
            var left = reader.BaseStream.Length - reader.BaseStream.Position;
            if (length < 0 || length > left) throw new SerializationException($"A message inside another announces {length} bytes, and {left} are left.");
            return system.Serialization.Deserialize(reader.ReadBytes(length), id, manifest);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Makes bytes.</summary>
    public static byte[] ToBytes<T>(Action<BinaryWriter, T> write, T value)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer, value);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads bytes.</summary>
    public static T FromBytes<T>(byte[] bytes, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        return read(reader);
    }
}
