using System.Globalization;
using Switchboard.Bench.Report;

namespace Switchboard.Bench.Clustering;

/// <summary>What a cluster of a lighthouse and four nodes, each a process, costs while nobody uses it.</summary>
internal static class IdleClusterSection
{
    private const int Nodes = 4;

    // What runs once a second has been compiled for good when it has run sixty times: until then the compiler uses more than all else.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Table table, Options options)
    {
        using var cluster = await ClusterProcesses.StartAsync(Nodes);
        await Task.Delay(Settling);
        var members = cluster.All.ToArray();
        var before = Array.ConvertAll(members, static member => member.ProcessorTime);
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
}
