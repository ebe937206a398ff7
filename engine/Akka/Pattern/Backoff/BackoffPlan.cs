using Akka.Actor;

namespace Akka.Pattern;

/// <summary>When a backoff supervisor counts from zero again.</summary>
public interface IBackoffReset;

/// <summary>When the child tells.</summary>
internal sealed class ManualReset : IBackoffReset
{
    public static readonly ManualReset Instance = new();

    private ManualReset()
    {
    }
}

/// <summary>When the child has been up for some time.</summary>
internal sealed record AutoReset(TimeSpan ResetBackoff) : IBackoffReset;

/// <summary>Everything that a backoff supervisor needs to know.</summary>
internal sealed record BackoffPlan(
    Props ChildProps,
    string? ChildName,
    TimeSpan MinBackoff,
    TimeSpan MaxBackoff,
    double RandomFactor,
    IBackoffReset Reset,
    SupervisorStrategy Strategy,
    object? ReplyWhileStopped = null,
    Func<object, bool>? FinalStopMessage = null)
{
    public int MaxNrOfRetries => (Strategy as OneForOneStrategy)?.MaxNumberOfRetries ?? -1;

    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public BackoffPlan Checked()
    {
        ArgumentNullException.ThrowIfNull(ChildProps);
        if (MinBackoff <= TimeSpan.Zero) throw new ArgumentException($"minBackoff is {MinBackoff}; it must be more than zero.");
        if (MaxBackoff < MinBackoff) throw new ArgumentException($"maxBackoff is {MaxBackoff}; it must not be less than minBackoff, {MinBackoff}.");
        if (RandomFactor is not (>= 0 and <= 1)) throw new ArgumentException($"randomFactor is {RandomFactor}; it must be from 0 to 1.");
        if (Reset is AutoReset { ResetBackoff: var time } && (time < MinBackoff || time > MaxBackoff))
            throw new ArgumentException($"resetBackoff is {time}; it must be from minBackoff, {MinBackoff}, to maxBackoff, {MaxBackoff}.");
        return this;
    }

    /// <summary>How long to wait before the child is started again.</summary>
    /// <param name="restarts">How often it has been started again so far.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan Delay(int restarts, double random)
    {
        var doubled = Math.Min(MaxBackoff.TotalMilliseconds, MinBackoff.TotalMilliseconds * Math.Pow(2, restarts));
        return TimeSpan.FromMilliseconds(doubled * (1 + random * RandomFactor));
    }
}
