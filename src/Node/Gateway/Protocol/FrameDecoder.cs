using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Switchboard.Node.Gateway.Protocol;

/// <summary>
/// Reads client frames. A frame is one contiguous buffer, since its size is limited on receipt; the payload is found and checked but not
/// taken apart. Nothing a client sends makes it throw. Thread-safe: it has no state.
/// </summary>
internal static class FrameDecoder
{
    public static ClientFrame Decode(ReadOnlyMemory<byte> frame, bool isBinary, WireVersion version)
    {
        if (isBinary)
            return version == WireVersion.V1 ? ClientFrame.Failed(FrameError.BinaryNotSpoken) : DecodeBinary(frame);
        // The JSON reader passes over texts it is not asked for without looking at their bytes, and the payload goes on to other clients.
        if (!Utf8.IsValid(frame.Span))
            return ClientFrame.Failed(FrameError.InvalidUtf8);
        try
        {
            return new JsonFrameReader(frame).Read(version);
        }
        catch (JsonException)
        {
            return ClientFrame.Failed(FrameError.NotJson);
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws for an escaped half of a surrogate pair in a name.
            return ClientFrame.Failed(FrameError.InvalidUtf8);
        }
    }

    private static ClientFrame DecodeBinary(ReadOnlyMemory<byte> frame)
    {
        const int header = 5;
        var span = frame.Span;
        if (span.IsEmpty)
            return ClientFrame.Failed(FrameError.Truncated);
        if (span[0] != BinaryKind.Push)
            return ClientFrame.Failed(FrameError.UnknownKind);
        if (span.Length < header || span.Length < header + span[1] + span[2] + span[3] + span[4])
            return ClientFrame.Failed(FrameError.Truncated);
        var joinRef = span.Slice(header, span[1]);
        var reference = span.Slice(header + span[1], span[2]);
        var topic = span.Slice(header + span[1] + span[2], span[3]);
        var name = span.Slice(header + span[1] + span[2] + span[3], span[4]);
        if (!Utf8.IsValid(joinRef) || !Utf8.IsValid(reference) || !Utf8.IsValid(topic) || !Utf8.IsValid(name))
            return ClientFrame.Failed(FrameError.InvalidUtf8);
        return new ClientFrame(
            joinRef.IsEmpty ? null : Encoding.UTF8.GetString(joinRef),
            reference.IsEmpty ? null : Encoding.UTF8.GetString(reference),
            Encoding.UTF8.GetString(topic),
            Encoding.UTF8.GetString(name),
            frame[(header + joinRef.Length + reference.Length + topic.Length + name.Length)..],
            IsBinary: true,
            topic.Length > Events.MaxTopicBytes ? FrameError.TopicTooLong : FrameError.None);
    }
}
