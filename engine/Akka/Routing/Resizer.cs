using Akka.Actor;
using Akka.Configuration;

namespace Akka.Routing;

/// <summary>Says when and by how much a pool grows or shrinks.</summary>
public abstract class Resizer
{
    /// <summary>Nothing to set up.</summary>
    protected Resizer()
    {
    }

    /// <summary>The resizer that a deployment describes.</summary>
    /// <param name="parentConfig">The configuration of the deployment, with a <c>resizer</c> section.</param>
    /// <returns>The resizer; null when it is not enabled.</returns>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static Resizer? FromConfig(Config parentConfig)
    {
        ArgumentNullException.ThrowIfNull(parentConfig);
        return parentConfig.GetConfig("resizer") is { } section && section.GetBoolean("enabled", false) ? DefaultResizer.FromConfig(section) : null;
    }

    /// <summary>Tells whether the pool should look at its size now. Called for every message on its sender's thread: it must be quick and thread-safe.</summary>
    /// <param name="messageCounter">How many messages the pool has routed before this one; 0 when it starts.</param>
    /// <returns>True when it should.</returns>
    public abstract bool IsTimeForResize(long messageCounter);

    /// <summary>Says by how many routees the pool should grow. Called on the router's own thread.</summary>
    /// <param name="currentRoutees">The routees.</param>
    /// <returns>How many more; negative for fewer, 0 to leave it as it is.</returns>
    public abstract int Resize(IEnumerable<Routee> currentRoutees);
}

/// <summary>Grows when all routees are busy, shrinks when few are, and keeps within its bounds.</summary>
public class DefaultResizer : Resizer
{
    /// <summary>Sets the resizer up.</summary>
    /// <param name="lower">The fewest routees.</param>
    /// <param name="upper">The most routees.</param>
    /// <param name="pressureThreshold">A routee is busy when this many messages wait for it; 1 when one is handled and another waits, 0 or less when one is handled.</param>
    /// <param name="rampupRate">The part by which it grows when all are busy.</param>
    /// <param name="backoffThreshold">It shrinks when a smaller part than this is busy; 0 or less for never.</param>
    /// <param name="backoffRate">The part by which it shrinks; 0 for not at all.</param>
    /// <param name="messagesPerResize">How many messages it routes between two looks.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public DefaultResizer(int lower, int upper, int pressureThreshold = 1, double rampupRate = 0.2, double backoffThreshold = 0.3, double backoffRate = 0.1, int messagesPerResize = 10)
    {
        if (lower < 0) throw new ArgumentException($"lowerBound must be >= 0, was: {lower}", nameof(lower));
        if (upper < 0) throw new ArgumentException($"upperBound must be >= 0, was: {upper}", nameof(upper));
        if (upper < lower) throw new ArgumentException($"upperBound must be >= lowerBound, was: {upper} < {lower}", nameof(upper));
        if (!(rampupRate >= 0)) throw new ArgumentException($"rampupRate must be >= 0.0, was {rampupRate}", nameof(rampupRate));
        if (!(backoffThreshold <= 1)) throw new ArgumentException($"backoffThreshold must be <= 1.0, was {backoffThreshold}", nameof(backoffThreshold));
        if (!(backoffRate >= 0)) throw new ArgumentException($"backoffRate must be >= 0.0, was {backoffRate}", nameof(backoffRate));
        if (messagesPerResize <= 0) throw new ArgumentException($"messagesPerResize must be > 0, was {messagesPerResize}", nameof(messagesPerResize));
        (LowerBound, UpperBound, PressureThreshold) = (lower, upper, pressureThreshold);
        (RampupRate, BackoffThreshold, BackoffRate, MessagesPerResize) = (rampupRate, backoffThreshold, backoffRate, messagesPerResize);
    }

    /// <summary>The fewest routees.</summary>
    public int LowerBound { get; set; }

    /// <summary>The most routees.</summary>
    public int UpperBound { get; set; }

    /// <summary>How many messages wait for a busy routee; 1 when one is handled and another waits, 0 or less when one is handled.</summary>
    public int PressureThreshold { get; }

    /// <summary>The part by which it grows when all are busy.</summary>
    public double RampupRate { get; }

    /// <summary>It shrinks when a smaller part than this is busy; 0 or less for never.</summary>
    public double BackoffThreshold { get; }

    /// <summary>The part by which it shrinks.</summary>
    public double BackoffRate { get; }

    /// <summary>How many messages it routes between two looks.</summary>
    public int MessagesPerResize { get; }

    /// <summary>The resizer that a section describes, enabled or not.</summary>
    /// <param name="resizerConfig">The section; its keys are those of <c>akka.actor.deployment.default.resizer</c>.</param>
    /// <returns>The resizer.</returns>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static new DefaultResizer FromConfig(Config resizerConfig)
    {
        ArgumentNullException.ThrowIfNull(resizerConfig);
        return new DefaultResizer(
            resizerConfig.GetInt("lower-bound", 1),
            resizerConfig.GetInt("upper-bound", 10),
            resizerConfig.GetInt("pressure-threshold", 1),
            resizerConfig.GetDouble("rampup-rate", 0.2),
            resizerConfig.GetDouble("backoff-threshold", 0.3),
            resizerConfig.GetDouble("backoff-rate", 0.1),
            resizerConfig.GetInt("messages-per-resize", 10));
    }

    /// <inheritdoc/>
    public override bool IsTimeForResize(long messageCounter) => messageCounter % MessagesPerResize == 0;

    /// <inheritdoc/>
    public override int Resize(IEnumerable<Routee> currentRoutees) => Capacity(currentRoutees);

    /// <summary>By how many routees to grow or shrink.</summary>
    /// <param name="currentRoutees">The routees.</param>
    /// <returns>How many more; negative for fewer.</returns>
    public int Capacity(IEnumerable<Routee> currentRoutees)
    {
        var routees = currentRoutees as Routee[] ?? currentRoutees.ToArray();
        var wanted = routees.Length + Filter(Pressure(routees), routees.Length);
        return Math.Clamp(wanted, LowerBound, UpperBound) - routees.Length;
    }

    /// <summary>How many routees are busy. Routees that are no actors of this process count as not busy.</summary>
    /// <param name="currentRoutees">The routees.</param>
    /// <returns>The number.</returns>
    public int Pressure(IEnumerable<Routee> currentRoutees) => currentRoutees.Count(routee => routee is ActorRefRoutee { Actor: ActorCell cell } && IsBusy(cell));

    /// <summary>By how many routees to change, bounds aside.</summary>
    /// <param name="pressure">How many are busy.</param>
    /// <param name="capacity">How many there are.</param>
    /// <returns>How many more; negative for fewer.</returns>
    public int Filter(int pressure, int capacity) => Rampup(pressure, capacity) + Backoff(pressure, capacity);

    /// <summary>By how many routees to grow.</summary>
    /// <param name="pressure">How many are busy.</param>
    /// <param name="capacity">How many there are.</param>
    /// <returns>At least 0.</returns>
    public int Rampup(int pressure, int capacity) => pressure < capacity ? 0 : (int)Math.Ceiling(RampupRate * capacity);

    /// <summary>By how many routees to shrink.</summary>
    /// <param name="pressure">How many are busy.</param>
    /// <param name="capacity">How many there are.</param>
    /// <returns>At most 0.</returns>
    public int Backoff(int pressure, int capacity) =>
        BackoffThreshold > 0 && BackoffRate > 0 && capacity > 0 && pressure / (double)capacity < BackoffThreshold ? -(int)Math.Ceiling(BackoffRate * capacity) : 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DefaultResizer other && Values == other.Values;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MessagesPerResize, PressureThreshold, RampupRate, BackoffThreshold, BackoffRate);

    private (int, int, int, double, double, double, int) Values => (LowerBound, UpperBound, PressureThreshold, RampupRate, BackoffThreshold, BackoffRate, MessagesPerResize);

    private bool IsBusy(ActorCell cell) => PressureThreshold switch
    {
        <= 0 => cell.CurrentMessage is not null,
        1 => cell.CurrentMessage is not null && cell.HasMessages,
        _ => cell.CountLetters(PressureThreshold) >= PressureThreshold,
    };
}
