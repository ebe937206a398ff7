namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>How long nothing was acknowledged.</summary>
internal static class ServiceGap
{
    /// <summary>The longest time between two acknowledgements, one after the other, of which some part lies in a period.</summary>
    /// <param name="times">When something was acknowledged, about in order: threads may have swapped neighbours.</param>
    public static long Longest(List<long> times, long from, long to)
    {
        // The last one before the period is the start of a gap that reaches into it.
        var i = times.Count;
        while (i > 0 && times[i - 1] > from)
            i--;
        var before = i > 0 ? times[i - 1] : from;
        var longest = 0L;
        for (; i < times.Count && before < to; i++)
        {
            longest = Math.Max(longest, times[i] - before);
            before = Math.Max(before, times[i]);
        }
        // None followed: as far as is known, the gap lasts to the end of the period.
        return before < to ? Math.Max(longest, to - before) : longest;
    }

    /// <summary>The value that so many of a hundred do not exceed.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted.Count == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
}
