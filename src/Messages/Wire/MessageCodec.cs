using System.Collections.Frozen;
using Google.Protobuf;

namespace Switchboard.Messages.Wire;

/// <summary>The table of everything that may cross the wire or be stored: type, manifest, encoder, decoder. Nothing outside it is ever read or written.</summary>
internal static class MessageCodec
{
    private static readonly Entry[] Entries =
    [
        Of<StoredMessage, StoredMessageData>("sm", WireFormat.ToWire, StoredMessageData.Parser, WireFormat.FromWire),
        Of<RoomClaimed, RoomClaimedData>("sc", c => new() { By = c.By }, RoomClaimedData.Parser, d => new(d.By)),
        Checked(Of<RoomSnapshot, RoomSnapshotData>("rs", WireFormat.ToWire, RoomSnapshotData.Parser, WireFormat.FromWire), RoomSnapshotData.CheckFieldNumber),
        new Entry(typeof(RoomEnvelope), "re", null, e => EnvelopeFormat.Write((RoomEnvelope)e), EnvelopeFormat.Read),

        Of<RoomCommand.Publish, PublishData>("cp", WireFormat.ToWire, PublishData.Parser, WireFormat.FromWire),
        Of<RoomCommand.Signal, SignalData>("cs", WireFormat.ToWire, SignalData.Parser, WireFormat.FromWire),
        Of<RoomCommand.Read, ReadData>("cr", WireFormat.ToWire, ReadData.Parser, WireFormat.FromWire),
        Of<RoomCommand.Register, RegisterData>("cg", WireFormat.ToWire, RegisterData.Parser, WireFormat.FromWire),
        Of<RoomCommand.Unregister, UnregisterData>("cu",
            c => new() { Registration = c.Registration }, UnregisterData.Parser, d => new(d.Registration)),
        Of<RoomCommand.Fill, FillData>("cf",
            c => new() { Registration = c.Registration, AfterSeq = c.AfterSeq }, FillData.Parser, d => new(d.Registration, d.AfterSeq)),

        Of<RoomReply.Stored, StoredData>("ps",
            r => new() { Correlation = r.Correlation, Seq = r.Seq, Epoch = r.Epoch, IsRepeat = r.IsRepeat }, StoredData.Parser,
            d => new(d.Correlation, d.Seq, d.Epoch, d.IsRepeat)),
        Of<RoomReply.Accepted, AcceptedData>("pa", r => new() { Correlation = r.Correlation }, AcceptedData.Parser, d => new(d.Correlation)),
        Of<RoomReply.Refused, RefusedData>("pr",
            r => new() { Correlation = r.Correlation, Reason = r.Reason }, RefusedData.Parser, d => new(d.Correlation, d.Reason)),
        Of<RoomReply.Page, PageData>("pp", WireFormat.ToWire, PageData.Parser, WireFormat.FromWire),

        Of<HubMessage.Registered, RegisteredData>("hg", WireFormat.ToWire, RegisteredData.Parser, WireFormat.FromWire),
        Of<HubMessage.Delivered, DeliveredData>("hd",
            m => new() { Registration = m.Registration, Message = WireFormat.ToWire(m.Message) }, DeliveredData.Parser,
            d => new(d.Registration, WireFormat.FromWire(d.Message ?? throw new InvalidDataException("A delivery without its message.")))),
        Of<HubMessage.Signalled, SignalledData>("hs", WireFormat.ToWire, SignalledData.Parser, WireFormat.FromWire),
        Of<HubMessage.Tail, TailData>("ht",
            m => new() { Registration = m.Registration, Epoch = m.Epoch, LastSeq = m.LastSeq }, TailData.Parser,
            d => new(d.Registration, d.Epoch, d.LastSeq)),
        Of<HubMessage.Filled, FilledData>("hf", WireFormat.ToWire, FilledData.Parser, WireFormat.FromWire),
        Of<HubMessage.NotRegistered, NotRegisteredData>("hn",
            m => new() { Registration = m.Registration }, NotRegisteredData.Parser, d => new(d.Registration)),
        Of<HubMessage.Unavailable, UnavailableData>("hu", m => new() { Registration = m.Registration }, UnavailableData.Parser, d => new(d.Registration)),

        Of<TopicMessage.Broadcast, BroadcastData>("tb", WireFormat.ToWire, BroadcastData.Parser, WireFormat.FromWire),
    ];

    private static readonly FrozenDictionary<Type, Entry> ByType = Entries.ToFrozenDictionary(e => e.Type);
    private static readonly FrozenDictionary<string, Entry> ByManifest = Entries.ToFrozenDictionary(e => e.Manifest, StringComparer.Ordinal);

    /// <summary>Every type with a format, and its manifest.</summary>
    public static IEnumerable<(Type Type, string Manifest)> Formats => Entries.Select(e => (e.Type, e.Manifest));

    /// <exception cref="ArgumentException">The type has no format.</exception>
    public static string ManifestOf(object message) => EntryOf(message).Manifest;

    /// <exception cref="ArgumentException">The type has no format.</exception>
    public static (string Manifest, byte[] Bytes) Encode(object message)
    {
        var entry = EntryOf(message);
        return (entry.Manifest, entry.Encode(message));
    }

    /// <summary>The protobuf form of a command, which shares its payload.</summary>
    /// <exception cref="ArgumentException">The command has no format.</exception>
    public static (string Manifest, IMessage Data) ToWire(RoomCommand command)
    {
        var entry = EntryOf(command);
        return (entry.Manifest, entry.ToWire!(command));
    }

    /// <exception cref="InvalidDataException">The manifest is unknown or the bytes are not of its format.</exception>
    public static object Decode(string manifest, ReadOnlyMemory<byte> bytes)
    {
        if (!ByManifest.TryGetValue(manifest, out var entry))
            throw new InvalidDataException($"Manifest '{manifest}' is not registered.");
        try
        {
            return entry.Decode(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"{bytes.Length} bytes with manifest '{manifest}' are not a {entry.Type.Name}.", e);
        }
    }

    private static Entry EntryOf(object message) =>
        ByType.TryGetValue(message.GetType(), out var entry)
            ? entry
            : throw new ArgumentException($"{message.GetType()} is not a message that may leave the process.", nameof(message));

    private static Entry Of<T, TWire>(string manifest, Func<T, TWire> toWire, MessageParser<TWire> parser, Func<TWire, T> fromWire)
        where T : class where TWire : class, IMessage<TWire> =>
        new(typeof(T), manifest, message => toWire((T)message), message => toWire((T)message).ToByteArray(), bytes => fromWire(parser.ParseFrom(bytes.Span)));

    private static Entry Checked(Entry entry, int field) => entry with
    {
        Encode = message => CheckSum.Append(entry.Encode(message), field),
        Decode = bytes => entry.Decode(CheckSum.Verify(bytes, field)),
    };

    private sealed record Entry(Type Type, string Manifest, Func<object, IMessage>? ToWire, Func<object, byte[]> Encode, Func<ReadOnlyMemory<byte>, object> Decode);
}
