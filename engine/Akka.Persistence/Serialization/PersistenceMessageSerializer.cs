using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Persistence.Serialization;

/// <summary>
/// Serializes what surrounds events and messages (<see cref="IPersistentRepresentation"/>, <see cref="AtomicWrite"/>, <see cref="AtLeastOnceDeliverySnapshot"/>)
/// as protobuf; what is inside goes through the system's serializers. Its manifest is the type's name. Thread-safe.
/// </summary>
public sealed class PersistenceMessageSerializer : Serializer
{
    /// <summary>For a system.</summary>
    /// <param name="system">The system.</param>
    public PersistenceMessageSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>True.</summary>
    public override bool IncludeManifest => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The object is none of the messages of persistence.</exception>
    public override byte[] ToBinary(object obj) => obj switch
    {
        IPersistentRepresentation persistent => Bytes(persistent),
        AtomicWrite write => Bytes(write),
        AtLeastOnceDeliverySnapshot snapshot => Bytes(snapshot),
        _ => throw new ArgumentException($"{nameof(PersistenceMessageSerializer)} does not serialize [{obj?.GetType()}].", nameof(obj)),
    };

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The type is none of the messages of persistence, or the bytes are malformed.</exception>
    public override object FromBinary(byte[] bytes, Type? type)
    {
        if (typeof(IPersistentRepresentation).IsAssignableFrom(type)) return Representation(bytes);
        if (type == typeof(AtomicWrite)) return Write(bytes);
        if (type == typeof(AtLeastOnceDeliverySnapshot)) return Snapshot(bytes);
        throw new SerializationException($"{nameof(PersistenceMessageSerializer)} does not deserialize [{type}].");
    }

    private byte[] Bytes(IPersistentRepresentation persistent)
    {
        var writer = new ProtoWriter();
        writer.Bytes(1, PayloadFormat.ToBytes(system, persistent.Payload));
        writer.Number(2, persistent.SequenceNr);
        writer.Text(3, persistent.PersistenceId);
        writer.Number(4, persistent.IsDeleted ? 1 : 0);
        if (persistent.Sender is { } sender) writer.Text(11, Akka.Serialization.Serialization.SerializedActorPath(sender));
        writer.Text(12, persistent.Manifest);
        writer.Text(13, persistent.WriterGuid);
        writer.Number(14, persistent.Timestamp);
        return writer.ToArray();
    }

    private byte[] Bytes(AtomicWrite write)
    {
        var writer = new ProtoWriter();
        foreach (var persistent in write.Events) writer.Bytes(1, Bytes(persistent));
        return writer.ToArray();
    }

    private byte[] Bytes(AtLeastOnceDeliverySnapshot snapshot)
    {
        var writer = new ProtoWriter();
        writer.Number(1, snapshot.CurrentDeliveryId);
        foreach (var delivery in snapshot.UnconfirmedDeliveries)
        {
            var entry = new ProtoWriter();
            entry.Number(1, delivery.DeliveryId);
            entry.Text(2, delivery.Destination.ToString()!);
            entry.Bytes(3, PayloadFormat.ToBytes(system, delivery.Message));
            writer.Bytes(2, entry.ToArray());
        }

        return writer.ToArray();
    }

    private Persistent Representation(ReadOnlySpan<byte> bytes)
    {
        object? payload = null;
        var (number, id, manifest, writerGuid, isDeleted, timestamp) = (0L, "", "", "", false, 0L);
        IActorRef? sender = null;
        for (var reader = new ProtoReader(bytes); reader.Next();)
        {
            switch (reader.Field)
            {
                case 1:
                    payload = PayloadFormat.FromBytes(system, reader.Bytes);
                    break;
                case 2:
                    number = reader.Number;
                    break;
                case 3:
                    id = reader.Text;
                    break;
                case 4:
                    isDeleted = reader.Number != 0;
                    break;
                case 11:
                    sender = system.Serialization.DeserializeActorRef(reader.Text);
                    break;
                case 12:
                    manifest = reader.Text;
                    break;
                case 13:
                    writerGuid = reader.Text;
                    break;
                case 14:
                    timestamp = reader.Number;
                    break;
            }
        }

        return new Persistent(payload ?? throw Missing("an event", "its payload"), number, id, manifest, isDeleted, sender, writerGuid, timestamp);
    }

    private AtomicWrite Write(ReadOnlySpan<byte> bytes)
    {
        var events = ImmutableArray.CreateBuilder<IPersistentRepresentation>();
        for (var reader = new ProtoReader(bytes); reader.Next();)
        {
            if (reader.Field == 1) events.Add(Representation(reader.Bytes));
        }

        return events.Count == 0 ? throw Missing("a write", "its events") : new AtomicWrite(events.ToImmutable());
    }

    private AtLeastOnceDeliverySnapshot Snapshot(ReadOnlySpan<byte> bytes)
    {
        var current = 0L;
        var deliveries = new List<UnconfirmedDelivery>();
        for (var reader = new ProtoReader(bytes); reader.Next();)
        {
            if (reader.Field == 1) current = reader.Number;
            else if (reader.Field == 2) deliveries.Add(Delivery(reader.Bytes));
        }

        return new AtLeastOnceDeliverySnapshot(current, [.. deliveries]);
    }

    private UnconfirmedDelivery Delivery(ReadOnlySpan<byte> bytes)
    {
        var id = 0L;
        ActorPath? destination = null;
        object? message = null;
        for (var reader = new ProtoReader(bytes); reader.Next();)
        {
            if (reader.Field == 1) id = reader.Number;
            else if (reader.Field == 2 && !ActorPath.TryParse(reader.Text, out destination)) throw Missing("an unconfirmed delivery", "a legal destination");
            else if (reader.Field == 3) message = PayloadFormat.FromBytes(system, reader.Bytes);
        }

        return new UnconfirmedDelivery(id, destination ?? throw Missing("an unconfirmed delivery", "its destination"), message ?? throw Missing("an unconfirmed delivery", "its message"));
    }

    private static SerializationException Missing(string what, string part) => new($"The bytes of {what} lack {part}.");
}
