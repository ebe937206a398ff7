using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Processes;
using Switchboard.Bench.Report;
using Switchboard.Bench.Sockets;

namespace Switchboard.Bench.Clustering;

/// <summary>What a cluster of a lighthouse and four nodes, each a process, costs while nobody uses it.</summary>
internal static class IdleClusterSection
{
    private const int Nodes = 4;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Table table, Options options)
    {
        var port = FreePort();
        var database = PostgresServer.Shared.CreateDatabaseUrl();
        var members = new List<ServerProcess>();
        try
        {
            members.Add(await ServerProcess.StartLighthouseAsync(("CLUSTER_PORT", Text(port))));
            for (var i = 0; i < Nodes; i++)
                members.Add(await ServerProcess.StartNodeAsync(("CLUSTER_SEEDS", "127.0.0.1:" + Text(port)), ("CLUSTER_PORT", "0"), ("DATABASE_URL", database)));
            await AllUpAsync(members[0]);
            await Task.Delay(Settling);
            var before = members.ConvertAll(static member => member.ProcessorTime);
            await Task.Delay(Watched);
            var used = members.Zip(before, static (member, then) => (member.ProcessorTime - then) / Watched).ToArray();
            var goal = Goal.AtMost(0.01, "< 1 % of a core a node");
            table.Add(new Row("cluster: processor time of each of five idle members, worst and best")
            {
                Ours = string.Create(CultureInfo.InvariantCulture, $"{used.Max() * 100:0.00} %, {used.Min() * 100:0.00} % of a core"),
                Goals = [(goal, goal.IsReachedBy(used.Max()))],
            });
            table.Add(new Row("cluster: memory (RSS) of an idle lighthouse, and of a node") { Ours = $"{Show.Bytes(members[0].ResidentBytes)}, {Show.Bytes(members[1].ResidentBytes)}" });
        }
        finally
        {
            foreach (var member in members) member.Dispose();
        }
    }

    private static async Task AllUpAsync(ServerProcess member)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await http.GetStringAsync(new Uri($"http://{member.Address}/health/cluster"), limit.Token)).Split("\"status\":\"up\"").Length <= Nodes + 1)
            await Task.Delay(100, limit.Token);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
