using System.Text.Json;
using System.Text.RegularExpressions;
using Processes;

namespace Switchboard.Cluster.Tests.Docker;

/// <summary>docker/Dockerfile, taken apart into its stages.</summary>
internal sealed partial class Dockerfile
{
    private Dockerfile(IReadOnlyList<DockerStage> stages) => Stages = stages;

    public IReadOnlyList<DockerStage> Stages { get; }

    public static Dockerfile Read()
    {
        var text = Continued().Replace(File.ReadAllText(Path.Combine(Repository.Root, "docker", "Dockerfile")), " ");
        var stages = new List<DockerStage>();
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var (word, rest) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..].Trim());
            if (word == "FROM")
            {
                var parts = rest.Split(' ');
                Assert.Equal("AS", parts[1]);
                stages.Add(new(parts[2], parts[0], stages.SingleOrDefault(s => s.Name == parts[0])));
                continue;
            }
            stages[^1].Add(word, rest);
        }
        return new(stages);
    }

    public DockerStage Stage(string name) => Stages.Single(s => s.Name == name);

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();
}

/// <summary>One stage, with what it takes over from the stage that it stands on.</summary>
internal sealed class DockerStage(string name, string from, DockerStage? parent)
{
    private readonly List<(string Word, string Text)> _own = [];

    public string Name { get; } = name;

    /// <summary>The image or the stage that it stands on.</summary>
    public string From { get; } = from;

    /// <summary>Paths that it takes from the context, or from another stage when that is named.</summary>
    public IEnumerable<(string? Stage, string Path)> Copies =>
        from instruction in _own
        where instruction.Word == "COPY"
        let words = instruction.Text.Split(' ')
        let stage = words[0].StartsWith("--from=", StringComparison.Ordinal) ? words[0]["--from=".Length..] : null
        from path in words[(stage is null ? 0 : 1)..^1]
        select (stage, path);

    public string? User => Last("USER");

    public IReadOnlyList<string> EntryPoint => JsonSerializer.Deserialize<string[]>(Last("ENTRYPOINT")!)!;

    /// <summary>The command of the health check; empty when there is none.</summary>
    public IReadOnlyList<string> HealthCheck => Last("HEALTHCHECK") is { } check ? JsonSerializer.Deserialize<string[]>(check[check.IndexOf('[')..])! : [];

    public IReadOnlyList<string> Ports => (Last("EXPOSE") ?? "").Split(' ');

    public IReadOnlyDictionary<string, string> Environment => All.Where(i => i.Word == "ENV").SelectMany(i => i.Text.Split(' '))
        .Select(e => e.Split('=', 2)).ToDictionary(e => e[0], e => e[1]);

    public IEnumerable<string> Runs => _own.Where(i => i.Word == "RUN").Select(i => i.Text);

    private IEnumerable<(string Word, string Text)> All => (parent?.All ?? []).Concat(_own);

    public void Add(string word, string rest) => _own.Add((word, rest));

    private string? Last(string word) => All.LastOrDefault(i => i.Word == word).Text;
}
