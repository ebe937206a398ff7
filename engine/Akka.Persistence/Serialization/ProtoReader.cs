using System.Runtime.Serialization;
using System.Text;

namespace Akka.Persistence.Serialization;

/// <summary>Reads protobuf fields one after another. Whatever bytes come, it ends or throws a <see cref="SerializationException"/>.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _left = data;

    /// <summary>The field just read.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, if it is a number.</summary>
    public long Number { get; private set; }

    /// <summary>Its value, if it is text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <returns>False at the end.</returns>
    public bool Next()
    {
        if (_left.IsEmpty) return false;
        var tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Number = 0;
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Number = (long)Varint();
                break;
            case 1:
                Bytes = Take(8);
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Bytes = Take(4);
                break;
            default:
                throw Malformed();
        }

        return true;
    }

    private ulong Varint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Malformed();
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_left.Length) throw Malformed();
        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }

    private static SerializationException Malformed() => new("The bytes are no message of Akka.Persistence: they end early, or have a field of an unknown kind.");
}
