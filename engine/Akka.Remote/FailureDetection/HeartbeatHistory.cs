namespace Akka.Remote;

/// <summary>The latest intervals between heartbeats, at most so many, with their mean and deviation. Immutable, so that readers need no lock.</summary>
internal sealed class HeartbeatHistory
{
    private readonly int _maxSampleSize;
    private readonly double[] _intervals; // a ring: _next is the oldest when it is full
    private readonly int _next;
    private readonly double _sum;
    private readonly double _squaredSum;

    private HeartbeatHistory(int maxSampleSize, double[] intervals, int next, double sum, double squaredSum)
    {
        _maxSampleSize = maxSampleSize;
        _intervals = intervals;
        _next = next;
        _sum = sum;
        _squaredSum = squaredSum;
    }

    public int Count => _intervals.Length;

    public double Mean => _sum / _intervals.Length;

    public double StdDeviation => Math.Sqrt(Math.Max(0, (_squaredSum / _intervals.Length) - (Mean * Mean)));

    public static HeartbeatHistory Empty(int maxSampleSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSampleSize, 1);
        return new HeartbeatHistory(maxSampleSize, [], 0, 0, 0);
    }

    /// <summary>The history with one interval more, without the oldest when there is no room.</summary>
    public HeartbeatHistory With(double interval)
    {
        if (_intervals.Length < _maxSampleSize) return new HeartbeatHistory(_maxSampleSize, [.. _intervals, interval], 0, _sum + interval, _squaredSum + (interval * interval));
        var intervals = (double[])_intervals.Clone();
        intervals[_next] = interval;
        // Summed anew: differences added up over months would drift.
        double sum = 0, squares = 0;
        foreach (var one in intervals)
        {
            sum += one;
            squares += one * one;
        }

        return new HeartbeatHistory(_maxSampleSize, intervals, (_next + 1) % intervals.Length, sum, squares);
    }
}
