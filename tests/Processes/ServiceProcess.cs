using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Processes;

/// <summary>A program of the service as a process of its own, in a folder that outlives its restarts.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    /// <summary>Only a hang takes as long: it makes a test fail rather than wait for ever.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly string _program;
    private readonly string _readyLine;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchboard-");
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <param name="program">The program's assembly, as it was built together with the tests.</param>
    /// <param name="readyLine">What the line begins with that says that it is ready; the rest of the line is its address.</param>
    public ServiceProcess(string program, string readyLine)
    {
        _program = program;
        _readyLine = readyLine;
    }

    /// <summary>The folder that the process runs in.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Everything that it has printed, over all its runs.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Where it listens, as its last ready line told.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The variables that it is started with, over those of the tests.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>True when it is not running, whatever ended it.</summary>
    public bool HasEnded => _process is null or { HasExited: true };

    /// <summary>The processor time that the running process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that the running process has in use, as the operating system counts them.</summary>
    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message has what it printed.</exception>
    /// <exception cref="TimeoutException">It was not within a minute; the message has what it printed.</exception>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [_program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) =>
        {
            _output.Enqueue(e.Data ?? "");
            if (e.Data?.StartsWith(_readyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult(new Uri(e.Data[_readyLine.Length..]));
        };
        process.ErrorDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"{Path.GetFileName(_program)} ended before it was ready:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process?.Dispose();
        _process = process;
        try
        {
            Address = await ready.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Path.GetFileName(_program)} never got ready:\n{Output}");
        }
    }

    /// <summary>Waits until it says that it is ready for traffic: it listens before it is in its cluster and has rooms.</summary>
    /// <exception cref="TimeoutException">It has not within a minute; the message has its last answer, and what it printed.</exception>
    public async Task ReadyAsync()
    {
        // Another process: whether it is ready can only be asked, again and again.
        var answer = "none";
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(50))
        {
            try
            {
                using var response = await Http.GetAsync(new Uri(Address, "/health/ready"));
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
                answer = await response.Content.ReadAsStringAsync();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
                answer = e.Message;
            }
        }
        throw new TimeoutException($"{Path.GetFileName(_program)} is not ready: {answer}\n{Output}");
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        // Nothing happens to one that has just ended by itself.
        _process!.Kill();
        await ExitAsync();
    }

    /// <summary>SIGTERM, and waits for the exit.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync()
    {
        Signal(SigTerm);
        return ExitAsync();
    }

    /// <summary>SIGSTOP: it stands still, with all its connections open.</summary>
    public void Freeze() => Signal(SigStop);

    /// <summary>SIGCONT: it goes on.</summary>
    public void Thaw() => Signal(SigCont);

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        try
        {
            await _process!.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Path.GetFileName(_program)} has not ended:\n{Output}");
        }
        return _process.ExitCode;
    }

    /// <summary>Waits until it has printed a text, whatever the case.</summary>
    /// <exception cref="TimeoutException">It has not within a minute; the message has what it printed.</exception>
    public async Task PrintsAsync(string text)
    {
        for (var since = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.OrdinalIgnoreCase); await Task.Delay(50))
        {
            if (since.Elapsed > Patience)
                throw new TimeoutException($"{Path.GetFileName(_program)} never printed \"{text}\":\n{Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Signal(int signal) => Assert.Equal(0, Kill(_process!.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
