namespace Akka.Simulation;

/// <summary>How many seeds are explored, and how.</summary>
public sealed record ExplorationOptions
{
    /// <summary>The first seed: 1 by default. Seeds follow each other.</summary>
    public long First { get; init; } = 1;

    /// <summary>How many seeds: 100 by default.</summary>
    public long Count { get; init; } = 100;

    /// <summary>How many threads work on them, each on a seed of its own: 1 by default.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// A file that remembers how far the exploration has come, so that it can be stopped at any moment and goes on where it was, with at most
    /// <see cref="Block"/> seeds done again. Null by default: begins at <see cref="First"/>. A file that belongs to another scenario is refused.
    /// </summary>
    public string? ProgressFile { get; init; }

    /// <summary>After how many seeds progress is saved and reported: 1,000 by default.</summary>
    public int Block { get; init; } = 1_000;

    /// <summary>Told after every block; null for nothing. Called by one thread at a time.</summary>
    public Action<ExplorationProgress>? Report { get; init; }

    /// <summary>Ends the exploration after the block that is under way.</summary>
    public CancellationToken Stop { get; init; }
}
