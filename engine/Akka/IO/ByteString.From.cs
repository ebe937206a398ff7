using System.Text;

namespace Akka.IO;

// How byte strings are made.
public sealed partial class ByteString
{
    /// <summary>Copies an array.</summary>
    /// <param name="array">The array.</param>
    /// <returns>Its bytes.</returns>
    public static ByteString CopyFrom(byte[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Of(array.AsSpan().ToArray());
    }

    /// <summary>Copies part of an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie in the array.</exception>
    public static ByteString CopyFrom(byte[] array, int offset, int count)
    {
        CheckRange(array, offset, count);
        return Of(array.AsSpan(offset, count).ToArray());
    }

    /// <summary>Copies part of an array.</summary>
    /// <param name="buffer">The part.</param>
    /// <returns>The bytes.</returns>
    public static ByteString CopyFrom(ArraySegment<byte> buffer) => Of(buffer.AsSpan().ToArray());

    /// <summary>Copies memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <returns>The bytes.</returns>
    public static ByteString CopyFrom(Memory<byte> memory) => Of(memory.ToArray());

    /// <summary>Copies part of memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    public static ByteString CopyFrom(Memory<byte> memory, int offset, int count) => Of(memory.Slice(offset, count).ToArray());

    /// <summary>Copies a span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The bytes.</returns>
    public static ByteString CopyFrom(Span<byte> span) => Of(span.ToArray());

    /// <summary>Copies part of a span.</summary>
    /// <param name="span">The span.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    public static ByteString CopyFrom(Span<byte> span, int offset, int count) => Of(span.Slice(offset, count).ToArray());

    /// <summary>Copies parts of arrays, one behind the other.</summary>
    /// <param name="buffers">The parts.</param>
    /// <returns>The bytes.</returns>
    public static ByteString CopyFrom(IEnumerable<ArraySegment<byte>> buffers) => FromBytes(buffers.Select(static part => new ArraySegment<byte>(part.ToArray())));

    /// <summary>Refers to an array, which must not be changed afterwards.</summary>
    /// <param name="array">The array.</param>
    /// <returns>Its bytes.</returns>
    public static ByteString FromBytes(byte[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Of(array);
    }

    /// <summary>Refers to part of an array, which must not be changed afterwards.</summary>
    /// <param name="array">The array.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie in the array.</exception>
    public static ByteString FromBytes(byte[] array, int offset, int count)
    {
        CheckRange(array, offset, count);
        return Of(array.AsMemory(offset, count));
    }

    /// <summary>Refers to part of an array, which must not be changed afterwards.</summary>
    /// <param name="buffer">The part.</param>
    /// <returns>The bytes.</returns>
    public static ByteString FromBytes(ArraySegment<byte> buffer) => Of(buffer);

    /// <summary>Refers to parts of arrays, one behind the other, which must not be changed afterwards.</summary>
    /// <param name="buffers">The parts.</param>
    /// <returns>The bytes.</returns>
    public static ByteString FromBytes(IEnumerable<ArraySegment<byte>> buffers)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ReadOnlyMemory<byte>[] parts = [.. from part in buffers where part.Count > 0 select (ReadOnlyMemory<byte>)part];
        return new ByteString(parts, parts.Sum(static part => part.Length));
    }

    /// <summary>The bytes of a text in UTF-8.</summary>
    /// <param name="str">The text.</param>
    /// <returns>The bytes.</returns>
    public static ByteString FromString(string str) => FromString(str, Encoding.UTF8);

    /// <summary>The bytes of a text.</summary>
    /// <param name="str">The text.</param>
    /// <param name="encoding">How it is written in bytes.</param>
    /// <returns>The bytes.</returns>
    public static ByteString FromString(string str, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return Of(encoding.GetBytes(str));
    }

    private static ByteString Of(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? Empty : new ByteString([bytes], bytes.Length);

    private static void CheckRange(byte[] array, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        if ((uint)offset > (uint)array.Length) throw new ArgumentOutOfRangeException(nameof(offset), offset, $"The array holds {array.Length} bytes.");
        if ((uint)count > (uint)(array.Length - offset)) throw new ArgumentOutOfRangeException(nameof(count), count, $"The array holds {array.Length} bytes.");
    }
}
