namespace Akka.Actor;

/// <summary>
/// Housekeeping in step. What the parts of a system do again and again, each at an interval of its own, happens at the multiples of the intervals on the scheduler's
/// clock: one wake-up of the process is enough for all that is due in a second. Systems are not in step with each other, since their clocks begin when they start.
/// </summary>
internal static class CommonBeat
{
    // A wheel rounds up to its ticks (10 ms by default), and the clock goes on between here and there: so much earlier is the same tick.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    /// <summary>The time until the next multiple of an interval: more than nothing, and no more than the interval.</summary>
    /// <param name="scheduler">Whose clock counts.</param>
    /// <param name="interval">The interval.</param>
    public static TimeSpan UntilBeat(this IScheduler scheduler, TimeSpan interval)
    {
        if (interval <= Margin * 4) return interval;
        var into = (scheduler.MonotonicClock + Margin).Ticks % interval.Ticks;
        return interval - TimeSpan.FromTicks(into);
    }
}
