using System.Buffers.Binary;
using Akka.Actor;
using Akka.Serialization;

namespace Switchboard.Bench.Remoting;

/// <summary>An object of a user's, with a serializer of the user's.</summary>
internal sealed record Order(long Id, byte[] Body);

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
          }
        }
        """;

    public override int Identifier => 5100;

    public override string Manifest(object o) => o is Order ? "o" : "c";

    public override byte[] ToBinary(object obj)
    {
        if (obj is Came came)
        {
            var count = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(count, came.Count);
            return count;
        }
        var order = (Order)obj;
        var bytes = new byte[8 + order.Body.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, order.Id);
        order.Body.CopyTo(bytes, 8);
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest == "c"
        ? new Came(BinaryPrimitives.ReadInt32LittleEndian(bytes))
        : new Order(BinaryPrimitives.ReadInt64LittleEndian(bytes), bytes[8..]);
}
