using Akka.Dispatch;

namespace Akka.Actor;

// What is put into the wheel.
public sealed partial class HashedWheelTimerScheduler
{
    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, null, new TellEntry(receiver, message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, new TellEntry(receiver, message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, null, new ActionEntry(action), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Schedule(delay, null, new ActionEntry(action.Run), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, new ActionEntry(action), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, new ActionEntry(action.Run), cancelable);

    private void Schedule(TimeSpan delay, TimeSpan? interval, TaskEntry entry, ICancelable? cancelable)
    {
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
