using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Persistence.Serialization;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Serialization;

/// <summary>What persistence itself stores or sends survives its bytes, whose form is fixed; foreign bytes are refused.</summary>
public sealed class PersistenceSerializerTests : IDisposable
{
    private readonly World _world = new();

    public PersistenceSerializerTests() => _ = _world.Extension;

    public void Dispose() => _world.Dispose();

    private static ActorPath Path => ActorPath.Parse("akka://world/user/receiver");

    private object RoundTrip(object message)
    {
        var serializer = _world.System.Serialization.FindSerializerFor(message);
        var bytes = serializer.ToBinary(message);
        return _world.System.Serialization.Deserialize(bytes, serializer.Identifier, Akka.Serialization.Serialization.ManifestFor(serializer, message));
    }

    [Fact]
    public void A_delivery_snapshot_survives_its_bytes()
    {
        var snapshot = new AtLeastOnceDeliverySnapshot(9, [new UnconfirmedDelivery(3, Path, new Noted("a")), new UnconfirmedDelivery(8, Path, "text")]);

        Assert.Equal(snapshot, RoundTrip(snapshot));
        Assert.Equal(new AtLeastOnceDeliverySnapshot(0, []), RoundTrip(new AtLeastOnceDeliverySnapshot(0, [])));
    }

    [Fact]
    public void Events_and_writes_survive_their_bytes()
    {
        var first = new Persistent(new Noted("a"), 1, "id", "m", writerGuid: "w", timestamp: 7);
        Assert.Equal(first, RoundTrip(first));
        Assert.Equal(7, ((Persistent)RoundTrip(first)).Timestamp);
        var write = (AtomicWrite)RoundTrip(new AtomicWrite([first, new Persistent(new Noted("b"), 2, "id")]));
        Assert.Equal([1L, 2L], ((IImmutableList<IPersistentRepresentation>)write.Payload).Select(e => e.SequenceNr));
    }

    [Fact]
    public void A_snapshot_survives_its_bytes() =>
        Assert.Equal(new Akka.Persistence.Serialization.Snapshot(new Notes("a", "b")), RoundTrip(new Akka.Persistence.Serialization.Snapshot(new Notes("a", "b"))));

    [Fact]
    public void The_bytes_and_numbers_are_those_of_the_documented_format()
    {
        var messages = new PersistenceMessageSerializer(_world.System);
        Assert.Equal((7, 8), (messages.Identifier, new PersistenceSnapshotSerializer(_world.System).Identifier));
        var bytes = messages.ToBinary(new AtLeastOnceDeliverySnapshot(300, [new UnconfirmedDelivery(1, Path, new Noted("x"))]));
        // currentDeliveryId = 300; deliveries: id 1, destination, payload: serializer 4711, bytes "x", manifest "n"
        Assert.Equal(
            "08AC02" + "1229" + "0801" + "121A" + Convert.ToHexString("akka://world/user/receiver"u8) + "1A09" + "08E724" + "120178" + "1A016E",
            Convert.ToHexString(bytes));
    }

    [Fact]
    public void Foreign_bytes_are_refused()
    {
        var serializer = new PersistenceMessageSerializer(_world.System);
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            foreach (var type in (Type[])[typeof(AtomicWrite), typeof(Persistent), typeof(AtLeastOnceDeliverySnapshot)])
            {
                try
                {
                    serializer.FromBinary(bytes, type);
                }
                catch (SerializationException)
                {
                }
            }
        }

        Assert.Throws<SerializationException>(() => serializer.FromBinary([], typeof(string)));
    }
}
