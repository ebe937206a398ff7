using System.Collections;
using System.Text;

namespace Akka.IO;

/// <summary>The order of the bytes of a number.</summary>
public enum ByteOrder
{
    /// <summary>Highest byte first: the order of networks.</summary>
    BigEndian,

    /// <summary>Lowest byte first.</summary>
    LittleEndian,
}

/// <summary>
/// A sequence of bytes that never changes. Concatenating and slicing copy nothing: the result refers to the same memory. <c>FromBytes</c>
/// refers to the array that it is given, which must not be changed afterwards; <c>CopyFrom</c> copies it.
/// </summary>
public sealed partial class ByteString : IEquatable<ByteString>, IEnumerable<byte>
{
    // None of them is empty.
    private readonly ReadOnlyMemory<byte>[] _parts;

    private ByteString(ReadOnlyMemory<byte>[] parts, int count)
    {
        _parts = parts;
        Count = count;
    }

    /// <summary>No bytes.</summary>
    public static ByteString Empty { get; } = new([], 0);

    /// <summary>How many bytes there are.</summary>
    public int Count { get; }

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>True when all bytes lie in one piece of memory.</summary>
    public bool IsCompact => _parts.Length <= 1;

    /// <summary>One byte.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public byte this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count) throw new IndexOutOfRangeException($"Byte {index} was asked for; there are {Count}.");
            foreach (var part in _parts)
            {
                if (index < part.Length) return part.Span[index];
                index -= part.Length;
            }

            throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Concatenates.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">The second.</param>
    public static ByteString operator +(ByteString x, ByteString y) => x.Concat(y);

    /// <summary>Refers to an array.</summary>
    /// <param name="bytes">The array.</param>
    public static explicit operator ByteString(byte[] bytes) => FromBytes(bytes);

    /// <summary>Copies to an array.</summary>
    /// <param name="byteString">The bytes.</param>
    public static explicit operator byte[](ByteString byteString) => byteString.ToArray();

    /// <summary>True when the bytes are the same.</summary>
    public static bool operator ==(ByteString? x, ByteString? y) => Equals(x, y);

    /// <summary>True when the bytes differ.</summary>
    public static bool operator !=(ByteString? x, ByteString? y) => !Equals(x, y);

    /// <summary>The same bytes in one piece of memory: a copy unless they are already.</summary>
    /// <returns>The bytes.</returns>
    public ByteString Compact() => IsCompact ? this : FromBytes(ToArray());

    /// <summary>These bytes and others behind them.</summary>
    /// <param name="other">The others.</param>
    /// <returns>The bytes.</returns>
    public ByteString Concat(ByteString other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsEmpty) return this;
        return IsEmpty ? other : new ByteString([.. _parts, .. other._parts], checked(Count + other.Count));
    }

    /// <summary>The bytes from a place on.</summary>
    /// <param name="index">The place; beyond the end there are none.</param>
    /// <returns>The bytes.</returns>
    public ByteString Slice(int index) => Slice(index, Count - Math.Max(index, 0));

    /// <summary>So many bytes from a place on. What lies outside of this sequence is left out.</summary>
    /// <param name="index">The place.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    public ByteString Slice(int index, int count)
    {
        index = Math.Max(index, 0);
        if (count <= 0 || index >= Count) return Empty;
        count = Math.Min(count, Count - index);
        if (count == Count) return this;
        var parts = new List<ReadOnlyMemory<byte>>(_parts.Length);
        var left = count;
        foreach (var part in _parts)
        {
            if (index >= part.Length)
            {
                index -= part.Length;
                continue;
            }

            var piece = part.Slice(index, Math.Min(left, part.Length - index));
            parts.Add(piece);
            index = 0;
            left -= piece.Length;
            if (left == 0) break;
        }

        return new ByteString([.. parts], count);
    }

    /// <summary>Finds a byte.</summary>
    /// <param name="b">The byte.</param>
    /// <returns>Its first place, or -1.</returns>
    public int IndexOf(byte b) => IndexOf(b, 0);

    /// <summary>Finds a byte.</summary>
    /// <param name="b">The byte.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Its first place from there on, or -1.</returns>
    public int IndexOf(byte b, int from)
    {
        from = Math.Max(from, 0);
        var start = 0;
        foreach (var part in _parts)
        {
            var skip = Math.Clamp(from - start, 0, part.Length);
            var found = part.Span[skip..].IndexOf(b);
            if (found >= 0) return start + skip + found;
            start += part.Length;
        }

        return -1;
    }

    /// <summary>Tells whether other bytes stand at a place.</summary>
    /// <param name="other">The others.</param>
    /// <param name="index">The place.</param>
    /// <returns>True when they do.</returns>
    public bool HasSubstring(ByteString other, int index)
    {
        ArgumentNullException.ThrowIfNull(other);
        return index >= 0 && other.Count <= Count - index && Slice(index, other.Count).Equals(other);
    }

    /// <summary>Copies the bytes.</summary>
    /// <returns>A new array.</returns>
    public byte[] ToArray()
    {
        if (Count == 0) return [];
        var bytes = new byte[Count];
        Copy(bytes);
        return bytes;
    }

    /// <summary>Copies bytes to an array, as many as there are and fit.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="index">Where to begin in it.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many were copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> lies outside of the array.</exception>
    public int CopyTo(byte[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return CopyPart(buffer, index, count);
    }

    /// <summary>Copies bytes to memory, as many as there are and fit.</summary>
    /// <param name="buffer">The memory.</param>
    /// <returns>How many were copied.</returns>
    public int CopyTo(ref Memory<byte> buffer) => CopyPart(buffer.Span, 0, Count);

    /// <summary>Copies bytes to memory, as many as there are and fit.</summary>
    /// <param name="buffer">The memory.</param>
    /// <param name="index">Where to begin in it.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many were copied.</returns>
    public int CopyTo(ref Memory<byte> buffer, int index, int count) => CopyPart(buffer.Span, index, count);

    /// <summary>Copies bytes to a span, as many as there are and fit.</summary>
    /// <param name="buffer">The span.</param>
    /// <returns>How many were copied.</returns>
    public int CopyTo(ref Span<byte> buffer) => CopyPart(buffer, 0, Count);

    /// <summary>Copies bytes to a span, as many as there are and fit.</summary>
    /// <param name="buffer">The span.</param>
    /// <param name="index">Where to begin in it.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many were copied.</returns>
    public int CopyTo(ref Span<byte> buffer, int index, int count) => CopyPart(buffer, index, count);

    /// <summary>Writes the bytes to a stream.</summary>
    /// <param name="stream">The stream.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var part in _parts) stream.Write(part.Span);
    }

    /// <summary>Writes the bytes to a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>Ends when they are written.</returns>
    public async Task WriteToAsync(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var part in _parts) await stream.WriteAsync(part).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool Equals(ByteString? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || Count != other.Count) return false;
        int mine = 0, its = 0;
        ReadOnlySpan<byte> left = default, right = default;
        while (true)
        {
            if (left.IsEmpty)
            {
                if (mine == _parts.Length) return true;
                left = _parts[mine++].Span;
            }

            if (right.IsEmpty) right = other._parts[its++].Span;
            var both = Math.Min(left.Length, right.Length);
            if (!left[..both].SequenceEqual(right[..both])) return false;
            left = left[both..];
            right = right[both..];
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ByteString);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var part in _parts)
            foreach (var value in part.Span) hash = unchecked((hash * 31) + value);
        return hash;
    }

    /// <summary>The bytes, one after the other.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<byte> GetEnumerator()
    {
        foreach (var part in _parts)
            for (var i = 0; i < part.Length; i++) yield return part.Span[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The bytes read as UTF-8.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ToString(Encoding.UTF8);

    /// <summary>The bytes read as text.</summary>
    /// <param name="encoding">How the text is written in bytes.</param>
    /// <returns>The text.</returns>
    public string ToString(Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return encoding.GetString(IsCompact && Count > 0 ? _parts[0].Span : ToArray());
    }

    private int CopyPart(Span<byte> buffer, int index, int count)
    {
        if ((uint)index > (uint)buffer.Length) throw new ArgumentOutOfRangeException(nameof(index), index, $"The buffer holds {buffer.Length} bytes.");
        var some = Slice(0, Math.Min(count, buffer.Length - index));
        some.Copy(buffer[index..]);
        return some.Count;
    }

    private void Copy(Span<byte> target)
    {
        foreach (var part in _parts)
        {
            part.Span.CopyTo(target);
            target = target[part.Length..];
        }
    }
}
