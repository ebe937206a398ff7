using System.Globalization;
using Akka.Actor;

namespace Akka.Remote.Wire;

/// <summary>A message that has been serialized.</summary>
internal readonly record struct Prepared(RemoteActorRef Recipient, IActorRef? Sender, int SerializerId, string Manifest, byte[] Payload);

/// <summary>Writes the messages of one lane of one connection; remembers which paths and manifests the other side knows already.</summary>
internal sealed class EnvelopeWriter
{
    /// <summary>Numbers, and the tags of three references.</summary>
    private const int FixedPart = 40;

    private readonly InternTable<object> _recipients = new(ReferenceEqualityComparer.Instance);
    private readonly InternTable<object> _senders = new(ReferenceEqualityComparer.Instance);
    private readonly InternTable<string> _manifests = new(StringComparer.Ordinal);

    /// <summary>Writes a message if it surely fits.</summary>
    /// <returns>How many bytes; 0 when it may not fit, -1 when the sender's path is too long: nothing has changed then.</returns>
    public int TryWrite(in Prepared message, Span<byte> into)
    {
        var most = FixedPart + message.Payload.Length;
        var senderText = "";
        var manifestText = "";
        var knowsRecipient = _recipients.TryFind(message.Recipient, out var recipient);
        if (!knowsRecipient) most += WireWriter.MostFor(message.Recipient.WirePath);
        var sender = 0;
        var knowsSender = message.Sender is not null && IsLasting(message.Sender) && _senders.TryFind(message.Sender, out sender);
        if (!knowsSender && message.Sender is not null)
        {
            senderText = TextOf(message.Sender);
            if (IsTooLong(senderText)) return -1;
            most += WireWriter.MostFor(senderText);
        }

        var manifest = 0;
        var knowsManifest = message.Manifest.Length > 0 && _manifests.TryFind(message.Manifest, out manifest);
        if (!knowsManifest) most += WireWriter.MostFor(manifestText = message.Manifest);
        if (most > into.Length) return 0;

        var writer = new WireWriter(into);
        if (knowsRecipient) writer.Number(Interned.FirstSlot + (uint)recipient);
        else Write(ref writer, _recipients, message.Recipient, message.Recipient.WirePath, !message.Recipient.IsTemporary);
        if (knowsSender) writer.Number(Interned.FirstSlot + (uint)sender);
        else if (message.Sender is null) writer.Number(Interned.None);
        else Write(ref writer, _senders, message.Sender, senderText, IsLasting(message.Sender));
        writer.Int32(message.SerializerId);
        if (knowsManifest) writer.Number(Interned.FirstSlot + (uint)manifest);
        else if (manifestText.Length == 0) writer.Number(Interned.None);
        else Write(ref writer, _manifests, manifestText, manifestText, manifestText.Length <= Interned.LongestText);
        writer.BytesWithLength(message.Payload);
        return writer.Written;
    }

    /// <summary>Writes a message that does not fit into a frame: nothing in it is remembered, so it can be written again on another connection.</summary>
    public static byte[] WriteWhole(in Prepared message)
    {
        var senderText = message.Sender is null ? "" : TextOf(message.Sender);
        var whole = new byte[FixedPart + message.Payload.Length + WireWriter.MostFor(message.Recipient.WirePath) + WireWriter.MostFor(senderText) + WireWriter.MostFor(message.Manifest)];
        var writer = new WireWriter(whole);
        WriteText(ref writer, message.Recipient.WirePath);
        WriteText(ref writer, senderText);
        writer.Int32(message.SerializerId);
        WriteText(ref writer, message.Manifest);
        writer.BytesWithLength(message.Payload);
        return whole[..writer.Written];
    }

    /// <summary>Whether a path or manifest cannot be sent. Cheap for what is short, as everything is: no text has more bytes than three times its characters.</summary>
    public static bool IsTooLong(string text) => text.Length * 3 > EnvelopeReader.LongestText && System.Text.Encoding.UTF8.GetByteCount(text) > EnvelopeReader.LongestText;

    private static void WriteText(ref WireWriter writer, string text)
    {
        writer.Number(text.Length == 0 ? Interned.None : Interned.Literal);
        if (text.Length > 0) writer.Text(text);
    }

    private static void Write<TKey>(ref WireWriter writer, InternTable<TKey> table, TKey key, string text, bool remember) where TKey : class
    {
        if (remember && text.Length <= Interned.LongestText)
        {
            writer.Number(Interned.Define);
            writer.Number((uint)table.Define(key));
        }
        else
        {
            writer.Number(Interned.Literal);
        }

        writer.Text(text);
    }

    // Those who ask are gone after one message.
    private static bool IsLasting(IActorRef sender) => sender is ActorCell or RemoteActorRef { IsTemporary: false };

    /// <summary>A sender of this system without address: the other side knows who we are.</summary>
    private static string TextOf(IActorRef sender)
    {
        var path = sender.Path;
        if (sender is not IInternalActorRef { IsLocal: true }) return path.ToSerializationFormat();
        return path.Uid == 0 ? path.ToStringWithoutAddress() : string.Create(CultureInfo.InvariantCulture, $"{path.ToStringWithoutAddress()}#{path.Uid}");
    }
}
