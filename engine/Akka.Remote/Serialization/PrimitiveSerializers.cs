using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>Texts as UTF-8, whole numbers of 32 and 64 bits little endian. Manifests: S, I, L.</summary>
public sealed class PrimitiveSerializers : SerializerWithStringManifest
{
    internal const int Number = 17;
    internal const string TextManifest = "S";
    private const string Int32Manifest = "I";
    private const string Int64Manifest = "L";

    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="config">Its section; no setting is read.</param>
    public PrimitiveSerializers(ExtendedActorSystem system, Config config) : base(system)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is none of the three.</exception>
    public override byte[] ToBinary(object obj)
    {
        switch (obj)
        {
            case string text:
                return Encoding.UTF8.GetBytes(text);
            case int number:
                var four = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(four, number);
                return four;
            case long number:
                var eight = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(eight, number);
                return eight;
            default:
                throw new ArgumentException($"Cannot serialize object of type [{obj.GetType()}] in [{GetType()}]", nameof(obj));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is not one of the three, or the length is wrong.</exception>
    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        TextManifest => Encoding.UTF8.GetString(bytes),
        Int32Manifest when bytes.Length == sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        Int64Manifest when bytes.Length == sizeof(long) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => throw new SerializationException($"Unimplemented deserialization of message with manifest [{manifest}] and {bytes.Length} bytes in [{GetType()}]"),
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is none of the three.</exception>
    public override string Manifest(object o) => o switch
    {
        string => TextManifest,
        int => Int32Manifest,
        long => Int64Manifest,
        _ => throw new ArgumentException($"Cannot serialize object of type [{o.GetType()}] in [{GetType()}]", nameof(o)),
    };
}
