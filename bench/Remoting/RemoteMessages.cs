using System.Buffers.Binary;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Switchboard.Bench.Remoting;

/// <summary>An object of a user's, with a serializer of the user's.</summary>
internal sealed record Order(long Id, byte[] Body);

/// <summary>An object of a user's for an entity.</summary>
internal sealed record Addressed(string Id, byte[] Body);

/// <summary>So many messages have come since the last of these.</summary>
internal sealed record Came(int Count);

/// <summary>How a user writes a registered serializer by hand.</summary>
internal sealed class OrderSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The configuration that registers it.</summary>
    public const string Bindings = """
        akka.actor {
          serializers.order = "Switchboard.Bench.Remoting.OrderSerializer, bench"
          serialization-bindings {
            "Switchboard.Bench.Remoting.Order, bench" = order
            "Switchboard.Bench.Remoting.Came, bench" = order
            "Switchboard.Bench.Remoting.Addressed, bench" = order
          }
        }
        """;

    public override int Identifier => 5100;

    public override string Manifest(object o) => o switch
    {
        Order => "o",
        Addressed => "a",
        _ => "c",
    };

    public override byte[] ToBinary(object obj)
    {
        if (obj is Came came)
        {
            var count = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(count, came.Count);
            return count;
        }
        if (obj is Addressed addressed)
        {
            var text = new byte[1 + addressed.Id.Length + addressed.Body.Length];
            text[0] = (byte)addressed.Id.Length;
            Encoding.ASCII.GetBytes(addressed.Id, text.AsSpan(1));
            addressed.Body.CopyTo(text, 1 + addressed.Id.Length);
            return text;
        }
        var order = (Order)obj;
        var bytes = new byte[8 + order.Body.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, order.Id);
        order.Body.CopyTo(bytes, 8);
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "c" => new Came(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        "a" => new Addressed(Encoding.ASCII.GetString(bytes, 1, bytes[0]), bytes[(1 + bytes[0])..]),
        _ => new Order(BinaryPrimitives.ReadInt64LittleEndian(bytes), bytes[8..]),
    };
}
