using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The system's scheduler: a hashed timing wheel (Varghese and Lauck 1987) on the system's <see cref="TimeProvider"/>. Scheduling and
/// cancelling cost the same whatever is pending. One timer of the clock is armed, for the next slot that holds something: an idle system
/// does not tick. Nothing runs before its time; it runs at the next tick after it (<c>akka.scheduler.tick-duration</c>, 10 ms by default).
/// </summary>
/// <remarks>Thread-safe. Work runs on a timer thread one at a time and must not block.</remarks>
public sealed partial class HashedWheelTimerScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider, IDisposable
{
    private readonly Lock _gate = new(); // guards the wheel, _tick, _armedFor and _closed
    private readonly Entry?[] _wheel;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly long _tickTicks; // length of a tick in TimeSpan ticks
    private readonly ITimer _timer;
    private long _tick; // every entry due before this tick has run
    private long _armedFor = long.MaxValue;
    private int _pending;
    private bool _closed;

    /// <summary>Makes a scheduler on the machine's clock.</summary>
    /// <param name="scheduler">The section <c>akka.scheduler</c>.</param>
    /// <param name="log">Where failures of scheduled work are logged.</param>
    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log) : this(scheduler, log, TimeProvider.System)
    {
    }

    internal HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log, TimeProvider time) : base(scheduler, log)
    {
        var tick = scheduler.GetTimeSpan("tick-duration", TimeSpan.FromMilliseconds(10));
        var size = scheduler.GetInt("ticks-per-wheel", 512);
        if (tick < TimeSpan.FromMilliseconds(1)) throw new ConfigurationException($"akka.scheduler.tick-duration is {tick.TotalMilliseconds} ms; it must be at least 1 ms.");
        if (size < 1) throw new ConfigurationException($"akka.scheduler.ticks-per-wheel is {size}; it must be at least 1.");
        _wheel = new Entry?[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size)];
        _time = time;
        _tickTicks = tick.Ticks;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((HashedWheelTimerScheduler)state!).Advance(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => _time.GetElapsedTime(_origin);

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => _time.GetElapsedTime(_origin);

    /// <summary>How much is scheduled.</summary>
    internal int PendingCount => Volatile.Read(ref _closed) ? 0 : Volatile.Read(ref _pending);

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => _time.GetUtcNow();

    /// <summary>Drops everything pending and schedules no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Array.Clear(_wheel);
        }

        _timer.Dispose();
    }

    /// <summary>Puts an entry into the wheel.</summary>
    internal void Add(Entry entry, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_closed) throw new SchedulerException("The scheduler has been shut down: nothing can be scheduled any more.");
            entry.Owner = this;
            // Rounded up, so that nothing runs early.
            entry.Tick = Math.Max(_tick, TickAfter(MonotonicClock.Ticks + Math.Min(delay.Ticks, Longest.Ticks)));
            Link(entry);
            if (entry.Tick < _armedFor) Arm(entry.Tick);
        }
    }

    private long TickAfter(long due) => (due + _tickTicks - 1) / _tickTicks;

    /// <summary>Takes an entry out of the wheel.</summary>
    internal void Remove(Entry entry)
    {
        lock (_gate) Unlink(entry);
    }

    private void Link(Entry entry)
    {
        _pending++;
        ref var head = ref _wheel[entry.Tick & (_wheel.Length - 1)];
        if (head is null)
        {
            head = entry;
            entry.Next = entry.Previous = entry;
            return;
        }

        // A ring, added to at its end: what is due at the same tick runs in the order in which it was scheduled.
        entry.Previous = head.Previous;
        entry.Next = head;
        head.Previous!.Next = entry;
        head.Previous = entry;
    }

    private void Unlink(Entry entry)
    {
        if (entry.Next is null) return;
        _pending--;
        ref var head = ref _wheel[entry.Tick & (_wheel.Length - 1)];
        if (ReferenceEquals(entry.Next, entry))
        {
            head = null;
        }
        else
        {
            entry.Previous!.Next = entry.Next;
            entry.Next.Previous = entry.Previous;
            if (ReferenceEquals(head, entry)) head = entry.Next;
        }

        entry.Next = entry.Previous = null;
    }

    private void Arm(long tick)
    {
        _armedFor = tick;
        var delay = TimeSpan.FromTicks(tick * _tickTicks) - MonotonicClock;
        // A timer of the clock counts whole milliseconds: round up, or it fires early and again.
        var milliseconds = Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 0, int.MaxValue);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Advance()
    {
        var isArmed = false;
        while (TakeDue(isArmed) is { } due)
        {
            isArmed = true;
            for (var entry = due; entry is not null;)
            {
                var next = entry.NextDue;
                entry.NextDue = null;
                Run(entry);
                entry = next;
            }
        }
    }

    // Unlinks what is due and arms the timer for what comes next, unless that has just been done: each time wakes a thread. Null when nothing is due.
    private Entry? TakeDue(bool isArmed)
    {
        lock (_gate)
        {
            if (_closed) return null;
            var now = MonotonicClock.Ticks / _tickTicks;
            Entry? first = null;
            Entry? last = null;
            var slots = Math.Min(now - _tick + 1, _wheel.Length);
            for (var i = 0L; i < slots; i++)
            {
                var slot = (_tick + i) & (_wheel.Length - 1);
                for (var entry = _wheel[slot]; entry is not null;)
                {
                    var next = ReferenceEquals(entry.Next, _wheel[slot]) ? null : entry.Next;
                    if (entry.Tick <= now)
                    {
                        Unlink(entry);
                        if (last is null) first = entry;
                        else last.NextDue = entry;
                        last = entry;
                    }

                    entry = next;
                }
            }

            if (now >= _tick) _tick = now + 1;
            if (isArmed && first is null && _armedFor >= _tick) return null;
            _armedFor = long.MaxValue;
            if (NextOccupied() is { } tick) Arm(tick);
            return first;
        }
    }

    // The next tick at which an entry may be due: at most one turn of the wheel ahead.
    private long? NextOccupied()
    {
        var occupied = false;
        for (var i = 0; i < _wheel.Length; i++)
        {
            if (_wheel[(_tick + i) & (_wheel.Length - 1)] is not { } head) continue;
            occupied = true;
            for (var entry = head; ; entry = entry.Next!)
            {
                if (entry.Tick == _tick + i) return entry.Tick;
                if (ReferenceEquals(entry.Next, head)) break;
            }
        }

        return occupied ? _tick + _wheel.Length : null;
    }

    private void Run(Entry entry)
    {
        try
        {
            entry.Fire();
        }
        catch (Exception failure)
        {
            Log.Error(failure, "Scheduled work failed.");
        }
    }

    /// <summary>Something in the wheel. Whoever schedules often derives from it, and so allocates nothing more.</summary>
    internal abstract class Entry
    {
        internal HashedWheelTimerScheduler? Owner;
        internal Entry? Next;
        internal Entry? Previous;
        internal Entry? NextDue;
        internal long Tick;

        /// <summary>Runs it. On a timer's thread.</summary>
        internal abstract void Fire();

        /// <summary>Takes it out of the wheel, if it is in there.</summary>
        internal void Cancel() => Owner?.Remove(this);
    }
}
