using System.Collections.Concurrent;

namespace Switchboard.Bench.Actors;

/// <summary>Counts what has arrived anywhere, each thread for itself: one shared count would be what is measured.</summary>
internal static class Arrived
{
    private static readonly ConcurrentBag<long[]> All = [];

    [ThreadStatic]
    private static long[]? _mine;

    public static long Sum() => All.Sum(static count => Volatile.Read(ref count[8]));

    public static void One()
    {
        var mine = _mine ??= Add();
        Volatile.Write(ref mine[8], mine[8] + 1);
    }

    /// <summary>Waits until so many more have arrived than a sum taken before.</summary>
    public static async Task UntilAsync(long before, long count)
    {
        while (Sum() - before < count) await Task.Delay(1);
    }

    // The count in the middle, on a cache line of its own.
    private static long[] Add()
    {
        var mine = new long[16];
        All.Add(mine);
        return mine;
    }
}
