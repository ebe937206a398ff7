namespace Switchboard.Cluster.Tests.Docker;

/// <summary>docker/.env as somebody would fill it in, for tests.</summary>
internal static class DockerEnvironment
{
    public static IReadOnlyDictionary<string, string> Filled { get; } = new Dictionary<string, string>
    {
        ["AUTH_SECRET"] = "a key for tokens of 32 bytes or more",
        ["CLUSTER_SECRET"] = "a secret of the cluster",
        ["POSTGRES_PASSWORD"] = "0123456789abcdef",
    };

    /// <summary>The variables that docker/.env.example names.</summary>
    public static IReadOnlyList<string> Example() =>
    [
        .. File.ReadLines(Path.Combine(ComposeFile.Folder, ".env.example")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l[..l.IndexOf('=')])
            .Order(StringComparer.Ordinal),
    ];
}
