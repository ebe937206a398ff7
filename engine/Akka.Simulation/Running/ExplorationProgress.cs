using System.Globalization;

namespace Akka.Simulation;

/// <summary>How far an exploration has come, in all its sittings.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Next">The first seed that has not been run.</param>
/// <param name="Seeds">Seeds run.</param>
/// <param name="Steps">Pieces of work run in them.</param>
/// <param name="Virtual">Virtual time that went by in them.</param>
/// <param name="Real">Real time spent on them.</param>
/// <param name="FailedSeeds">Seeds that failed, at most the first hundred.</param>
/// <param name="Failed">How many failed.</param>
public sealed record ExplorationProgress(
    string Scenario, long Next, long Seeds, long Steps, TimeSpan Virtual, TimeSpan Real, IReadOnlyList<long> FailedSeeds, long Failed)
{
    internal const int MostFailedSeeds = 100;

    /// <summary>One line for people.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scenario}: {Seeds:N0} seeds up to {Next - 1:N0}, {Failed} failed{(Failed > 0 ? " (" + string.Join(", ", FailedSeeds.Take(5)) + ")" : "")}, {Steps:N0} steps, {Virtual.TotalHours:N1} virtual hours in {Real.TotalSeconds:N1} s, {Real.TotalMilliseconds / Math.Max(1, Seeds):0.000} ms a seed");

    /// <summary>Reads a file of progress.</summary>
    /// <exception cref="InvalidDataException">The file is none, or belongs to another scenario.</exception>
    internal static ExplorationProgress Load(string file, string scenario, long first)
    {
        if (!File.Exists(file)) return new ExplorationProgress(scenario, first, 0, 0, TimeSpan.Zero, TimeSpan.Zero, [], 0);
        var values = File.ReadAllLines(file).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        try
        {
            if (values["scenario"] != scenario) throw new InvalidDataException($"[{file}] holds the progress of scenario [{values["scenario"]}], not of [{scenario}].");
            return new ExplorationProgress(
                scenario, Number("next"), Number("seeds"), Number("steps"), TimeSpan.FromTicks(Number("virtual-ticks")), TimeSpan.FromTicks(Number("real-ticks")),
                [.. values["failed-seeds"].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(seed => long.Parse(seed, CultureInfo.InvariantCulture))], Number("failed"));
        }
        catch (Exception error) when (error is KeyNotFoundException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"[{file}] is no file of progress: {error.Message}", error);
        }

        long Number(string key) => long.Parse(values[key], CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a file of progress; one that is stopped halfway leaves the old file.</summary>
    internal void Save(string file)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"scenario={Scenario}\nnext={Next}\nseeds={Seeds}\nsteps={Steps}\nvirtual-ticks={Virtual.Ticks}\nreal-ticks={Real.Ticks}\nfailed={Failed}\nfailed-seeds={string.Join(',', FailedSeeds)}\n");
        var draft = file + ".new";
        File.WriteAllText(draft, text);
        File.Move(draft, file, overwrite: true);
    }
}
