using System.Diagnostics;

namespace Switchboard.Bench.Report;

/// <summary>What one run of a piece of work took.</summary>
internal readonly record struct Sample(double Seconds, long Operations, long Bytes)
{
    public double PerSecond => Operations / Seconds;

    public double BytesEach => (double)Bytes / Operations;
}

/// <summary>The runs of one piece of work.</summary>
internal sealed record Measured(IReadOnlyList<Sample> Runs)
{
    public double PerSecond => Median(Runs.Select(static run => run.PerSecond));

    public double Seconds => Median(Runs.Select(static run => run.Seconds));

    public long Operations => Runs.Sum(static run => run.Operations);

    public double BytesEach => Median(Runs.Select(static run => run.BytesEach));

    public double Best => Runs.Max(static run => run.PerSecond);

    public double Worst => Runs.Min(static run => run.PerSecond);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of the ratios of the runs side by side, which a machine that is slow for a while disturbs least.</summary>
    public double RatioTo(Measured reference) => Median(Runs.Zip(reference.Runs, static (mine, other) => mine.PerSecond / other.PerSecond));
}

/// <summary>Runs things by turns, so that a machine that is slow for a while is slow for all of them.</summary>
internal static class Measure
{
    public static async Task<Measured[]> ByTurnsAsync(int runs, int warmUps, params Func<Task<Sample>>[] works)
    {
        var samples = works.Select(static _ => new List<Sample>()).ToArray();
        for (var run = -warmUps; run < runs; run++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                Settle();
                var sample = await works[i]();
                if (run >= 0) samples[i].Add(sample);
            }
        }

        return [.. samples.Select(static list => new Measured(list))];
    }

    /// <summary>Times a piece of work and counts what it allocates, on all threads.</summary>
    public static async Task<Sample> OnceAsync(long operations, Func<Task> work)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Sample(seconds, operations, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>Leaves no garbage of what ran before to what runs next.</summary>
    public static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
