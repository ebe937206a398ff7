using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Akka.Remote.Wire;

/// <summary>What a frame is. The numbers are part of the protocol.</summary>
internal enum FrameKind : byte
{
    Hello = 1,
    Challenge = 2,
    Proof = 3,
    Accept = 4,
    Refuse = 5,
    Messages = 16,
    SystemMessages = 17,
    Piece = 18,
    Ack = 19,
    Ping = 20,
    Pong = 21,
    Goodbye = 22,
}

/// <summary>What comes is no frame, or one that makes no sense: the connection is closed.</summary>
internal sealed class MalformedFrameException(string message) : RemoteTransportException(message);

/// <summary>
/// A frame: length of what follows the head (4 bytes, little endian), CRC-32C of it (4 bytes), then the kind (1 byte) and the body. The checksum
/// finds what TCP's own lets through and what a proxy breaks; it is no protection against people.
/// </summary>
internal static class FrameFormat
{
    public const int HeadLength = 8;

    /// <summary>Length, checksum and kind.</summary>
    public const int Overhead = HeadLength + 1;

    /// <summary>Frames of the handshake are small: a stranger must not make us hold more.</summary>
    public const int LargestHandshakeFrame = 4096;

    /// <summary>Fills in the head of a frame whose kind and body are there.</summary>
    /// <param name="frame">The whole frame.</param>
    public static void Seal(Span<byte> frame)
    {
        var content = frame[HeadLength..];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(content));
    }

    public static uint Checksum(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(content);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var one in content[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
