using System.Buffers.Binary;
using Akka.IO;

namespace Akka.Util;

/// <summary>Numbers in arrays of bytes.</summary>
public static class ByteHelpers
{
    /// <summary>Writes a number.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="x">The number.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="order">The order of its bytes.</param>
    /// <returns>The same array.</returns>
    public static byte[] PutInt(this byte[] target, int x, int offset = 0, ByteOrder order = ByteOrder.BigEndian)
    {
        if (order == ByteOrder.BigEndian) BinaryPrimitives.WriteInt32BigEndian(target.AsSpan(offset), x);
        else BinaryPrimitives.WriteInt32LittleEndian(target.AsSpan(offset), x);
        return target;
    }
}
