using System.Diagnostics;
using System.Numerics;

namespace Switchboard.Bench.Report;

/// <summary>A histogram of times: from 1 ns up, each shown at most 2 % shorter than it was. Many threads may record.</summary>
internal sealed class Latencies
{
    private const int Bits = 6; // 64 steps from one power of two to the next
    private const int Steps = 1 << Bits;

    private readonly long[] _counts = new long[(64 - Bits + 1) * Steps];

    /// <summary>Records the time since <paramref name="started"/>, a timestamp of <see cref="Stopwatch"/>.</summary>
    public void RecordSince(long started)
    {
        var nanoseconds = Math.Max(0, (long)Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        Interlocked.Increment(ref _counts[Index(nanoseconds)]);
    }

    /// <summary>The time in milliseconds that so large a part of all stayed below.</summary>
    public double Milliseconds(double part)
    {
        var left = (long)Math.Ceiling(_counts.Sum() * part);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left <= 0) return Nanoseconds(i) / 1e6;
        }

        return double.NaN;
    }

    /// <summary>p50 and p99, as a cell of the table.</summary>
    public override string ToString() => $"{Show.Milliseconds(Milliseconds(0.5))}, {Show.Milliseconds(Milliseconds(0.99))}";

    // The first 64 values have a place each; then the place is the power of two and the next six bits.
    private static int Index(long nanoseconds)
    {
        if (nanoseconds < Steps) return (int)nanoseconds;
        var shift = BitOperations.Log2((ulong)nanoseconds) - Bits;
        return (shift * Steps) + (int)(nanoseconds >> shift);
    }

    private static double Nanoseconds(int index)
    {
        if (index < 2 * Steps) return index;
        var shift = (index / Steps) - 1;
        return (double)((index % Steps) + Steps) * (1L << shift);
    }
}
