using System.Buffers.Binary;
using System.Text;

namespace Akka.Remote.Wire;

/// <summary>Writes numbers and texts into a span that is large enough.</summary>
internal ref struct WireWriter(Span<byte> into)
{
    private readonly Span<byte> _into = into;

    public int Written { get; private set; }

    /// <summary>The most bytes that a text takes.</summary>
    public static int MostFor(string text) => 5 + (text.Length * 3);

    public void Byte(byte value) => _into[Written++] = value;

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_into[Written..], value);
        Written += sizeof(ushort);
    }

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_into[Written..], value);
        Written += sizeof(int);
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_into[Written..], value);
        Written += sizeof(long);
    }

    /// <summary>Seven bits a byte, low ones first; the highest bit says that more come.</summary>
    public void Number(uint value)
    {
        while (value >= 0x80)
        {
            _into[Written++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _into[Written++] = (byte)value;
    }

    public void Text(string value)
    {
        Number((uint)Encoding.UTF8.GetByteCount(value));
        Written += Encoding.UTF8.GetBytes(value, _into[Written..]);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_into[Written..]);
        Written += value.Length;
    }

    public void BytesWithLength(ReadOnlySpan<byte> value)
    {
        Number((uint)value.Length);
        Bytes(value);
    }
}
