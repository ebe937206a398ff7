using System.Globalization;
using System.Text;

namespace Akka.Simulation;

/// <summary>
/// The way tests use a scenario: explores some seeds, and when one fails throws with everything that is needed to understand it. The
/// environment of the test run changes what happens:
/// <list type="bullet">
/// <item><c>SIMULATION_SEED=n</c> runs that seed only, with its full trace.</item>
/// <item><c>SIMULATION_SCENARIO=name</c> leaves the other scenarios out.</item>
/// <item><c>SIMULATION_SEEDS=n</c> explores up to that seed, in place of the number that the test names.</item>
/// <item><c>SIMULATION_THREADS=n</c> threads for it, 1 by default.</item>
/// <item><c>SIMULATION_PROGRESS=folder</c> keeps a file of progress per scenario there and goes on where the last run stopped.</item>
/// </list>
/// </summary>
public static class SeedReport
{
    /// <summary>Explores seeds and throws when one fails.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seeds">How many seeds, unless the environment says otherwise.</param>
    /// <param name="output">Where progress and full traces are written; null for nowhere.</param>
    /// <returns>How far it has come; null when the environment leaves this scenario out.</returns>
    /// <exception cref="SeedFailedException">A seed failed.</exception>
    public static ExplorationProgress? Verify(Scenario scenario, long seeds, Action<string>? output = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (Variable("SCENARIO") is { } only && !string.Equals(only, scenario.Name, StringComparison.OrdinalIgnoreCase)) return null;
        var runner = new SeedRunner(scenario);
        if (Number("SEED") is { } seed)
        {
            Replay(runner, seed, output);
            return new SeedExplorer(runner).Explore(new ExplorationOptions { First = seed, Count = 1 });
        }

        if (Variable("PROGRESS") is { } folder) Directory.CreateDirectory(folder);
        else folder = null;
        var progress = new SeedExplorer(runner).Explore(new ExplorationOptions
        {
            Count = Number("SEEDS") ?? seeds,
            Threads = (int)(Number("THREADS") ?? 1),
            ProgressFile = folder is null ? null : Path.Combine(folder, scenario.Name + ".txt"),
            Report = folder is null ? null : now => output?.Invoke(now.ToString()),
        });
        output?.Invoke(progress.ToString());
        if (progress.FailedSeeds is [var first, ..]) throw Describe(runner, first, progress);
        return progress;
    }

    /// <summary>What there is to say about a seed that fails: what broke, the end of its trace, and the smallest plan that still breaks it.</summary>
    /// <param name="runner">Runs the seed.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="progress">The exploration that found it; null when none did.</param>
    /// <returns>The exception to throw.</returns>
    public static SeedFailedException Describe(SeedRunner runner, long seed, ExplorationProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var failed = runner.Run(seed, new SimulationTrace(80));
        var text = new StringBuilder();
        if (progress is not null) text.Append(progress).AppendLine();
        if (failed.Failure is not { } failure)
        {
            text.Append(CultureInfo.InvariantCulture, $"Seed {seed} failed once and does not fail again: something in {runner.Scenario.Name} takes time, threads or chance from outside of its world.");
            return new SeedFailedException(text.ToString(), failed, null);
        }

        var shrunk = runner.Shrink(failed);
        // Once more, for its trace.
        var smallest = runner.Run(seed, shrunk.Plan, new SimulationTrace(80));
        text.AppendLine(CultureInfo.InvariantCulture, $"{runner.Scenario.Name}, seed {seed}: {failure.Error.Message}");
        if (failure.Error is not InvariantViolatedException) text.AppendLine(failure.Error.ToString());
        text.AppendLine(CultureInfo.InvariantCulture, $"Replay it with SIMULATION_SCENARIO={runner.Scenario.Name} SIMULATION_SEED={seed}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{failed.Plan.Count} steps shrink to {smallest.Plan.Count}:");
        foreach (var step in smallest.Plan) text.Append("  ").Append(step).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"which ends with: {smallest.Failure?.Error.Message}");
        text.AppendLine("Trace of the shrunk run (virtual ms, node, what):").Append(smallest.Trace);
        return new SeedFailedException(text.ToString(), failed, smallest);
    }

    private static void Replay(SeedRunner runner, long seed, Action<string>? output)
    {
        var result = runner.Run(seed, new SimulationTrace(int.MaxValue));
        output?.Invoke(result.Trace!.ToString());
        if (result.Failure is not null) throw Describe(runner, seed);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("SIMULATION_" + name) is { Length: > 0 } value ? value : null;

    private static long? Number(string name) => Variable(name) is { } text
        ? long.TryParse(text, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"SIMULATION_{name} is [{text}]; it must be a number.")
        : null;
}

/// <summary>A seed of a scenario failed. The message has all there is to say about it.</summary>
public sealed class SeedFailedException : Exception
{
    internal SeedFailedException(string message, SeedResult failed, SeedResult? shrunk) : base(message, failed.Failure?.Error)
    {
        Failed = failed;
        Shrunk = shrunk;
    }

    /// <summary>The seed as it was found.</summary>
    public SeedResult Failed { get; }

    /// <summary>The smallest plan that still breaks it; null when it did not fail a second time.</summary>
    public SeedResult? Shrunk { get; }
}
