using System.Diagnostics;

namespace Akka.Persistence.Tests.Storage;

/// <summary>A <see cref="CrashingWriter"/> as a process, and what it has acknowledged: the highest number by id.</summary>
internal sealed class WritingProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public WritingProcess(string command, string database)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { typeof(CrashingWriter).Assembly.Location, command, database },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public Dictionary<string, long> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads so many acknowledgements; fewer when it ends by itself.</summary>
    /// <returns>True when there were as many.</returns>
    public async Task<bool> ReadAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (await _process.StandardOutput.ReadLineAsync() is not { } line) return false;
            Note(line);
        }

        return true;
    }

    /// <summary>kill -9. What it had printed before it died counts too; the last line may be cut off.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        var rest = await _process.StandardOutput.ReadToEndAsync();
        foreach (var line in rest.Split('\n').SkipLast(1)) Note(line);
        await _process.WaitForExitAsync();
    }

    public Task<string> Errors => _errors;

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Note(string line)
    {
        // Its log goes to the same place.
        var space = line.LastIndexOf(' ');
        if (!line.StartsWith("room-", StringComparison.Ordinal) || !long.TryParse(line.AsSpan(space + 1), out var number)) return;
        Acknowledged[line[..space]] = number;
    }
}
