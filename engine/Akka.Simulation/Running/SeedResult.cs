namespace Akka.Simulation;

/// <summary>What became of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Plan">The steps that it went through.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
/// <param name="Steps">Pieces of work that ran.</param>
/// <param name="Elapsed">Virtual time that went by.</param>
/// <param name="Trace">What happened; null when it was not asked for.</param>
public sealed record SeedResult(long Seed, IReadOnlyList<Step> Plan, SeedFailure? Failure, long Steps, TimeSpan Elapsed, SimulationTrace? Trace);

/// <summary>What went wrong in a seed.</summary>
/// <param name="Kind">The invariant that was broken, or the type of an exception that got out of the world.</param>
/// <param name="Error">The exception.</param>
/// <param name="AtStep">Index of the step of the plan during which it happened; the length of the plan when it was found by the checks at the end.</param>
public sealed record SeedFailure(string Kind, Exception Error, int AtStep);
