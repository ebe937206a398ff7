namespace Akka.Remote;

/// <summary>A clock for failure detectors: milliseconds from an arbitrary origin, never going back.</summary>
/// <returns>The time in milliseconds.</returns>
public delegate long Clock();

/// <summary>
/// Suspects a resource when its heartbeats stay away for too long, and trusts it again when they come back. Implementations are thread-safe.
/// </summary>
public abstract class FailureDetector
{
    /// <summary>The machine's monotonic clock. Inside an actor system use the system's own, which may be virtual.</summary>
    public static readonly Clock DefaultClock = ClockOf(TimeProvider.System);

    /// <summary>For implementations.</summary>
    protected FailureDetector()
    {
    }

    /// <summary>True while the resource is not suspected; also before its first heartbeat.</summary>
    public abstract bool IsAvailable { get; }

    /// <summary>True from the first heartbeat on.</summary>
    public abstract bool IsMonitoring { get; }

    /// <summary>Tells that a heartbeat of the resource has come.</summary>
    public abstract void HeartBeat();

    /// <summary>The monotonic clock of a time provider.</summary>
    internal static Clock ClockOf(TimeProvider time) => () => (long)time.GetElapsedTime(0, time.GetTimestamp()).TotalMilliseconds;
}
