using System.Text;
using Akka.IO;

namespace Akka.Tests.Util;

/// <summary>A byte string behaves as one sequence of bytes, however many pieces of memory it is made of.</summary>
public sealed class ByteStringTests
{
    private static readonly byte[] Digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    private static ByteString Pieces(params int[] lengths)
    {
        var all = ByteString.Empty;
        var at = 0;
        foreach (var length in lengths)
        {
            all += ByteString.FromBytes(Digits, at, length);
            at += length;
        }

        return all;
    }

    public static TheoryData<int[]> Splits => new(new[] { 10 }, new[] { 1, 9 }, new[] { 3, 3, 4 }, new[] { 0, 5, 0, 5 }, Enumerable.Repeat(1, 10).ToArray());

    [Theory]
    [MemberData(nameof(Splits))]
    public void All_operations_are_those_of_one_array(int[] lengths)
    {
        var bytes = Pieces(lengths);
        Assert.Equal(10, bytes.Count);
        Assert.Equal(Digits, bytes.ToArray());
        Assert.Equal(Digits, bytes);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(i, bytes[i]);
            Assert.Equal(i, bytes.IndexOf((byte)i));
            for (var n = 0; n <= 10 - i; n++)
            {
                Assert.Equal(Digits[i..(i + n)], bytes.Slice(i, n).ToArray());
                Assert.True(bytes.HasSubstring(ByteString.FromBytes(Digits, i, n), i));
            }
        }

        Assert.Equal(-1, bytes.IndexOf(10));
        Assert.Equal(-1, bytes.IndexOf(2, 3));
        Assert.Equal(7, bytes.IndexOf(7, 4));
        Assert.True(bytes.Compact().IsCompact);
        Assert.Equal(bytes, bytes.Compact());
        Assert.Equal(bytes.GetHashCode(), bytes.Compact().GetHashCode());
        Assert.False(bytes.HasSubstring(ByteString.FromBytes([1, 3]), 1));
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Bytes_are_copied_as_far_as_they_fit(int[] lengths)
    {
        var bytes = Pieces(lengths);
        var buffer = new byte[6];
        Assert.Equal(4, bytes.CopyTo(buffer, 2, 100));
        Assert.Equal([0, 0, 0, 1, 2, 3], buffer);
        Assert.Equal(2, bytes.CopyTo(buffer, 0, 2));
        var memory = new Memory<byte>(new byte[20]);
        Assert.Equal(10, bytes.CopyTo(ref memory));
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.CopyTo(buffer, 7, 1));
        using var stream = new MemoryStream();
        bytes.WriteTo(stream);
        Assert.Equal(Digits, stream.ToArray());
    }

    [Fact]
    public async Task Bytes_are_written_to_a_stream()
    {
        using var stream = new MemoryStream();
        await Pieces(3, 7).WriteToAsync(stream);
        Assert.Equal(Digits, stream.ToArray());
    }

    [Fact]
    public void A_slice_is_cut_to_what_is_there()
    {
        var bytes = Pieces(5, 5);
        Assert.Same(bytes, bytes.Slice(0));
        Assert.Same(ByteString.Empty, bytes.Slice(10));
        Assert.Same(ByteString.Empty, bytes.Slice(2, 0));
        Assert.Equal([8, 9], bytes.Slice(8, 100).ToArray());
        Assert.Equal(Digits, bytes.Slice(-3, 100).ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => bytes[10]);
    }

    [Fact]
    public void A_copy_does_not_see_later_changes_of_its_source_and_a_reference_does()
    {
        byte[] source = [1, 2, 3];
        var copy = ByteString.CopyFrom(source, 1, 2);
        var reference = ByteString.FromBytes(source);
        source[1] = 9;
        Assert.Equal([2, 3], copy.ToArray());
        Assert.Equal([1, 9, 3], reference.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => ByteString.CopyFrom(source, 2, 2));
        Assert.Throws<ArgumentNullException>(() => ByteString.FromBytes((byte[])null!));
    }

    [Fact]
    public void Texts_come_back()
    {
        Assert.Equal("grün", ByteString.FromString("grün").ToString());
        Assert.Equal("grün", ByteString.FromString("grün", Encoding.Unicode).ToString(Encoding.Unicode));
        Assert.Equal("", ByteString.Empty.ToString());
        Assert.Equal([1, 2], (byte[])(ByteString)new byte[] { 1, 2 });
        Assert.True(ByteString.FromString("a") == ByteString.FromString("a"));
        Assert.True(ByteString.FromString("a") != ByteString.FromString("b"));
        Assert.Equal([1, 2, 3], ByteString.CopyFrom([new ArraySegment<byte>([1]), new ArraySegment<byte>([]), new ArraySegment<byte>([2, 3])]).ToArray());
    }
}
