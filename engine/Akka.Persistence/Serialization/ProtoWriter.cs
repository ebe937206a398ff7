using System.Buffers;
using System.Text;

namespace Akka.Persistence.Serialization;

/// <summary>Writes protobuf fields. The few messages here do not justify a generator and a package in every program with persistent actors.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Writes a number, unless it is 0, which is what a missing field means.</summary>
    public void Number(int field, long value)
    {
        if (value == 0) return;
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    public void Text(int field, string value)
    {
        if (value.Length > 0) Bytes(field, Encoding.UTF8.GetBytes(value));
    }

    public void Bytes(int field, byte[] value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _buffer.Write(value);
    }

    private void Varint(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var count = 0;
        while (value >= 0x80)
        {
            span[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[count++] = (byte)value;
        _buffer.Advance(count);
    }
}
