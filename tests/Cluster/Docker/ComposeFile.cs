using System.Text.RegularExpressions;
using Processes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Switchboard.Cluster.Tests.Docker;

/// <summary>docker/compose.yaml, with the variables of docker/.env filled in as compose does it.</summary>
internal sealed partial class ComposeFile
{
    private readonly IReadOnlyDictionary<string, string> _variables;

    private ComposeFile(Dictionary<object, object?> root, IReadOnlyDictionary<string, string> variables)
    {
        _variables = variables;
        Services = Map(root, "services").ToDictionary(s => (string)s.Key, s => new ComposeService((string)s.Key, (Dictionary<object, object?>)s.Value!, this));
        Volumes = [.. Map(root, "volumes").Keys.Cast<string>()];
    }

    /// <summary>The folder of the file; paths in it are relative to that.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "docker");

    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    public IReadOnlyList<string> Volumes { get; }

    /// <summary>Every variable of .env that the file names.</summary>
    public static IReadOnlyList<string> Wanted() => [.. Variable().Matches(Text()).Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];

    public static ComposeFile Read(IReadOnlyDictionary<string, string> variables)
    {
        // Keys twice in one map are an error, aliases and merges are resolved.
        var parser = new MergingParser(new Parser(new StringReader(Text())));
        parser.Consume<StreamStart>();
        return new(new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Dictionary<object, object?>>(parser), variables);
    }

    public static Dictionary<object, object?> Map(Dictionary<object, object?> parent, string key) =>
        parent.GetValueOrDefault(key) as Dictionary<object, object?> ?? [];

    public static IReadOnlyList<string> Texts(Dictionary<object, object?> parent, string key) =>
        [.. ((List<object?>?)parent.GetValueOrDefault(key) ?? []).Cast<string>()];

    /// <summary>${NAME}, ${NAME:-default} and ${NAME:?complaint}.</summary>
    public string Expand(string text) => Variable().Replace(text, match =>
    {
        if (_variables.GetValueOrDefault(match.Groups["name"].Value) is { Length: > 0 } value)
            return value;
        return match.Groups["kind"].Value == ":-" ? match.Groups["rest"].Value : throw new InvalidOperationException($"{match.Value}: not set.");
    });

    private static string Text() => File.ReadAllText(Path.Combine(Folder, "compose.yaml"));

    [GeneratedRegex(@"\$\{(?<name>\w+)((?<kind>:-|:\?)(?<rest>[^}]*))?\}")]
    private static partial Regex Variable();
}

/// <summary>One service of the file.</summary>
internal sealed class ComposeService(string name, Dictionary<object, object?> map, ComposeFile file)
{
    public string Name { get; } = name;

    public string Image { get; } = (string)map["image"]!;

    /// <summary>The stage of the Dockerfile that it is built from; null for an image of others.</summary>
    public string? Target { get; } = (string?)ComposeFile.Map(map, "build").GetValueOrDefault("target");

    /// <summary>Where it is built: the context, and the path of the Dockerfile in it; null for an image of others.</summary>
    public (string Context, string Dockerfile)? Build { get; } =
        map.ContainsKey("build") ? ((string)ComposeFile.Map(map, "build")["context"]!, (string)ComposeFile.Map(map, "build")["dockerfile"]!) : null;

    public IReadOnlyDictionary<string, string> Environment { get; } =
        ComposeFile.Map(map, "environment").ToDictionary(e => (string)e.Key, e => file.Expand((string)e.Value!));

    /// <summary>The services that it waits for, and for what.</summary>
    public IReadOnlyDictionary<string, string> DependsOn { get; } = ComposeFile.Map(map, "depends_on")
        .ToDictionary(d => (string)d.Key, d => (string)((Dictionary<object, object?>)d.Value!)["condition"]!);

    public IReadOnlyList<string> HealthCheck { get; } = ComposeFile.Texts(ComposeFile.Map(map, "healthcheck"), "test");

    public IReadOnlyList<string> Ports { get; } = [.. ComposeFile.Texts(map, "ports").Select(file.Expand)];

    public IReadOnlyList<string> Volumes { get; } = ComposeFile.Texts(map, "volumes");

    public TimeSpan StopGracePeriod { get; } = map.GetValueOrDefault("stop_grace_period") is string text && text.EndsWith('s')
        ? TimeSpan.FromSeconds(int.Parse(text[..^1], null))
        : TimeSpan.FromSeconds(10);

    public string? Restart { get; } = (string?)map.GetValueOrDefault("restart");
}
