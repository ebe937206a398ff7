using System.Diagnostics;
using EndToEnd.Processes;
using Processes;
using Switchboard.Cluster.Tests.Faults.Check;
using Switchboard.Cluster.Tests.Faults.Load;
using Switchboard.Cluster.Tests.Network;
using Xunit.Abstractions;

namespace Switchboard.Cluster.Tests.Faults.Npm;

/// <summary>While all nodes are restarted one after the other under load, unmodified phoenix clients behind one address see reconnects and nothing else.</summary>
[Collection(nameof(Alone))]
public sealed class NpmRollingTests(ITestOutputHelper output)
{
    private const int Clients = 6;
    private const int Rooms = 3;

    // What phoenix.js tells of a connection that ends and comes back, and of what it sent just before.
    private static readonly string[] Reconnecting = ["open", "ready", "closed: 1012 draining", "channel_error", "rejoined", "message refused: client timeout"];

    [NpmClusterFact]
    public async Task Clients_see_reconnects_and_nothing_else()
    {
        var settings = FaultSettings.Read() with { Clients = Clients, Rooms = Rooms, Rounds = 1 };
        var findings = new Findings();
        await using var scene = await FaultScene.ThreeNodesAsync(new Random(settings.Seed), findings);
        Uri[] nodes = [.. scene.Nodes.Select(n => n.Process.Address)];
        await using var balancer = new Balancer(nodes);
        RoomRecord[] rooms = [.. Enumerable.Range(1, Rooms).Select(r => new RoomRecord($"npm-{r}"))];
        var clients = new List<NpmClient>();
        using var stopReading = new CancellationTokenSource();
        var reader = new RoomReader(rooms, nodes, findings);
        try
        {
            for (var i = 0; i < Clients; i++)
                clients.Add(await NpmClient.StartAsync($"ws://127.0.0.1:{balancer.Port}/socket", new ClientRecord(i, rooms[i % Rooms], findings)));
            var reading = reader.FollowAsync(stopReading.Token);
            await ServedAsync(clients);

            var from = Stopwatch.GetTimestamp();
            await FaultKind.Rolling.StrikeAsync(scene);
            await ServedAsync(clients);
            var to = Stopwatch.GetTimestamp();
            await Task.WhenAll(clients.Select(c => c.FinishAsync(ServiceProcess.Patience)));
            await stopReading.CancelAsync();
            await reading;
            await reader.FinishAsync(ServiceProcess.Patience);
            for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < ServiceProcess.Patience && clients.Any(c => c.Record.LastSeq < c.Record.Room.Stored.Count);)
                await Task.Delay(20);

            var records = clients.Select(c => c.Record).ToArray();
            foreach (var room in rooms)
                LogCheck.Check(room, [.. records.Where(r => r.Room == room)], findings);
            var notes = findings.TakeNotes();
            var report = new FaultReport(settings);
            report.Add(FaultKind.Rolling, rooms.Select(r => Stopwatch.GetElapsedTime(0, r.LongestGap(from, to))), Stopwatch.GetElapsedTime(from, to), notes);
            output.WriteLine(report.Write(records, rooms, findings));
            Assert.Empty(findings.Broken);
            Assert.Empty(notes.Select(n => n.What).Where(n => !n.StartsWith("read ", StringComparison.Ordinal)).Except(Reconnecting));
        }
        finally
        {
            await stopReading.CancelAsync();
            foreach (var client in clients)
                await client.DisposeAsync();
        }
    }

    // Each has had an acknowledgement since now.
    private static async Task ServedAsync(List<NpmClient> clients)
    {
        var since = Stopwatch.GetTimestamp();
        for (var waiting = Stopwatch.StartNew(); clients.Any(c => c.Record.LastAcknowledgement < since); await Task.Delay(20))
            Assert.True(waiting.Elapsed < ServiceProcess.Patience, "Some clients are not served within a minute.");
    }
}

/// <summary>A test with the real npm client and a real PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NpmClusterFactAttribute : FactAttribute
{
    public NpmClusterFactAttribute() => Skip = Requirement.NodeJs ?? PostgresServer.Missing;
}
