using System.Buffers.Binary;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>The kinds of WebSocket frames (RFC 6455, section 5.2).</summary>
internal enum OpCode : byte
{
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}

/// <summary>The header of one frame from a client.</summary>
/// <param name="OpCode">Its kind; one of the known ones.</param>
/// <param name="IsFinal">Whether the message ends with this frame.</param>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Mask">The masking key, as it lies in memory.</param>
internal readonly record struct WebSocketFrameHeader(OpCode OpCode, bool IsFinal, long Length, uint Mask)
{
    public bool IsControl => OpCode >= OpCode.Close;
}

/// <summary>Reads and writes the headers of WebSocket frames (RFC 6455, section 5).</summary>
internal static class WebSocketFrame
{
    /// <summary>The longest header of a client: two bytes, eight of length, four of mask.</summary>
    public const int MaxClientHeader = 14;

    /// <summary>The longest header of the server, which masks nothing.</summary>
    public const int MaxServerHeader = 10;

    /// <summary>The most payload of a control frame.</summary>
    public const int MaxControlPayload = 125;

    private const byte Final = 0x80;
    private const byte Reserved = 0x70;
    private const byte Masked = 0x80;

    /// <summary>Writes the header of a whole message in one frame.</summary>
    /// <returns>Its length.</returns>
    public static int WriteHeader(Span<byte> output, OpCode opCode, int length)
    {
        output[0] = (byte)(Final | (byte)opCode);
        switch (length)
        {
            case <= MaxControlPayload:
                output[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                output[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)length);
                return 4;
            default:
                output[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(output[2..], (ulong)length);
                return MaxServerHeader;
        }
    }

    /// <summary>Reads a header of a client.</summary>
    /// <param name="input">The bytes that are there, from the header's first on; only the first <see cref="MaxClientHeader"/> matter.</param>
    /// <param name="header">The header.</param>
    /// <returns>Its length; 0 when it is not there as a whole; -1 when it breaks the rules.</returns>
    public static int TryReadHeader(ReadOnlySpan<byte> input, out WebSocketFrameHeader header)
    {
        header = default;
        if (input.Length < 2)
            return 0;
        var opCode = (OpCode)(input[0] & 0x0F);
        var isFinal = (input[0] & Final) != 0;
        var shortLength = input[1] & ~Masked;
        // No extension is agreed on, clients must mask, and control frames are short and whole.
        if ((input[0] & Reserved) != 0 || (input[1] & Masked) == 0 || !Enum.IsDefined(opCode) || (opCode >= OpCode.Close && (!isFinal || shortLength > MaxControlPayload)))
            return -1;
        var size = shortLength switch { 126 => 8, 127 => MaxClientHeader, _ => 6 };
        if (input.Length < size)
            return 0;
        var length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(input[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(input[2..]),
            _ => shortLength,
        };
        if (length < 0)
            return -1;
        header = new WebSocketFrameHeader(opCode, isFinal, length, BitConverter.ToUInt32(input[(size - 4)..]));
        return size;
    }

    /// <summary>Takes the mask off.</summary>
    /// <param name="payload">A part of the payload.</param>
    /// <param name="mask">The masking key.</param>
    /// <param name="offset">How many bytes of the payload came before this part.</param>
    public static void Unmask(Span<byte> payload, uint mask, long offset)
    {
        // Turned so that its first byte belongs to the part's first.
        mask = System.Numerics.BitOperations.RotateRight(mask, (int)(offset & 3) * 8);
        var words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(payload);
        for (var i = 0; i < words.Length; i++)
            words[i] ^= mask;
        for (var i = words.Length * 4; i < payload.Length; i++)
            payload[i] ^= (byte)(mask >> ((i & 3) * 8));
    }
}
