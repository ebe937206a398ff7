using System.Globalization;

namespace Switchboard.Bench.Report;

/// <summary>Keeps the table in the repository.</summary>
internal static class Results
{
    public static void Save(Table table, Options options)
    {
        var path = Path.Combine(Repository.Root, "bench", "RESULTS.md");
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("# Results");
        file.WriteLine();
        file.WriteLine("Written by `dotnet run -c Release --project bench -- --write`. Compare only what stands in one row: machines are shared, and absolute figures");
        file.WriteLine("wander by up to 2x from run to run. Rates are medians, with the slowest and fastest run in brackets; ratios are medians of the ratios of");
        file.WriteLine("runs side by side. A goal that is not met is marked.");
        file.WriteLine();
        file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- date: {DateTime.UtcNow:yyyy-MM-dd}, {options.Runs} runs of each figure"));
        foreach (var line in Machine.Lines()) file.WriteLine("- " + line);
        file.WriteLine();
        table.Write(file);
    }
}
