namespace Switchboard.Bench.Report;

/// <summary>One figure with what it stands beside.</summary>
internal sealed record Row(string What)
{
    public string Ours { get; init; } = "";

    public string Reference { get; init; } = "";

    public string Ratio { get; init; } = "";

    public string Allocated { get; init; } = "";

    public string Elixir { get; init; } = "";

    /// <summary>The goals of this figure and whether each is reached.</summary>
    public IReadOnlyList<(Goal Goal, bool Reached)> Goals { get; init; } = [];
}

/// <summary>The one table, in Markdown.</summary>
internal sealed class Table
{
    private static readonly string[] Head = ["figure", "ours", "reference, same run", "ours / reference", "allocated", "Elixir, same run", "goal", ""];

    private readonly List<Row> _rows = [];

    public void Add(Row row)
    {
        _rows.Add(row);
        Console.Error.WriteLine($"  {row.What}: {row.Ours} | {row.Reference} | {row.Ratio} | {row.Allocated}");
    }

    public void Write(TextWriter to)
    {
        var cells = _rows.Select(Cells).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < cells.Count; i++)
        {
            to.WriteLine("| " + string.Join(" | ", cells[i].Select((cell, column) => cell.PadRight(widths[column]))) + " |");
            if (i == 0) to.WriteLine("|" + string.Join("|", widths.Select(static width => new string('-', width + 2))) + "|");
        }
    }

    private static string[] Cells(Row row) =>
    [
        row.What, row.Ours, row.Reference, row.Ratio, row.Allocated, row.Elixir,
        string.Join("; ", row.Goals.Select(static goal => goal.Goal.Text)),
        row.Goals.Count == 0 ? "" : row.Goals.All(static goal => goal.Reached) ? "reached" : "**not yet**",
    ];
}
