using Processes;

namespace EndToEnd.Processes;

/// <summary>What tests need besides the SDK. A missing one skips them and says why; with CI=true nothing is skipped, so that they fail.</summary>
internal static class Requirement
{
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>Why tests with the npm client cannot run, or null.</summary>
    public static string? NodeJs { get; } = Missing(
        OnPath("node") ? null : "needs Node.js: 'node' is not on the PATH",
        Directory.Exists(Path.Combine(Repository.Client, "node_modules", "phoenix")) ? null : "needs the npm package phoenix: run 'npm ci' in tests/EndToEnd/client");

    /// <summary>Why tests with a browser cannot run, or null.</summary>
    public static string? Browser { get; } = Missing(File.Exists(Chromium) ? null : $"needs Chromium: {Chromium} is not there");

    private static string? Missing(params string?[] reasons) =>
        Environment.GetEnvironmentVariable("CI") == "true" ? null : reasons.FirstOrDefault(r => r is not null);

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>A test with the real npm client.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeJsFactAttribute : FactAttribute
{
    public NodeJsFactAttribute() => Skip = Requirement.NodeJs;
}

/// <summary>A test with a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Requirement.Browser;
}
