namespace Switchboard.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed class Options
{
    private const string Usage = """
        dotnet run -c Release --project bench -- [section ...] [--runs N] [--write]
          section    tell routing fair ask lookup map idle restart remote pubsub cluster sharding sqlite postgres rooms sockets; all of them when none is named
          --runs N   measured runs of each figure, 1 to 99 (default 5); the table shows medians
          --write    also writes the table to bench/RESULTS.md
        """;

    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);

    public int Runs { get; private set; } = 5;

    public bool Write { get; private set; }

    public bool IsWhole => _sections.Count == 0;

    public bool Wants(string section) => IsWhole || _sections.Contains(section);

    public static Options? Parse(string[] args, out string problem)
    {
        var options = new Options();
        problem = Usage;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], out var runs) && runs is >= 1 and <= 99:
                    options.Runs = runs;
                    i++;
                    break;
                case "--write":
                    options.Write = true;
                    break;
                case var name when Sections.All.Any(section => section.Name == name):
                    options._sections.Add(name);
                    break;
                default:
                    problem = $"Not understood: {args[i]}{Environment.NewLine}{Usage}";
                    return null;
            }
        }

        return options;
    }
}
