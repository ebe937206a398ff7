using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A scheduler whose time stands still until the test moves it. Set <see cref="Configs.TestConfigs.TestSchedulerConfig"/> to use it. Thread-safe.</summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    // Any date does, as long as nothing comes to rely on today's.
    private static readonly DateTimeOffset Origin = new(2029, 3, 5, 11, 13, 17, TimeSpan.Zero);

    private readonly Lock _gate = new(); // guards _due, _elapsed and _order
    private readonly PriorityQueue<Entry, (TimeSpan Due, long Order)> _due = new();
    private TimeSpan _elapsed;
    private long _order;

    /// <summary>Made by the actor system.</summary>
    /// <param name="schedulerConfig">Not used.</param>
    /// <param name="log">Not used.</param>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
    {
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => TimeNow;

    /// <inheritdoc/>
    public TimeSpan MonotonicClock
    {
        get
        {
            lock (_gate) return _elapsed;
        }
    }

    /// <inheritdoc/>
    public TimeSpan HighResMonotonicClock => MonotonicClock;

    /// <inheritdoc/>
    public IAdvancedScheduler Advanced => this;

    /// <summary>The time of day as far as the test has moved it.</summary>
    protected DateTimeOffset TimeNow => Origin + MonotonicClock;

    /// <summary>Moves time, running on this thread what becomes due, in the order of due times.</summary>
    /// <param name="offset">How far.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Advance(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.Zero);
        var end = MonotonicClock + offset;
        while (TakeDue(end) is { } entry) entry.Fire(this);
    }

    /// <summary>Moves time to a moment.</summary>
    /// <param name="when">As <see cref="Now"/> will be then.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is past already.</exception>
    public void AdvanceTo(DateTimeOffset when) => Advance(when - Now);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) => ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, null, action, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) => Add(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Add(delay, null, action.Run, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) => Add(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } every) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero, nameof(interval));
        Add(new Entry(action, interval, cancelable), delay);
    }

    private void Add(Entry entry, TimeSpan delay)
    {
        lock (_gate) _due.Enqueue(entry, (_elapsed + delay, _order++));
    }

    // The next entry due, with the clock at its time; null, with the clock at the end, when there is none.
    private Entry? TakeDue(TimeSpan end)
    {
        lock (_gate)
        {
            if (!_due.TryPeek(out var entry, out var next) || next.Due > end)
            {
                _elapsed = end;
                return null;
            }

            _due.Dequeue();
            if (next.Due > _elapsed) _elapsed = next.Due;
            return entry;
        }
    }

    private sealed class Entry(Action action, TimeSpan? interval, ICancelable? cancelable)
    {
        public void Fire(TestScheduler owner)
        {
            if (cancelable is { IsCancellationRequested: true }) return;
            if (interval is { } every) owner.Add(this, every);
            action();
        }
    }
}
