namespace Akka.Actor.Internal;

/// <summary>How often a child has been restarted. Made at its first failure.</summary>
public class ChildRestartStats
{
    /// <summary>Starts counting.</summary>
    /// <param name="child">The child.</param>
    /// <param name="maxNrOfRetriesCount">Restarts so far.</param>
    /// <param name="restartTimeWindowStartTicks">When the window began, in ticks of the scheduler's monotonic clock; 0 for no window yet.</param>
    public ChildRestartStats(IInternalActorRef child, uint maxNrOfRetriesCount = 0, long restartTimeWindowStartTicks = 0)
    {
        Child = child;
        MaxNrOfRetriesCount = maxNrOfRetriesCount;
        RestartTimeWindowStartTicks = restartTimeWindowStartTicks;
    }

    /// <summary>The child's uid.</summary>
    public long Uid => Child.Path.Uid;

    /// <summary>The child.</summary>
    public IInternalActorRef Child { get; }

    /// <summary>Restarts in the current window, or ever when there is no window.</summary>
    public uint MaxNrOfRetriesCount { get; private set; }

    /// <summary>When the window began.</summary>
    public long RestartTimeWindowStartTicks { get; private set; }

    /// <summary>Counts a restart, if it is allowed.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed: -1 for any number, 0 for none.</param>
    /// <param name="withinTimeMilliseconds">Length of the window in ms; 0 or less for no window. With a window and no number, one restart in it is allowed.</param>
    /// <returns>True when the child may be restarted.</returns>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0) return false;
        if (withinTimeMilliseconds <= 0) return maxNrOfRetries < 0 || ++MaxNrOfRetriesCount <= maxNrOfRetries;

        var now = Child.Provider.Settings.System.Scheduler.MonotonicClock.Ticks + 1; // 0 stands for no window
        if (RestartTimeWindowStartTicks == 0) RestartTimeWindowStartTicks = now;
        var inWindow = now - RestartTimeWindowStartTicks <= withinTimeMilliseconds * TimeSpan.TicksPerMillisecond;
        if (!inWindow)
        {
            RestartTimeWindowStartTicks = now;
            MaxNrOfRetriesCount = 1;
            return true;
        }

        return ++MaxNrOfRetriesCount <= (maxNrOfRetries < 0 ? 1 : maxNrOfRetries);
    }
}
