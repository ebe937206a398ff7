using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Switchboard.Messages.Wire;

/// <summary>
/// Writes and reads <see cref="RoomEnvelopeData"/> field by field. Every message to a room of another node is in an envelope: written so, its payload is copied
/// once into the bytes that leave, and once out of those that arrive, in place of once more for the envelope.
/// </summary>
internal static class EnvelopeFormat
{
    private static readonly uint Topic = WireFormatTag(RoomEnvelopeData.TopicFieldNumber);
    private static readonly uint Manifest = WireFormatTag(RoomEnvelopeData.ManifestFieldNumber);
    private static readonly uint Command = WireFormatTag(RoomEnvelopeData.CommandFieldNumber);

    public static byte[] Write(RoomEnvelope envelope)
    {
        var (manifest, command) = MessageCodec.ToWire(envelope.Command);
        var size = command.CalculateSize();
        // Absent when empty, as the generated code has it.
        var hasTopic = envelope.Topic.Length > 0;
        var bytes = new byte[
            (hasTopic ? 1 + CodedOutputStream.ComputeStringSize(envelope.Topic) : 0) + 1 + CodedOutputStream.ComputeStringSize(manifest)
            + (size > 0 ? 1 + CodedOutputStream.ComputeLengthSize(size) + size : 0)];
        using var output = new CodedOutputStream(bytes);
        if (hasTopic)
        {
            output.WriteTag(Topic);
            output.WriteString(envelope.Topic);
        }
        output.WriteTag(Manifest);
        output.WriteString(manifest);
        if (size > 0)
        {
            output.WriteTag(Command);
            output.WriteMessage(command);
        }
        output.CheckNoSpaceLeft();
        return bytes;
    }

    /// <exception cref="InvalidDataException">What is in the envelope is no command.</exception>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no envelope.</exception>
    public static RoomEnvelope Read(ReadOnlyMemory<byte> bytes)
    {
        var segment = MemoryMarshal.TryGetArray(bytes, out var array) ? array : new ArraySegment<byte>(bytes.ToArray());
        using var input = new CodedInputStream(segment.Array, segment.Offset, segment.Count);
        var (topic, manifest) = ("", "");
        ReadOnlyMemory<byte> command = default;
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (tag == Topic)
            {
                topic = input.ReadString();
            }
            else if (tag == Manifest)
            {
                manifest = input.ReadString();
            }
            else
            {
                var start = (int)input.Position;
                input.SkipLastField();
                if (tag == Command)
                    command = WithoutLength(segment.Array!, start, (int)input.Position - start);
            }
        }
        return MessageCodec.Decode(manifest, command) is RoomCommand read
            ? new RoomEnvelope(topic, read)
            : throw new InvalidDataException($"Manifest '{manifest}' in an envelope is not a room's command.");
    }

    private static ReadOnlyMemory<byte> WithoutLength(byte[] array, int start, int count)
    {
        using var field = new CodedInputStream(array, start, count);
        var length = field.ReadLength();
        return array.AsMemory(start + count - length, length);
    }

    // All three are of the wire type of texts, bytes and messages.
    private static uint WireFormatTag(int field) => Google.Protobuf.WireFormat.MakeTag(field, Google.Protobuf.WireFormat.WireType.LengthDelimited);
}
