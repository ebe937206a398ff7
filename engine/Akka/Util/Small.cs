using System.Collections;
using System.Globalization;

namespace Akka.Util;

/// <summary>Bytes of bit arrays.</summary>
public static class BitArrayHelpers
{
    /// <summary>The bits as bytes, lowest bit first.</summary>
    /// <param name="arr">The bits; their number must be a multiple of eight.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">The number of bits is no multiple of eight.</exception>
    public static byte[] ToBytes(this BitArray arr)
    {
        ArgumentNullException.ThrowIfNull(arr);
        if (arr.Length % 8 != 0) throw new ArgumentException($"{arr.Length} bits do not make whole bytes.", nameof(arr));
        var bytes = new byte[arr.Length / 8];
        arr.CopyTo(bytes, 0);
        return bytes;
    }
}

/// <summary>What the program runs on.</summary>
public static class RuntimeDetector
{
    /// <summary>True on Mono.</summary>
    public static readonly bool IsMono = Type.GetType("Mono.Runtime") is not null;

    /// <summary>True on Windows.</summary>
    public static readonly bool IsWindows = OperatingSystem.IsWindows();
}

/// <summary>Texts made of values.</summary>
public static class StringFormat
{
    /// <summary>Joins values as texts; null, and a value whose text cannot be made, is shown as such and never throws.</summary>
    /// <param name="separator">What stands between them.</param>
    /// <param name="args">The values.</param>
    /// <returns>The text.</returns>
    public static string SafeJoin(string separator, params object?[] args) => string.Join(separator, args.Select(Show));

    private static string Show(object? value)
    {
        try
        {
            return value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
        }
        catch (Exception failure)
        {
            return $"[{value!.GetType()}.ToString() threw {failure.GetType()}]";
        }
    }
}

/// <summary>Lists of made values.</summary>
public static class Vector
{
    /// <summary>Calls a function so many times.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="number">How many times.</param>
    /// <returns>A function that takes the maker of a value and returns the values, in their order.</returns>
    public static Func<Func<T>, IList<T>> Fill<T>(int number) => make =>
    {
        var list = new List<T>(number);
        for (var i = 0; i < number; i++) list.Add(make());
        return list;
    };
}
