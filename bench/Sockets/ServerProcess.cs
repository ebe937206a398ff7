using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Switchboard.Bench.Sockets;

/// <summary>A server in a process of its own: a node, or the bare server.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const int ConnectingAtOnce = 50;

    private readonly Process _process;
    private readonly Process _guard;
    private readonly DirectoryInfo _data;

    private ServerProcess(Process process, Process guard, DirectoryInfo data, IPEndPoint address)
    {
        _process = process;
        _guard = guard;
        _data = data;
        Address = address;
    }

    public IPEndPoint Address { get; }

    /// <summary>Bytes of memory that the process has in use, as the operating system counts them.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time that the process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The node that was built beside this program.</summary>
    public static Task<ServerProcess> StartNodeAsync(params (string Name, string Value)[] environment) => StartAsync([Beside("Node")], environment);

    /// <summary>The lighthouse that was built beside this program.</summary>
    public static Task<ServerProcess> StartLighthouseAsync(params (string Name, string Value)[] environment) => StartAsync([Beside("Lighthouse")], environment);

    public static Task<ServerProcess> StartBareAsync() => StartAsync([Environment.GetCommandLineArgs()[0], BareServer.Argument]);

    /// <summary>Connects many sockets and waits until each has had an answer to its join.</summary>
    public async Task<LoadSocket[]> ConnectAsync(string path, int count, Func<int, string?> join, Func<int, ILoadFrames> frames)
    {
        var sockets = new LoadSocket[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce }, async (i, cancellation) =>
        {
            sockets[i] = await LoadSocket.ConnectAsync(Address, path, frames(i));
            if (join(i) is not { } text) return;
            sockets[i].Send(LoadSocket.Frame(text));
            await sockets[i].First.WaitAsync(TimeSpan.FromSeconds(20), cancellation);
        });
        return sockets;
    }

    public void Dispose()
    {
        _guard.Kill();
        _guard.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static string Beside(string program) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", program, new DirectoryInfo(AppContext.BaseDirectory).Name, program + ".dll"));

    private static async Task<ServerProcess> StartAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var data = Directory.CreateTempSubdirectory("switchboard-bench-");
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = data.FullName };
        start.Environment["HTTP_PORT"] = "0";
        start.Environment["DATA_DIR"] = data.FullName;
        start.Environment["IDLE_TIMEOUT"] = "1h"; // the load's sockets send no heartbeats
        start.Environment["LOG_LEVEL"] = "warning";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment.Remove(SocketsSection.InlineCompletions);
        var process = Process.Start(start)!;
        var guard = Guard(process, data);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (AddressPattern().Match(line) is not { Success: true } match) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None); // or it would stand still when the pipe is full
            return new ServerProcess(process, guard, data, new IPEndPoint(IPAddress.Loopback, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        }

        throw new InvalidOperationException($"{string.Join(' ', arguments)} did not say where it listens.");
    }

    // However this program ends, also by a signal that ends it at once, its end of the pipe is closed then.
    private static Process Guard(Process process, DirectoryInfo data)
    {
        var script = $"trap '' HUP INT TERM; read -r _; kill -9 {process.Id}; rm -rf '{data.FullName}'";
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true })!;
    }

    [GeneratedRegex(@"http://(?:127\.0\.0\.1|localhost):(\d+)")]
    private static partial Regex AddressPattern();
}
