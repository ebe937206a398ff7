namespace Akka.Simulation;

/// <summary>Something that must always hold in a simulated world did not.</summary>
public sealed class InvariantViolatedException : Exception
{
    internal InvariantViolatedException(string invariant, string detail, SimulatedWorld world)
        : base($"{invariant}: {detail} (seed {world.Seed}, {world.Now.TotalSeconds:0.000} s of virtual time, {world.Executor.Steps} steps)")
    {
        Invariant = invariant;
        Detail = detail;
    }

    /// <summary>What is broken, the same for every instance of it.</summary>
    public string Invariant { get; }

    /// <summary>What was seen.</summary>
    public string Detail { get; }
}
