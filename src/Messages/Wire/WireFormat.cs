using Google.Protobuf;

namespace Switchboard.Messages.Wire;

/// <summary>Turns messages into their protobuf forms and back. Payloads are wrapped, not copied.</summary>
internal static class WireFormat
{
    private static ByteString Bytes(ReadOnlyMemory<byte> payload) => UnsafeByteOperations.UnsafeWrap(payload);

    public static StoredMessageData ToWire(StoredMessage m)
    {
        var data = new StoredMessageData { Seq = m.Seq, Epoch = m.Epoch, SentAt = m.SentAt, Origin = m.Origin, Payload = Bytes(m.Payload) };
        if (m.Id is not null)
            data.Id = m.Id;
        if (m.From is not null)
            data.From = m.From;
        return data;
    }

    public static StoredMessage FromWire(StoredMessageData d) =>
        new(d.Seq, d.Epoch, d.SentAt, d.HasId ? d.Id : null, d.HasFrom ? d.From : null, d.Origin, d.Payload.Memory);

    private static StoredMessage[] FromWire(Google.Protobuf.Collections.RepeatedField<StoredMessageData> list)
    {
        var messages = new StoredMessage[list.Count];
        string? epoch = null;
        for (var i = 0; i < messages.Length; i++)
        {
            var message = FromWire(list[i]);
            // One text for all: a history of a thousand messages names its epoch once in memory.
            if (epoch == message.Epoch)
                message = message with { Epoch = epoch };
            else
                epoch = message.Epoch;
            messages[i] = message;
        }
        return messages;
    }

    public static RoomSnapshotData ToWire(RoomSnapshot s)
    {
        var data = new RoomSnapshotData { Epoch = s.Epoch, LastSeq = s.LastSeq, LastSentAt = s.LastSentAt };
        data.Messages.AddRange(s.Messages.Select(ToWire));
        foreach (var key in s.Keys)
        {
            var k = new StoredKeyData { Id = key.Id, Seq = key.Seq };
            if (key.From is not null)
                k.From = key.From;
            data.Keys.Add(k);
        }
        return data;
    }

    public static RoomSnapshot FromWire(RoomSnapshotData d) =>
        new(d.Epoch, d.LastSeq, d.LastSentAt, FromWire(d.Messages), [.. d.Keys.Select(k => new StoredKey(k.HasFrom ? k.From : null, k.Id, k.Seq))]);

    public static PublishData ToWire(RoomCommand.Publish c)
    {
        var data = new PublishData { Correlation = c.Correlation, Origin = c.Origin, Payload = Bytes(c.Payload) };
        if (c.Id is not null)
            data.Id = c.Id;
        if (c.From is not null)
            data.From = c.From;
        return data;
    }

    public static RoomCommand.Publish FromWire(PublishData d) =>
        new(d.Correlation, d.HasId ? d.Id : null, d.HasFrom ? d.From : null, d.Origin, d.Payload.Memory);

    public static SignalData ToWire(RoomCommand.Signal c) =>
        new() { Correlation = c.Correlation, Event = c.Event, Origin = c.Origin, IsBinary = c.IsBinary, Payload = Bytes(c.Payload) };

    public static RoomCommand.Signal FromWire(SignalData d) => new(d.Correlation, d.Event, d.Origin, d.IsBinary, d.Payload.Memory);

    public static ReadData ToWire(RoomCommand.Read c)
    {
        var data = new ReadData { Correlation = c.Correlation, Limit = c.Limit };
        if (c.Since is { } since)
            data.Since = since;
        if (c.Epoch is not null)
            data.Epoch = c.Epoch;
        return data;
    }

    public static RoomCommand.Read FromWire(ReadData d) =>
        new(d.Correlation, d.HasSince ? d.Since : null, d.HasEpoch ? d.Epoch : null, d.Limit);

    public static RegisterData ToWire(RoomCommand.Register c)
    {
        var data = new RegisterData { Registration = c.Registration, LastSeq = c.LastSeq, SeenSeq = c.SeenSeq };
        if (c.Epoch is not null)
            data.Epoch = c.Epoch;
        return data;
    }

    public static RoomCommand.Register FromWire(RegisterData d) => new(d.Registration, d.HasEpoch ? d.Epoch : null, d.LastSeq, d.SeenSeq);

    public static PageData ToWire(RoomReply.Page r)
    {
        var data = new PageData { Correlation = r.Correlation, Epoch = r.Epoch, LastSeq = r.LastSeq, Recovered = r.Recovered, IsDegraded = r.IsDegraded };
        data.Messages.AddRange(r.Messages.Select(ToWire));
        return data;
    }

    public static RoomReply.Page FromWire(PageData d) => new(d.Correlation, d.Epoch, d.LastSeq, d.Recovered, d.IsDegraded, FromWire(d.Messages));

    public static RegisteredData ToWire(HubMessage.Registered m)
    {
        var data = new RegisteredData { Registration = m.Registration, Epoch = m.Epoch, LastSeq = m.LastSeq, IsDegraded = m.IsDegraded };
        data.Messages.AddRange(m.Messages.Select(ToWire));
        return data;
    }

    public static HubMessage.Registered FromWire(RegisteredData d) => new(d.Registration, d.Epoch, d.LastSeq, d.IsDegraded, FromWire(d.Messages));

    public static SignalledData ToWire(HubMessage.Signalled m) =>
        new() { Registration = m.Registration, Event = m.Event, Origin = m.Origin, IsBinary = m.IsBinary, Payload = Bytes(m.Payload) };

    public static HubMessage.Signalled FromWire(SignalledData d) => new(d.Registration, d.Event, d.Origin, d.IsBinary, d.Payload.Memory);

    public static FilledData ToWire(HubMessage.Filled m)
    {
        var data = new FilledData { Registration = m.Registration, Epoch = m.Epoch, AfterSeq = m.AfterSeq, LastSeq = m.LastSeq };
        data.Messages.AddRange(m.Messages.Select(ToWire));
        return data;
    }

    public static HubMessage.Filled FromWire(FilledData d) => new(d.Registration, d.Epoch, d.AfterSeq, d.LastSeq, FromWire(d.Messages));

    public static BroadcastData ToWire(TopicMessage.Broadcast m) =>
        new() { Topic = m.Topic, Event = m.Event, Origin = m.Origin, IsBinary = m.IsBinary, Payload = Bytes(m.Payload) };

    public static TopicMessage.Broadcast FromWire(BroadcastData d) => new(d.Topic, d.Event, d.Origin, d.IsBinary, d.Payload.Memory);
}
