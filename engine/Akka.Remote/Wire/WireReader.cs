using System.Buffers.Binary;
using System.Text;

namespace Akka.Remote.Wire;

/// <summary>Reads numbers and texts, and refuses what runs over the end.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> from)
{
    private ReadOnlySpan<byte> _rest = from;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public uint Number()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_rest.IsEmpty) throw new MalformedFrameException("A number runs over the end of its frame.");
            var one = _rest[0];
            _rest = _rest[1..];
            if (shift == 28 && one > 0x0F) break;
            value |= (uint)(one & 0x7F) << shift;
            if (one < 0x80) return value;
        }

        throw new MalformedFrameException("A number has more than 32 bits.");
    }

    /// <summary>Reads a number that must not be greater than a bound.</summary>
    public int Count(int most)
    {
        var value = Number();
        return value <= (uint)most ? (int)value : throw new MalformedFrameException($"A length of {value} is more than {most}.");
    }

    public string Text(int mostBytes)
    {
        var bytes = Take(Count(mostBytes));
        return Encoding.UTF8.GetString(bytes);
    }

    public ReadOnlySpan<byte> BytesWithLength(int most) => Take(Count(most));

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length) throw new MalformedFrameException($"{length} bytes are announced, and {_rest.Length} are left in the frame.");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
