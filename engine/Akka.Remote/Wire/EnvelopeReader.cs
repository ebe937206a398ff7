using Akka.Actor;

namespace Akka.Remote.Wire;

/// <summary>A message as it has come, not deserialized yet.</summary>
internal ref struct IncomingMessage
{
    public Target Recipient;
    public IActorRef? Sender;
    public int SerializerId;
    public string Manifest;
    public ReadOnlySpan<byte> Payload;
}

/// <summary>A path of this system and whom it stood for when it was last looked up.</summary>
internal sealed class Target(string path)
{
    public string Path { get; } = path;

    public IInternalActorRef? Found { get; set; }
}

/// <summary>Reads the messages of one lane of one connection; keeps the paths and manifests that the other side has given numbers.</summary>
internal sealed class EnvelopeReader(Func<string, IActorRef?> resolveSender)
{
    /// <summary>Bytes of the longest path or manifest.</summary>
    public const int LongestText = 4096;

    private readonly SlotTable<Target> _recipients = new();
    private readonly SlotTable<IActorRef> _senders = new();
    private readonly SlotTable<string> _manifests = new();

    /// <summary>Reads the next message.</summary>
    /// <exception cref="MalformedFrameException">It makes no sense.</exception>
    public IncomingMessage Read(ref WireReader reader)
    {
        var envelope = default(IncomingMessage);
        envelope.Recipient = ReadRecipient(ref reader);
        envelope.Sender = ReadSender(ref reader);
        envelope.SerializerId = reader.Int32();
        envelope.Manifest = ReadManifest(ref reader);
        envelope.Payload = reader.BytesWithLength(int.MaxValue);
        return envelope;
    }

    private Target ReadRecipient(ref WireReader reader)
    {
        var tag = reader.Number();
        if (tag >= Interned.FirstSlot) return _recipients.Get(tag - Interned.FirstSlot);
        if (tag == Interned.None) throw new MalformedFrameException("A message has no recipient.");
        var slot = tag == Interned.Define ? reader.Number() : 0;
        var path = reader.Text(tag == Interned.Define ? Interned.LongestBytes : LongestText);
        if (path.Length == 0 || path[0] != '/') throw new MalformedFrameException("The recipient of a message is no path.");
        var target = new Target(path);
        if (tag == Interned.Define) _recipients.Set(slot, target);
        return target;
    }

    private IActorRef? ReadSender(ref WireReader reader)
    {
        var tag = reader.Number();
        if (tag >= Interned.FirstSlot) return _senders.Get(tag - Interned.FirstSlot);
        if (tag == Interned.None) return null;
        var slot = tag == Interned.Define ? reader.Number() : 0;
        var sender = resolveSender(reader.Text(tag == Interned.Define ? Interned.LongestBytes : LongestText)) ?? throw new MalformedFrameException("The sender of a message is no path.");
        if (tag == Interned.Define) _senders.Set(slot, sender);
        return sender;
    }

    private string ReadManifest(ref WireReader reader)
    {
        var tag = reader.Number();
        if (tag >= Interned.FirstSlot) return _manifests.Get(tag - Interned.FirstSlot);
        if (tag == Interned.None) return "";
        var slot = tag == Interned.Define ? reader.Number() : 0;
        var manifest = reader.Text(tag == Interned.Define ? Interned.LongestBytes : LongestText);
        if (tag == Interned.Define) _manifests.Set(slot, manifest);
        return manifest;
    }
}
