namespace Akka.Simulation;

/// <summary>The world's clock as one node sees it: off by an offset, faster or slower by a rate. Its timers die with the node's life.</summary>
internal sealed class NodeClock(VirtualTimeProvider world, SimulatedNode node, double drift) : TimeProvider
{
    private readonly TimeSpan _started = world.Elapsed;
    private readonly HashSet<NodeTimer> _timers = [];
    private bool _stopped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private VirtualTimeProvider World => world;

    private TimeSpan Local => _started + Scale(world.Elapsed - _started, 1 + drift);

    public override long GetTimestamp() => Local.Ticks + 1;

    public override DateTimeOffset GetUtcNow() => VirtualTimeProvider.Origin + Local + node.ClockOffset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new NodeTimer(this, callback, state);
        timer.Set(dueTime, period);
        return timer;
    }

    public void Stop()
    {
        _stopped = true;
        foreach (var timer in _timers) timer.Stop();
        _timers.Clear();
    }

    private TimeSpan ToWorld(TimeSpan span) => span <= TimeSpan.Zero || drift == 0 ? span : Scale(span, 1 / (1 + drift));

    private static TimeSpan Scale(TimeSpan span, double rate) => rate == 1 ? span : TimeSpan.FromTicks((long)Math.Ceiling(span.Ticks * rate));

    private sealed class NodeTimer(NodeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? _inner;

        public void Set(TimeSpan dueTime, TimeSpan period)
        {
            if (clock._stopped) return;
            clock._timers.Add(this);
            _inner = clock.World.CreateTimer(static timer => ((NodeTimer)timer!).Fire(), this, clock.ToWorld(dueTime), clock.ToWorld(period));
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            !clock._stopped && _inner is { } inner && inner.Change(clock.ToWorld(dueTime), clock.ToWorld(period));

        public void Stop() => _inner?.Dispose();

        public void Dispose()
        {
            clock._timers.Remove(this);
            Stop();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire() => callback(state);
    }
}
