using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote;

/// <summary>
/// The phi accrual failure detector (Hayashibara et al. 2004): the suspicion phi is -log10 of the probability that a heartbeat comes later than
/// now, as the intervals seen so far distribute. A resource is available while phi is below the threshold. Thread-safe.
/// </summary>
public class PhiAccrualFailureDetector : FailureDetector
{
    private readonly double _threshold;
    private readonly int _maxSampleSize;
    private readonly TimeSpan _minStdDeviation;
    private readonly TimeSpan _acceptableHeartbeatPause;
    private readonly TimeSpan _firstHeartbeatEstimate;
    private readonly Clock _clock;
    private readonly EventStream? _eventStream;
    private State? _state;

    /// <summary>Sets the detector up.</summary>
    /// <param name="threshold">Phi from which the resource is suspected: low is quick, high makes fewer mistakes.</param>
    /// <param name="maxSampleSize">How many intervals are remembered.</param>
    /// <param name="minStdDeviation">Least deviation to reckon with, so that a very regular sender is not suspected for nothing.</param>
    /// <param name="acceptableHeartbeatPause">How much longer than usual heartbeats may stay away: for collections of garbage and the like.</param>
    /// <param name="firstHeartbeatEstimate">The interval to expect before any has been seen.</param>
    /// <param name="clock">The clock; null for <see cref="FailureDetector.DefaultClock"/>.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public PhiAccrualFailureDetector(double threshold, int maxSampleSize, TimeSpan minStdDeviation, TimeSpan acceptableHeartbeatPause, TimeSpan firstHeartbeatEstimate, Clock? clock = null)
        : this(clock ?? DefaultClock)
    {
        _threshold = threshold;
        _maxSampleSize = maxSampleSize;
        _minStdDeviation = minStdDeviation;
        _acceptableHeartbeatPause = acceptableHeartbeatPause;
        _firstHeartbeatEstimate = firstHeartbeatEstimate;
        Check();
    }

    /// <summary>
    /// Sets the detector up from <c>threshold</c>, <c>max-sample-size</c>, <c>min-std-deviation</c>, <c>acceptable-heartbeat-pause</c> and
    /// <c>heartbeat-interval</c>, on the clock of the system.
    /// </summary>
    /// <param name="config">The detector's section.</param>
    /// <param name="ev">The event stream of the system; warnings about growing intervals go there.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public PhiAccrualFailureDetector(Config config, EventStream ev) : this(ClockOf(ev.TimeProvider))
    {
        _threshold = config.GetDouble("threshold");
        _maxSampleSize = config.GetInt("max-sample-size");
        _minStdDeviation = config.GetTimeSpan("min-std-deviation");
        _acceptableHeartbeatPause = config.GetTimeSpan("acceptable-heartbeat-pause");
        _firstHeartbeatEstimate = config.GetTimeSpan("heartbeat-interval");
        _eventStream = ev;
        Check();
    }

    /// <summary>For detectors that set everything else themselves. Threshold 8, 1,000 samples, deviation 100 ms, no pause, first interval 1 s.</summary>
    /// <param name="clock">The clock.</param>
    protected PhiAccrualFailureDetector(Clock clock)
    {
        _clock = clock;
        _threshold = 8;
        _maxSampleSize = 1000;
        _minStdDeviation = TimeSpan.FromMilliseconds(100);
        _firstHeartbeatEstimate = TimeSpan.FromSeconds(1);
    }

    /// <summary>What the warnings call the resource. "N/A" when not set.</summary>
    public string Address { get; set; } = "N/A";

    /// <inheritdoc/>
    public override bool IsAvailable => Available(_clock());

    /// <inheritdoc/>
    public override bool IsMonitoring => Volatile.Read(ref _state) is not null;

    /// <summary>The suspicion at this moment: 0 before the first heartbeat.</summary>
    internal double CurrentPhi => PhiAt(_clock());

    /// <inheritdoc/>
    public override void HeartBeat()
    {
        var now = _clock();
        while (true)
        {
            var before = Volatile.Read(ref _state);
            var after = new State(before is null ? First() : Next(before, now), now);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _state, after, before), before)) return;
        }
    }

    /// <summary>The suspicion after a time without heartbeat.</summary>
    internal static double Phi(double sinceLast, double mean, double stdDeviation)
    {
        // Logistic approximation of the normal distribution (Page 1977): the distribution is good to 0.00014. Far out it makes phi a little too large.
        var y = (sinceLast - mean) / stdDeviation;
        var e = Math.Exp(-y * (1.5976 + (0.070566 * y * y)));
        return sinceLast > mean ? -Math.Log10(e / (1 + e)) : -Math.Log10(1 - (1 / (1 + e)));
    }

    private bool Available(long now) => PhiAt(now) < _threshold;

    private double PhiAt(long now)
    {
        if (Volatile.Read(ref _state) is not { } state) return 0;
        var deviation = Math.Max(state.History.StdDeviation, _minStdDeviation.TotalMilliseconds);
        return Phi(now - state.Latest, state.History.Mean + _acceptableHeartbeatPause.TotalMilliseconds, deviation);
    }

    // Nothing is known yet: two intervals around the estimate make a deviation of a quarter.
    private HeartbeatHistory First()
    {
        var mean = _firstHeartbeatEstimate.TotalMilliseconds;
        return HeartbeatHistory.Empty(_maxSampleSize).With(mean - (mean / 4)).With(mean + (mean / 4));
    }

    // The pause that made it suspected would spoil the statistics: the next one would be found too late.
    private HeartbeatHistory Next(State before, long now)
    {
        var interval = now - before.Latest;
        if (!Available(now)) return before.History;
        if (_eventStream is not null && interval > _acceptableHeartbeatPause.TotalMilliseconds / 3 * 2 && _acceptableHeartbeatPause > TimeSpan.Zero)
            _eventStream.Publish(new Warning(ToString()!, GetType(), $"heartbeat interval is growing too large for address {Address}: {interval} millis"));
        return before.History.With(interval);
    }

    private void Check()
    {
        if (_threshold <= 0) throw new ArgumentOutOfRangeException("threshold", "threshold must be > 0");
        if (_maxSampleSize <= 0) throw new ArgumentOutOfRangeException("maxSampleSize", "maxSampleSize must be > 0");
        if (_minStdDeviation <= TimeSpan.Zero) throw new ArgumentOutOfRangeException("minStdDeviation", "minStdDeviation must be > 0");
        if (_acceptableHeartbeatPause < TimeSpan.Zero) throw new ArgumentOutOfRangeException("acceptableHeartbeatPause", "acceptableHeartbeatPause must be >= 0");
        if (_firstHeartbeatEstimate <= TimeSpan.Zero) throw new ArgumentOutOfRangeException("firstHeartbeatEstimate", "firstHeartbeatEstimate must be > 0");
    }

    private sealed record State(HeartbeatHistory History, long Latest);
}
