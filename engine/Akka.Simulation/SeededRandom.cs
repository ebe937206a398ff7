using System.Runtime.InteropServices;
using Akka.Actor;

namespace Akka.Simulation;

/// <summary>
/// A stream of random numbers fixed by a seed (SplitMix64, Steele et al. 2014), the same on every machine and version of .NET. Every concern
/// of a simulation takes a stream of its own with <see cref="Fork(string)"/>: drawing more numbers in one, or none because a fault was
/// dropped, then changes nothing in the others. Not thread-safe.
/// </summary>
public sealed class SeededRandom
{
    private long _state;

    /// <summary>Makes a stream.</summary>
    /// <param name="seed">Any number; near seeds give unrelated streams.</param>
    public SeededRandom(long seed)
    {
        Seed = seed;
        _state = Runtime.Mix(seed ^ 0x5DEECE66D);
    }

    /// <summary>What fixes the stream.</summary>
    public long Seed { get; }

    /// <summary>A stream for one concern. It depends on the seed and the name only, not on what has been drawn here.</summary>
    /// <param name="concern">Its name, for instance <c>"disk n1"</c>.</param>
    /// <returns>The stream.</returns>
    public SeededRandom Fork(string concern)
    {
        ArgumentNullException.ThrowIfNull(concern);
        return new SeededRandom(Runtime.Mix(Seed + TextHash.Of(concern)));
    }

    /// <summary>A stream for one of many, for instance the n-th life of a node.</summary>
    /// <param name="number">Which one.</param>
    /// <returns>The stream.</returns>
    public SeededRandom Fork(long number) => new(Runtime.Mix(Runtime.Mix(Seed) + number));

    /// <summary>64 random bits.</summary>
    /// <returns>The bits.</returns>
    public long NextLong() => Runtime.Mix(_state = unchecked(_state + (long)0x9E3779B97F4A7C15));

    /// <summary>A number from 0 up to a bound, the bound excluded.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is less than 1.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)((ulong)NextLong() % (ulong)bound);
    }

    /// <summary>A number between two bounds.</summary>
    /// <param name="from">The lowest, included.</param>
    /// <param name="to">The highest, excluded.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no number between them.</exception>
    public int Next(int from, int to) => from + Next(checked(to - from));

    /// <summary>A number from 0 up to 1, 1 excluded.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextLong() >>> 11) * (1.0 / (1L << 53));

    /// <summary>True with a probability.</summary>
    /// <param name="probability">0 for never, 1 for always. With 0 nothing is drawn.</param>
    /// <returns>Whether it happens.</returns>
    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>A span of time between two.</summary>
    /// <param name="from">The shortest.</param>
    /// <param name="to">The longest; when it is not longer than <paramref name="from"/>, that one is returned and nothing is drawn.</param>
    /// <returns>The span, in whole microseconds.</returns>
    public TimeSpan Span(TimeSpan from, TimeSpan to) =>
        to <= from ? from : from + TimeSpan.FromMicroseconds(Math.Floor((to - from).TotalMicroseconds * NextDouble()));

    /// <summary>One of several.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items, at least one.</param>
    /// <returns>The item.</returns>
    public T Pick<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Next(items.Count)];
    }
}

/// <summary>A hash of texts that is the same in every process (FNV-1a, 64 bits), unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class TextHash
{
    public const ulong Start = 14695981039346656037;

    public static long Of(string text) => unchecked((long)Add(Start, text));

    public static ulong Add(ulong hash, string text)
    {
        foreach (var part in MemoryMarshal.AsBytes(text.AsSpan())) hash = unchecked((hash ^ part) * 1099511628211);
        return hash;
    }
}
