namespace Akka.Remote;

/// <summary>A moment by which something must have happened. Immutable. It reads the machine's clock: engine code uses the system's own instead.</summary>
public class Deadline
{
    /// <summary>A deadline at a moment.</summary>
    /// <param name="when">The moment, in UTC.</param>
    public Deadline(DateTime when) => When = when;

    /// <summary>A deadline at this moment.</summary>
    public static Deadline Now => new(UtcNow);

    /// <summary>The moment, in UTC.</summary>
    public DateTime When { get; }

    /// <summary>True when the moment has gone by.</summary>
    public bool IsOverdue => UtcNow > When;

    /// <summary>True when the moment is still to come.</summary>
    public bool HasTimeLeft => UtcNow < When;

    /// <summary>How long until the moment; negative when it has gone by.</summary>
    public TimeSpan TimeLeft => When - UtcNow;

    private static DateTime UtcNow => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>A deadline that is later by a span.</summary>
    public static Deadline operator +(Deadline deadline, TimeSpan duration) => new(deadline.When + duration);

    /// <summary>A deadline that is later by a span; the same when there is none.</summary>
    public static Deadline operator +(Deadline deadline, TimeSpan? duration) => duration is { } span ? deadline + span : deadline;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Deadline other && When == other.When;

    /// <inheritdoc/>
    public override int GetHashCode() => When.GetHashCode();
}
