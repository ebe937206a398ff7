using Akka.Dispatch;

namespace Akka.Actor;

// The public ways to schedule.
public sealed partial class HashedWheelTimerScheduler
{
    // Longer would overflow the arithmetic of ticks; nothing is meant to run after 100 years.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, null, new TellEntry(receiver, message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, new TellEntry(receiver, message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, null, new ActionEntry(action), cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, new ActionEntry(action), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Schedule(delay, null, new ActionEntry(action.Run), cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, new ActionEntry(action.Run), cancelable);

    private void Schedule(TimeSpan delay, TimeSpan? interval, TaskEntry entry, ICancelable? cancelable)
    {
        if (delay < TimeSpan.Zero || delay > Longest)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, $"A delay is from zero to {Longest.TotalDays} days.");
        if (interval is { } every && (every < TimeSpan.FromMilliseconds(1) || every > Longest))
            throw new ArgumentOutOfRangeException(nameof(interval), every, $"An interval is from 1 ms to {Longest.TotalDays} days.");
        if (cancelable is { IsCancellationRequested: true }) return;
        entry.Interval = interval;
        entry.Cancelable = cancelable;
        entry.Due = MonotonicClock + delay;
        Add(entry, delay);
        // Ours takes the entry out of the wheel at once. A foreign one is asked when the time comes.
        if (cancelable is Cancelable own) own.OnCancel(entry.Cancel);
    }

    private abstract class TaskEntry : Entry
    {
        internal TimeSpan? Interval;
        internal TimeSpan Due;
        internal ICancelable? Cancelable;

        internal override void Fire()
        {
            if (Cancelable is { IsCancellationRequested: true }) return;
            try
            {
                Do();
            }
            finally
            {
                if (Interval is { } interval && Cancelable is not { IsCancellationRequested: true }) Again(interval);
            }
        }

        protected abstract void Do();

        private void Again(TimeSpan interval)
        {
            var owner = Owner!;
            lock (owner._gate)
            {
                if (owner._closed) return;
                // From when it was due, not from when it ran, and not in whole ticks: a steady rate. Times that were slept through are left out.
                var late = owner.MonotonicClock - Due;
                Due += interval * (1 + Math.Max(0, late.Ticks / interval.Ticks));
                Tick = Math.Max(owner.TickAfter(Due.Ticks), owner._tick);
                owner.Link(this);
                if (Tick < owner._armedFor) owner.Arm(Tick);
            }

            // Cancelled between the check and the link: take it out again.
            if (Cancelable is { IsCancellationRequested: true }) Cancel();
        }
    }

    private sealed class TellEntry(ICanTell receiver, object message, IActorRef? sender) : TaskEntry
    {
        protected override void Do() => receiver.Tell(message, sender);
    }

    private sealed class ActionEntry(Action action) : TaskEntry
    {
        protected override void Do() => action();
    }
}
