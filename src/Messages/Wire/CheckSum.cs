using System.Buffers.Binary;

namespace Switchboard.Messages.Wire;

/// <summary>A last protobuf field (fixed64) that holds a sum over all bytes before it. Any reader can skip it; ours refuses bytes that it does not fit.</summary>
internal static class CheckSum
{
    private const int Size = 1 + sizeof(ulong);

    public static byte[] Append(byte[] bytes, int field)
    {
        var sealedBytes = new byte[bytes.Length + Size];
        bytes.CopyTo(sealedBytes, 0);
        sealedBytes[bytes.Length] = Tag(field);
        BinaryPrimitives.WriteUInt64LittleEndian(sealedBytes.AsSpan(bytes.Length + 1), Sum(bytes));
        return sealedBytes;
    }

    /// <exception cref="InvalidDataException">The sum is missing or does not fit.</exception>
    public static ReadOnlyMemory<byte> Verify(ReadOnlyMemory<byte> bytes, int field)
    {
        if (bytes.Length < Size || bytes.Span[^Size] != Tag(field)
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[^sizeof(ulong)..]) != Sum(bytes.Span[..^Size]))
            throw new InvalidDataException($"{bytes.Length} bytes are damaged: their check sum does not fit.");
        return bytes[..^Size];
    }

    // Field numbers up to 15 have tags of one byte; 1 is the wire type of 8 fixed bytes.
    private static byte Tag(int field) => (byte)((field << 3) | 1);

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 14695981039346656037UL;
        foreach (var b in bytes)
            sum = (sum ^ b) * 1099511628211UL;
        return sum;
    }
}
