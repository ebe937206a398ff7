using System.Buffers;

namespace Switchboard.Node.Gateway.Protocol;

/// <summary>
/// One event for many sockets. It is encoded when the first socket of a serializer version needs it, and every other socket of that version
/// sends the same bytes: no encoding and no allocation for each subscriber. Immutable as seen from outside; thread-safe.
/// </summary>
internal sealed class SharedFrame(string topic, string name, ReadOnlyMemory<byte> payload, bool isBinary = false)
{
    private byte[]? _v1;
    private byte[]? _v2;

    public string Topic { get; } = topic;

    public string Event { get; } = name;

    /// <summary>A JSON object, or bytes when <see cref="IsBinary"/>. It must never change and never be given back to a pool.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public bool IsBinary { get; } = isBinary;

    /// <summary>The frame as sockets of a version send it; empty when that version cannot say it (bytes in version 1).</summary>
    public ReadOnlyMemory<byte> Encoded(WireVersion version) =>
        version == WireVersion.V2 ? _v2 ?? Encode(ref _v2, version) : _v1 ?? Encode(ref _v1, version);

    private byte[] Encode(ref byte[]? slot, WireVersion version)
    {
        if (IsBinary && version == WireVersion.V1)
            return slot = [];
        // 64 covers brackets, quotes and keys; escapes in names are rare enough to pay for with one growth.
        var output = new ArrayBufferWriter<byte>(Payload.Length + Topic.Length + Event.Length + 64);
        if (IsBinary)
            FrameEncoder.BinaryBroadcast(output, Topic, Event, Payload.Span);
        else
            FrameEncoder.Broadcast(output, version, Topic, Event, Payload.Span);
        // Two threads may both encode: the bytes are the same, and one of the two arrays is kept.
        return Interlocked.CompareExchange(ref slot, output.WrittenSpan.ToArray(), null) ?? slot!;
    }
}
