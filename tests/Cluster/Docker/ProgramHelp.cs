using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Switchboard.Cluster.Tests.Docker;

/// <summary>What a program says about itself.</summary>
internal static partial class ProgramHelp
{
    /// <summary>The variables that it reads.</summary>
    public static async Task<IReadOnlyList<string>> VariablesAsync(string program)
    {
        var (code, output) = await RunAsync(["dotnet", program, "--help"], []);
        Assert.Equal(0, code);
        return [.. Named().Matches(output).Select(m => m.Groups[1].Value)];
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    [GeneratedRegex(@"\[env: (\w+)\]")]
    private static partial Regex Named();
}
