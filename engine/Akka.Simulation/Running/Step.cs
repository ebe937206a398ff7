namespace Akka.Simulation;

/// <summary>
/// One thing that a scenario does to its world: traffic, a fault, letting time go by. It is data: a step names its subject by number or name, not by
/// reference, and makes sense (or does nothing) also when steps before it have been dropped, which is what shrinking does.
/// </summary>
public abstract record Step
{
    /// <summary>Smaller versions of this step to try while shrinking, the smallest first: a halved duration, fewer messages. None by default.</summary>
    /// <returns>The versions.</returns>
    public virtual IEnumerable<Step> Smaller() => [];
}

/// <summary>Runs everything that happens in a span of virtual time.</summary>
/// <param name="Span">The span.</param>
public sealed record Wait(TimeSpan Span) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<Step> Smaller() => Span > TimeSpan.FromMilliseconds(1) ? [new Wait(Span / 2)] : [];

    /// <inheritdoc/>
    public override string ToString() => $"wait {Span.TotalMilliseconds:0.###} ms";
}

/// <summary>
/// Lets time go by while nothing runs, as on a machine that is overloaded or collects garbage: timers fire into what is waiting already.
/// In a <see cref="Wait"/> they never do, because time moves only when nothing is ready.
/// </summary>
/// <param name="Span">The span.</param>
public sealed record Pause(TimeSpan Span) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<Step> Smaller() => Span > TimeSpan.FromMilliseconds(1) ? [new Pause(Span / 2)] : [];

    /// <inheritdoc/>
    public override string ToString() => $"pause {Span.TotalMilliseconds:0.###} ms";
}

/// <summary>Runs a number of pieces of work, fewer when fewer are ready. Time stands still.</summary>
/// <param name="Steps">How many.</param>
public sealed record RunSteps(int Steps) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<Step> Smaller() => Steps > 1 ? [new RunSteps(Steps / 2)] : [];

    /// <inheritdoc/>
    public override string ToString() => $"run {Steps} steps";
}
