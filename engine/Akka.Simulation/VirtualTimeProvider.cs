namespace Akka.Simulation;

/// <summary>
/// A clock that moves only when told to. Timers fire in the order of their due times, those of one moment in the order in which they were
/// set, on the thread that moves the clock. It starts at an arbitrary date, so that nothing comes to rely on one.
/// </summary>
public sealed class VirtualTimeProvider : TimeProvider
{
    internal static readonly DateTimeOffset Origin = new(2031, 7, 13, 17, 5, 23, TimeSpan.Zero);
    private readonly Lock _gate = new(); // guards _timers, _elapsed and _set
    private readonly PriorityQueue<VirtualTimer, (TimeSpan Due, long Set)> _timers = new();
    private TimeSpan _elapsed;
    private long _set;

    /// <summary>How far the clock has moved.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate) return _elapsed;
        }
    }

    /// <summary>When the next timer fires, as <see cref="Elapsed"/> will be then; null when none is set.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _timers.TryPeek(out _, out var next) ? next.Due : null;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks + 1;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Origin + Elapsed;

    /// <summary>Moves the clock, firing the timers that it passes.</summary>
    /// <param name="span">How far.</param>
    public void Advance(TimeSpan span) => AdvanceTo(Elapsed + span);

    /// <summary>Moves the clock to a moment, firing the timers that it passes. It never moves back.</summary>
    /// <param name="moment">As <see cref="Elapsed"/> will be then.</param>
    public void AdvanceTo(TimeSpan moment)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (FireNext(moment))
            {
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    // Returns false when the clock has arrived.
    private bool FireNext(TimeSpan moment)
    {
        VirtualTimer timer;
        lock (_gate)
        {
            DropStale();
            if (!_timers.TryPeek(out timer!, out var next) || next.Due > moment)
            {
                if (moment > _elapsed) _elapsed = moment;
                return false;
            }

            _timers.Dequeue();
            if (next.Due > _elapsed) _elapsed = next.Due;
            timer.Requeue();
        }

        timer.Fire();
        return true;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void DropStale()
    {
        while (_timers.TryPeek(out var timer, out var next) && timer.Set != next.Set) _timers.Dequeue();
    }

    private sealed class VirtualTimer(VirtualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        // Which entry of the queue is this timer's current one; others are stale.
        public long Set { get; private set; }

        public void Fire() => callback(state);

        public void Requeue()
        {
            Set = 0;
            if (_period > TimeSpan.Zero) Enqueue(_period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                _period = period;
                Set = 0;
                if (dueTime >= TimeSpan.Zero) Enqueue(dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(TimeSpan delay)
        {
            Set = ++owner._set;
            owner._timers.Enqueue(this, (owner._elapsed + delay, Set));
        }
    }
}
