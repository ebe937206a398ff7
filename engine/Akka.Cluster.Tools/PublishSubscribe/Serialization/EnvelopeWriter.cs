using System.Buffers.Binary;
using System.Text;
using Akka.Actor;
using AkkaSerialization = Akka.Serialization.Serialization;

namespace Akka.Cluster.Tools.PublishSubscribe.Serialization;

/// <summary>Writes a message and where it goes into an array of just its size, in the form that <see cref="Remote.Serialization.NestedPayload"/> reads: every published message passes here.</summary>
internal static class EnvelopeWriter
{
    public static byte[] Write(ExtendedActorSystem system, string name, string group, bool flag, object message)
    {
        var serializer = system.Serialization.FindSerializerFor(message);
        var content = serializer.ToBinary(message);
        var manifest = AkkaSerialization.ManifestFor(serializer, message);
        var bytes = new byte[SizeOf(name) + SizeOf(group) + 1 + sizeof(int) + SizeOf(manifest) + sizeof(int) + content.Length];
        var rest = bytes.AsSpan();
        Text(ref rest, name);
        Text(ref rest, group);
        rest[0] = flag ? (byte)1 : (byte)0;
        rest = rest[1..];
        Number(ref rest, serializer.Identifier);
        Text(ref rest, manifest);
        Number(ref rest, content.Length);
        content.CopyTo(rest);
        return bytes;
    }

    // The length as a number of seven bits a byte, then UTF-8.
    private static int SizeOf(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        var whole = size + 1;
        for (var left = size >> 7; left > 0; left >>= 7) whole++;
        return whole;
    }

    private static void Text(ref Span<byte> rest, string text)
    {
        var left = Encoding.UTF8.GetByteCount(text);
        var at = 0;
        for (; left > 0x7F; left >>= 7) rest[at++] = (byte)(left | 0x80);
        rest[at++] = (byte)left;
        at += Encoding.UTF8.GetBytes(text, rest[at..]);
        rest = rest[at..];
    }

    private static void Number(ref Span<byte> rest, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, number);
        rest = rest[sizeof(int)..];
    }
}
