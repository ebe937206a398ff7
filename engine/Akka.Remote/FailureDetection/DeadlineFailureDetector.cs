using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Suspects a resource when nothing has come from it for a fixed time: the heartbeat interval and the acceptable pause together. Thread-safe.</summary>
public class DeadlineFailureDetector : FailureDetector
{
    private readonly Clock _clock;
    private readonly long _deadlineMillis;
    private long _latest;
    private volatile bool _active;

    /// <summary>Sets the detector up.</summary>
    /// <param name="acceptableHeartbeatPause">How much longer than the interval a heartbeat may stay away.</param>
    /// <param name="heartbeatInterval">How often heartbeats come.</param>
    /// <param name="clock">The clock; null for <see cref="FailureDetector.DefaultClock"/>.</param>
    /// <exception cref="ArgumentException">A span is not greater than zero.</exception>
    public DeadlineFailureDetector(TimeSpan acceptableHeartbeatPause, TimeSpan heartbeatInterval, Clock? clock = null)
    {
        if (acceptableHeartbeatPause <= TimeSpan.Zero) throw new ArgumentException("acceptable-heartbeat-pause must be greater than 0s", nameof(acceptableHeartbeatPause));
        if (heartbeatInterval <= TimeSpan.Zero) throw new ArgumentException("heartbeat-interval must be greater than 0s", nameof(heartbeatInterval));
        _clock = clock ?? DefaultClock;
        _deadlineMillis = (long)(acceptableHeartbeatPause + heartbeatInterval).TotalMilliseconds;
    }

    /// <summary>Sets the detector up from <c>acceptable-heartbeat-pause</c> and <c>heartbeat-interval</c>, on the clock of the system.</summary>
    /// <param name="config">The detector's section.</param>
    /// <param name="eventStream">The event stream of the system.</param>
    public DeadlineFailureDetector(Config config, EventStream eventStream)
        : this(config.GetTimeSpan("acceptable-heartbeat-pause"), config.GetTimeSpan("heartbeat-interval"), ClockOf(eventStream.TimeProvider))
    {
    }

    /// <inheritdoc/>
    public override bool IsAvailable => !_active || _clock() - Interlocked.Read(ref _latest) < _deadlineMillis;

    /// <inheritdoc/>
    public override bool IsMonitoring => _active;

    /// <inheritdoc/>
    public override void HeartBeat()
    {
        Interlocked.Exchange(ref _latest, _clock());
        _active = true;
    }
}
