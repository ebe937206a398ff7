using System.Diagnostics;

namespace Switchboard.Bench.Remoting;

/// <summary>A peer in a process of its own; it ends when its input does, also when this process is killed.</summary>
internal sealed class PeerProcess : IDisposable
{
    private const string Ready = "ready ";

    private readonly Process _process;

    private PeerProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens, as it says.</summary>
    public string Address { get; }

    public int Port => new Uri(Address).Port;

    public static async Task<PeerProcess> StartAsync(string argument)
    {
        var start = new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], argument]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal)) return new(process, line[Ready.Length..]);
        }
        throw new InvalidOperationException($"{argument} did not say where it listens.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
