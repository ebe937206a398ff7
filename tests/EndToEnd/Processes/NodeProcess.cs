using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EndToEnd.Processes;

/// <summary>The real server as a process of its own, on a free port, with a data folder that outlives its restarts.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    /// <summary>Only a hang takes as long: it makes a test fail rather than wait for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _environment;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("switchboard-");
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;
    private int _port;

    private NodeProcess(Dictionary<string, string> environment) => _environment = environment;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string SocketUrl => $"ws://{Address.Authority}/socket";

    public string Output => string.Join('\n', _output);

    public static async Task<NodeProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var node = new NodeProcess(environment.ToDictionary(e => e.Name, e => e.Value));
        await node.StartAsync();
        return node;
    }

    /// <summary>Starts it, again on the port it had.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Node])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.FullName,
        };
        start.Environment["HTTP_PORT"] = _port.ToString(null, null);
        start.Environment["DATA_DIR"] = _data.FullName;
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) =>
        {
            _output.Enqueue(e.Data ?? "");
            const string line = "switchboard ready ";
            if (e.Data?.StartsWith(line, StringComparison.Ordinal) == true)
                ready.TrySetResult(new Uri(e.Data[line.Length..]));
        };
        process.ErrorDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The node ended before it was ready:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        Address = await ready.Task.WaitAsync(Patience);
        _port = Address.Port;
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Signal(SigKill);
        await _process!.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>SIGTERM, and waits for the exit.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signal(SigTerm);
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _data.Delete(recursive: true);
    }

    private void Signal(int signal) => Assert.Equal(0, Kill(_process!.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
