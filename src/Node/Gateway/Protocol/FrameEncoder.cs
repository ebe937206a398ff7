using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchboard.Node.Gateway.Protocol;

/// <summary>
/// Writes server frames. Payloads are JSON that was checked when it came in or was written by this program; they go out as they are.
/// Thread-safe; a JSON writer is kept for each thread.
/// </summary>
internal static class FrameEncoder
{
    // Frames are read by JSON parsers only, never as HTML: escaping beyond JSON's own rules would cost bytes for each subscriber.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private static ReadOnlySpan<byte> EmptyObject => "{}"u8;

    /// <summary>The answer to one push, with a JSON response (an empty one stands for <c>{}</c>).</summary>
    public static void Reply(
        IBufferWriter<byte> output, WireVersion version, string? joinRef, string? reference, string topic, bool ok, ReadOnlySpan<byte> response)
    {
        var writer = Begin(output, version, joinRef, reference, topic, Events.Reply);
        writer.WriteStartObject();
        writer.WriteString("status"u8, ok ? "ok"u8 : "error"u8);
        writer.WritePropertyName("response"u8);
        writer.WriteRawValue(response.IsEmpty ? EmptyObject : response, skipInputValidation: true);
        writer.WriteEndObject();
        End(writer, version);
    }

    /// <summary>The answer that refuses a push: <c>{"reason": reason}</c>.</summary>
    public static void ErrorReply(IBufferWriter<byte> output, WireVersion version, string? joinRef, string? reference, string topic, string reason)
    {
        var writer = Begin(output, version, joinRef, reference, topic, Events.Reply);
        writer.WriteStartObject();
        writer.WriteString("status"u8, "error"u8);
        writer.WriteStartObject("response"u8);
        writer.WriteString("reason"u8, reason);
        writer.WriteEndObject();
        writer.WriteEndObject();
        End(writer, version);
    }

    /// <summary>The durable acknowledgement of a message: <c>{"seq": seq, "epoch": epoch}</c>.</summary>
    public static void StoredReply(IBufferWriter<byte> output, WireVersion version, string? joinRef, string? reference, string topic, long seq, string epoch)
    {
        var writer = Begin(output, version, joinRef, reference, topic, Events.Reply);
        writer.WriteStartObject();
        writer.WriteString("status"u8, "ok"u8);
        writer.WriteStartObject("response"u8);
        writer.WriteNumber("seq"u8, seq);
        writer.WriteString("epoch"u8, epoch);
        writer.WriteEndObject();
        writer.WriteEndObject();
        End(writer, version);
    }

    /// <summary>An event for one channel of one socket.</summary>
    public static void Push(IBufferWriter<byte> output, WireVersion version, string? joinRef, string topic, string name, ReadOnlySpan<byte> payload) =>
        Text(output, version, joinRef, null, topic, name, payload);

    /// <summary>An event for every subscriber of a topic: the same bytes for all that speak the version.</summary>
    public static void Broadcast(IBufferWriter<byte> output, WireVersion version, string topic, string name, ReadOnlySpan<byte> payload) =>
        Text(output, version, null, null, topic, name, payload);

    /// <summary>Tells that the channel crashed; the client joins again after a while.</summary>
    public static void ChannelError(IBufferWriter<byte> output, WireVersion version, string? joinRef, string topic) =>
        Text(output, version, joinRef, joinRef, topic, Events.Error, EmptyObject);

    /// <summary>Tells that the channel ended on purpose; the client does not join again.</summary>
    public static void ChannelClose(IBufferWriter<byte> output, WireVersion version, string? joinRef, string topic) =>
        Text(output, version, joinRef, joinRef, topic, Events.Close, EmptyObject);

    /// <summary>An event with bytes for one channel of one socket.</summary>
    public static void BinaryPush(IBufferWriter<byte> output, string? joinRef, string topic, string name, ReadOnlySpan<byte> payload) =>
        Binary(output, BinaryKind.Push, [joinRef ?? "", topic, name], payload);

    /// <summary>The answer to one push, with bytes.</summary>
    public static void BinaryReply(IBufferWriter<byte> output, string? joinRef, string? reference, string topic, bool ok, ReadOnlySpan<byte> payload) =>
        Binary(output, BinaryKind.Reply, [joinRef ?? "", reference ?? "", topic, ok ? "ok" : "error"], payload);

    /// <summary>An event with bytes for every subscriber of a topic.</summary>
    public static void BinaryBroadcast(IBufferWriter<byte> output, string topic, string name, ReadOnlySpan<byte> payload) =>
        Binary(output, BinaryKind.Broadcast, [topic, name], payload);

    private static void Text(
        IBufferWriter<byte> output, WireVersion version, string? joinRef, string? reference, string topic, string name, ReadOnlySpan<byte> payload)
    {
        var writer = Begin(output, version, joinRef, reference, topic, name);
        writer.WriteRawValue(payload.IsEmpty ? EmptyObject : payload, skipInputValidation: true);
        End(writer, version);
    }

    /// <summary>Writes all that stands before the payload.</summary>
    private static Utf8JsonWriter Begin(
        IBufferWriter<byte> output, WireVersion version, string? joinRef, string? reference, string topic, string name)
    {
        var writer = _writer;
        if (writer is null)
            _writer = writer = new Utf8JsonWriter(output, Options);
        else
            writer.Reset(output);
        if (version == WireVersion.V1)
        {
            writer.WriteStartObject();
            writer.WriteString("topic"u8, topic);
            writer.WriteString("event"u8, name);
            writer.WriteString("ref"u8, reference);
            writer.WritePropertyName("payload"u8);
            return writer;
        }
        writer.WriteStartArray();
        writer.WriteStringValue(joinRef);
        writer.WriteStringValue(reference);
        writer.WriteStringValue(topic);
        writer.WriteStringValue(name);
        return writer;
    }

    private static void End(Utf8JsonWriter writer, WireVersion version)
    {
        if (version == WireVersion.V1)
            writer.WriteEndObject();
        else
            writer.WriteEndArray();
        writer.Flush();
        writer.Reset(Discard);
    }

    private static void Binary(IBufferWriter<byte> output, byte kind, ReadOnlySpan<string> names, ReadOnlySpan<byte> payload)
    {
        var size = 1 + names.Length + payload.Length;
        foreach (var name in names)
            size += NameLength(name);
        var span = output.GetSpan(size);
        span[0] = kind;
        var at = 1 + names.Length;
        for (var i = 0; i < names.Length; i++)
        {
            var length = Encoding.UTF8.GetBytes(names[i], span[at..]);
            span[1 + i] = (byte)length;
            at += length;
        }
        payload.CopyTo(span[at..]);
        output.Advance(size);
    }

    private static int NameLength(string name)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Events.MaxNameBytes, nameof(name));
        return length;
    }

    /// <summary>Where an unused writer of a thread points, so that it keeps no buffer alive.</summary>
    private static readonly ArrayBufferWriter<byte> Discard = new(1);
}
