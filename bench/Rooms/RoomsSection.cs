using System.Globalization;
using Processes;
using Switchboard.Bench.Clustering;
using Switchboard.Bench.Remoting;
using Switchboard.Bench.Report;
using Switchboard.Bench.Sockets;

namespace Switchboard.Bench.Rooms;

/// <summary>
/// Messages of rooms from end to end: a client of one node sends, PostgreSQL has it on disk, a client of another node gets it. A lighthouse, two nodes,
/// PostgreSQL and this load, with all of its sockets, share the machine: on two cores most of a time is waiting for a core.
/// </summary>
internal static class RoomsSection
{
    private const int Nodes = 2;
    private const int Rooms = 200;
    private const int PerSecond = 1_000;
    private const int MembersOfNode = 500;
    private const int WarmUps = 4; // the nodes compile what they use most for the first ten seconds
    private const string Endpoint = "/socket/websocket?vsn=2.0.0";

    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Table table, Options options)
    {
        if (PostgresServer.Missing is { } missing)
        {
            table.Add(new Row("rooms") { Ours = missing });
            return;
        }

        var runs = Math.Min(options.Runs, 5);
        using var cluster = await ClusterProcesses.StartAsync(Nodes);
        using (var echo = await PeerProcess.StartAsync(RawPeer.Argument))
        using (var raw = new RawRooms(cluster.DatabaseUrl, echo))
        using (var load = await RoomLoad.ConnectAsync(cluster.Nodes, Rooms))
        {
            await ClosedAsync(table, runs, load, raw, cluster);
            await OpenAsync(table, runs, load, raw);
        }

        await FanOutAsync(table, runs, cluster);
    }

    private static async Task ClosedAsync(Table table, int runs, RoomLoad load, RawRooms raw, ClusterProcesses cluster)
    {
        for (var i = 0; i < WarmUps; i++) await load.ClosedAsync(RunTime, new Latencies(), new Latencies());
        await raw.RunAsync(RunTime, Rooms, new Latencies());
        var (delivered, acknowledged, batches) = (new Latencies(), new Latencies(), new Latencies());
        var before = ProcessorTime(cluster);
        var measured = await Measure.ByTurnsAsync(runs, 0, () => load.ClosedAsync(RunTime, delivered, acknowledged), () => raw.RunAsync(RunTime, Rooms, batches));
        var used = ProcessorTime(cluster) - before;
        table.Add(new Row("rooms: messages to clients of another node, durable, 200 rooms, one in flight in each")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " 200 rows in one statement, then 200 frames over TCP and back",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
        });
        table.Add(new Row("rooms: the same, processor time of a message, both nodes together") { Ours = Show.Microseconds(used.TotalMicroseconds / measured[0].Operations) });
        AddTimes(table, "rooms: the same, from sent to delivered, p50 and p99", delivered, batches, "for 200 together");
        AddTimes(table, "rooms: the same, from sent to acknowledged, p50 and p99", acknowledged, batches, "for 200 together");
    }

    private static async Task OpenAsync(Table table, int runs, RoomLoad load, RawRooms raw)
    {
        await load.OpenAsync(PerSecond, RunTime, new Latencies(), new Latencies());
        var (delivered, acknowledged, singles) = (new Latencies(), new Latencies(), new Latencies());
        await Measure.ByTurnsAsync(runs, 0, () => load.OpenAsync(PerSecond, RunTime, delivered, acknowledged), () => raw.RunAsync(RunTime, 1, singles));
        var what = string.Create(CultureInfo.InvariantCulture, $"rooms: {PerSecond:N0} messages/s over 200 rooms, from when due to delivered on another node, p50 and p99");
        AddTimes(table, what, delivered, singles, "one row, then one frame over TCP and back, nothing else under way");
        AddTimes(table, "rooms: the same, from when due to acknowledged, p50 and p99", acknowledged, singles, "as above");
    }

    private static TimeSpan ProcessorTime(ClusterProcesses cluster) => cluster.Nodes.Aggregate(TimeSpan.Zero, static (sum, node) => sum + node.ProcessorTime);

    private static void AddTimes(Table table, string what, Latencies ours, Latencies reference, string referenceIs) => table.Add(new Row(what)
    {
        Ours = ours.ToString(),
        Reference = $"{reference} {referenceIs}",
        Ratio = $"{Show.Percent(ours.Milliseconds(0.5) / reference.Milliseconds(0.5))}, {Show.Percent(ours.Milliseconds(0.99) / reference.Milliseconds(0.99))}",
    });

    private static async Task FanOutAsync(Table table, int runs, ClusterProcesses cluster)
    {
        using var bare = await ServerProcess.StartBareAsync();
        using var crowd = await Crowd.GatherAsync(cluster.Nodes, Endpoint, MembersOfNode, """["1","1","room:crowd","phx_join",{}]""", $$"""["1",null,"room:crowd","new_msg",{{RoomPair.Payload(100)}}]""");
        using var limit = await Crowd.GatherAsync(bare, "/", Nodes * MembersOfNode, null, $$"""["1",null,"room:crowd","new_msg",{{RoomPair.Payload(100)}}]""");
        var measured = await Measure.ByTurnsAsync(runs, 1, () => crowd.RunAsync(RunTime), () => limit.RunAsync(RunTime));
        table.Add(new Row("rooms: deliveries, 1 room x 500 on each of two nodes, 16 in flight, durable, each looked at by the load")
        {
            Ours = Show.Rate(measured[0]),
            Reference = Show.Rate(measured[1]) + " bare Kestrel, 1,000 on one server, counted by the load",
            Ratio = Show.Percent(measured[0].RatioTo(measured[1])),
        });
    }
}
