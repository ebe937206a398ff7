using Switchboard.Bench.Report;

namespace Switchboard.Bench.Sockets;

/// <summary>A real node over real WebSockets, and Kestrel's WebSockets without one. The load runs in this process, on the same cores.</summary>
internal static class SocketsSection
{
    /// <summary>Lets the load handle what comes where it comes in, without a hop to the thread pool. Read by the framework when its first socket is made.</summary>
    public const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private const string Endpoint = "/socket/websocket?vsn=2.0.0";
    private const int Members = 1_000;
    private const int Idle = 5_000;
    private const int MembersOfIdle = 10;

    private static readonly string Body = new('x', 64);
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync(Table table, Options options)
    {
        Environment.SetEnvironmentVariable(InlineCompletions, "1");
        await MemoryAsync(table);
        await FanOutAsync(table, Math.Min(options.Runs, 5));
    }

    private static async Task FanOutAsync(Table table, int runs)
    {
        using var node = await ServerProcess.StartNodeAsync();
        using var bare = await ServerProcess.StartBareAsync();
        using var ephemeral = await Crowd.GatherAsync(node, Endpoint, Members, Join("topic:bench"), Push("topic:bench", "shout"));
        using var durable = await Crowd.GatherAsync(node, Endpoint, Members, Join("room:bench"), Push("room:bench", "new_msg"));
        using var limit = await Crowd.GatherAsync(bare, "/", Members, null, Push("topic:bench", "shout"));
        var measured = await Measure.ByTurnsAsync(runs, 1, () => ephemeral.RunAsync(RunTime), () => durable.RunAsync(RunTime), () => limit.RunAsync(RunTime));
        Add(table, "sockets: deliveries, 1 topic x 1,000, 16 in flight, ephemeral", measured[0], measured[2], Goal.AtLeast(450e3, ">= 450 k/s"));
        Add(table, "sockets: deliveries, 1 room x 1,000, 16 in flight, durable", measured[1], measured[2], Goal.AtLeast(400e3, ">= 400 k/s"));
    }

    private static void Add(Table table, string what, Measured ours, Measured limit, Goal goal) => table.Add(new Row(what)
    {
        Ours = Show.Rate(ours),
        Reference = Show.Rate(limit) + " bare Kestrel",
        Ratio = Show.Percent(ours.RatioTo(limit)),
        Goals = [(goal, goal.IsReachedBy(ours.PerSecond))],
    });

    private static async Task MemoryAsync(Table table)
    {
        double ours, limit;
        using (var node = await ServerProcess.StartNodeAsync()) ours = await BytesEachAsync(node, Endpoint, static i => Join($"topic:idle-{i / MembersOfIdle}"));
        using (var bare = await ServerProcess.StartBareAsync()) limit = await BytesEachAsync(bare, "/", static _ => null);
        var goal = Goal.AtMost(12 * 1024, "<= 12 KiB");
        table.Add(new Row("sockets: memory (RSS) of each of 5,000 idle ones, joined, 10 a topic")
        {
            Ours = Show.Bytes(ours),
            Reference = Show.Bytes(limit) + " bare Kestrel, nothing joined",
            Ratio = Show.Percent(ours / limit),
            Goals = [(goal, goal.IsReachedBy(ours))],
        });
    }

    private static async Task<double> BytesEachAsync(ServerProcess server, string path, Func<int, string?> join)
    {
        // The first sockets load code and fill pools, which is no cost of a socket.
        var first = await server.ConnectAsync(path, 100, join, static _ => new CountedFrames(static _ => { }));
        foreach (var socket in first) socket.Dispose();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = server.ResidentBytes;
        var sockets = await server.ConnectAsync(path, Idle, join, static _ => new CountedFrames(static _ => { }));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var after = server.ResidentBytes;
        foreach (var socket in sockets) socket.Dispose();
        return (double)(after - before) / Idle;
    }

    private static string Join(string topic) => $$"""["1","1","{{topic}}","phx_join",{}]""";

    private static string Push(string topic, string name) => $$"""["1",null,"{{topic}}","{{name}}",{"body":"{{Body}}"}]""";
}
