using System.Diagnostics;
using Processes;
using Switchboard.Cluster.Tests.Faults.Check;
using Switchboard.Cluster.Tests.Faults.Load;

namespace Switchboard.Cluster.Tests.Faults;

/// <summary>
/// One run: clients write and read all the time; a fault strikes, and the next one when everything stands and every client has been served again.
/// At the end all processes are killed, and what was stored is read from what starts again.
/// </summary>
internal sealed class FaultRun
{
    private static readonly TimeSpan Patience = ServiceProcess.Patience;

    private readonly FaultSettings _settings;
    private readonly FaultScene _scene;
    private readonly FaultReport _report;
    private readonly Findings _findings;
    private readonly IReadOnlyList<RoomRecord> _rooms;
    private readonly IReadOnlyList<ClientRecord> _records;
    private readonly IReadOnlyList<LoadClient> _clients;
    private readonly RoomReader _reader;

    private FaultRun(FaultSettings settings, FaultScene scene)
    {
        _settings = settings;
        _scene = scene;
        _findings = scene.Findings;
        _report = new(settings);
        _rooms = [.. Enumerable.Range(1, settings.Rooms).Select(r => new RoomRecord($"faults-{r}"))];
        _records = [.. Enumerable.Range(0, settings.Clients).Select(c => new ClientRecord(c, _rooms[c % _rooms.Count], _findings))];
        Uri[] nodes = [.. scene.Nodes.Select(n => n.Process.Address)];
        // Clients of a room begin on different nodes, whatever the number of rooms is.
        _clients = [.. _records.Select(r => new LoadClient(r, [.. nodes.Skip(r.Client / _rooms.Count % nodes.Length), .. nodes.Take(r.Client / _rooms.Count % nodes.Length)], settings.Pause))];
        _reader = new(_rooms, nodes, _findings);
    }

    /// <summary>Runs, and gives the report.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message has the report and where the processes' output is.</exception>
    public static async Task<string> RunAsync(FaultSettings settings, FaultScene scene, IReadOnlyList<FaultKind> kinds)
    {
        var run = new FaultRun(settings, scene);
        var stopReading = new CancellationTokenSource();
        var reading = run._reader.FollowAsync(stopReading.Token);
        try
        {
            await run.ServedAsync(Stopwatch.GetTimestamp(), "the start");
            run._findings.TakeNotes();
            await run.StrikeAsync(kinds);
            await run.FinishAsync(stopReading, reading);
        }
        catch (Exception e)
        {
            run._findings.Break("The run did not come to its end: " + e.Message.Split('\n')[0]);
            Assert.Fail($"{await run.FailAsync()}\n{e}");
        }
        finally
        {
            await stopReading.CancelAsync();
            await reading;
            foreach (var client in run._clients)
                await client.DisposeAsync();
            stopReading.Dispose();
        }
        if (run._findings.Broken.Count > 0)
            Assert.Fail(await run.FailAsync());
        return run.Text();
    }

    private string Text() => _report.Write(_records, _rooms, _findings);

    private async Task StrikeAsync(IReadOnlyList<FaultKind> kinds)
    {
        var begun = Stopwatch.StartNew();
        FaultKind[] order = [.. kinds.Where(k => _settings.Kinds.Count == 0 || _settings.Kinds.Contains(k.Key))];
        for (var round = 0; round < _settings.Rounds && begun.Elapsed < _settings.Until; round++)
        {
            _scene.Random.Shuffle(order);
            foreach (var kind in order)
            {
                var from = Stopwatch.GetTimestamp();
                await kind.StrikeAsync(_scene);
                await _scene.StandsAsync(kind.Name);
                await ServedAsync(Stopwatch.GetTimestamp(), kind.Name);
                var to = Stopwatch.GetTimestamp();
                _report.Add(kind, _rooms.Select(r => Stopwatch.GetElapsedTime(0, r.LongestGap(from, to))), Stopwatch.GetElapsedTime(from, to), _findings.TakeNotes());
                if (_settings.Report is { } file)
                    await File.WriteAllTextAsync(file, Text());
            }
        }
    }

    /// <summary>Waits until every client has had an acknowledgement since a moment.</summary>
    private async Task ServedAsync(long since, string after)
    {
        // Real sockets and processes: when all are served again is theirs to say.
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            var left = _records.Where(r => r.LastAcknowledgement < since).ToArray();
            if (left.Length == 0)
                return;
            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException(
                    $"After {after}: {left.Length} clients are not served within a minute: {string.Join("; ", left.Take(20))}. Since then: {string.Join(", ", _findings.TakeNotes())}");
            }
        }
    }

    private async Task FinishAsync(CancellationTokenSource stopReading, Task reading)
    {
        await Task.WhenAll(_clients.Select(c => c.FinishAsync(Patience)));
        await stopReading.CancelAsync();
        await reading;
        await _reader.FinishAsync(Patience);
        // Who does not get everything is found below, with what it lacks.
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < Patience && _records.Any(r => r.LastSeq < r.Room.Stored.Count);)
            await Task.Delay(20);
        foreach (var client in _clients)
            await client.LeaveAsync();
        foreach (var room in _rooms)
            LogCheck.Check(room, [.. _records.Where(r => r.Room == room)], _findings);

        foreach (var process in _scene.All)
            await process.Process.KillAsync();
        _scene.Database?.Kill();
        _scene.Database?.Start();
        if (_scene.Cluster is { } cluster)
            await cluster.Lighthouse.Process.StartAsync();
        await Task.WhenAll(_scene.Nodes.Select(n => n.Process.StartAsync()));
        await _scene.StandsAsync("the end of the run");
        await _reader.CompareAsync(Patience);
    }

    private async Task<string> FailAsync()
    {
        var folder = _settings.Report is { } file ? file + ".output" : Path.Combine(Path.GetTempPath(), $"switchboard-faults-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        foreach (var node in _scene.All)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{node.Process.Address.Port}.log"), node.Process.Output);
        var text = Text();
        if (_settings.Report is not null)
            await File.WriteAllTextAsync(_settings.Report, text);
        return $"{text}\nThe output of the processes is in {folder}.";
    }
}
