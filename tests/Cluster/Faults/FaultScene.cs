using Processes;
using Switchboard.Cluster.Tests.Faults.Check;

namespace Switchboard.Cluster.Tests.Faults;

/// <summary>What faults strike: nodes, and, unless one node is alone, their lighthouse and their database.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private readonly ClusterNode? _alone;

    private FaultScene(RunningCluster? cluster, ClusterNode? alone, PostgresServer? database, Random random, Findings findings)
    {
        Cluster = cluster;
        _alone = alone;
        Database = database;
        Random = random;
        Findings = findings;
    }

    /// <summary>Null for a node that is alone.</summary>
    public RunningCluster? Cluster { get; }

    /// <summary>Null when messages are stored in the node's own folder.</summary>
    public PostgresServer? Database { get; }

    public Random Random { get; }

    public Findings Findings { get; }

    public IReadOnlyList<ClusterNode> Nodes => Cluster?.Nodes ?? [_alone!];

    /// <summary>Nodes and lighthouse.</summary>
    public IReadOnlyList<ClusterNode> All => Cluster?.All ?? [_alone!];

    /// <summary>One node with its own database.</summary>
    public static async Task<FaultScene> AloneAsync(Random random, Findings findings)
    {
        var node = ClusterNode.Alone();
        var scene = new FaultScene(null, node, null, random, findings);
        await scene.OrNothingAsync(node.Process.StartAsync);
        return scene;
    }

    /// <summary>A lighthouse and three nodes behind proxies, and PostgreSQL.</summary>
    public static async Task<FaultScene> ThreeNodesAsync(Random random, Findings findings)
    {
        var database = PostgresServer.StartOwn();
        try
        {
            var url = database.CreateDatabaseUrl();
            return new(await RunningCluster.StartAsync(nodes: 3, behindProxies: true, ("DATABASE_URL", url)), null, database, random, findings);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public ClusterNode AnyNode() => Nodes[Random.Next(Nodes.Count)];

    /// <summary>Waits until all of them are in, and all are ready. Who ended without being made to is a finding, and is started again.</summary>
    public async Task StandsAsync(string after)
    {
        foreach (var node in All.Where(n => n.Process.HasEnded))
        {
            Findings.Break($"{node.Address} ended with code {await node.Process.ExitAsync()} during: {after}.");
            await node.Process.StartAsync();
        }
        if (Cluster is not null)
            await Cluster.AllSeeAsync(All);
        foreach (var node in All)
            await node.Process.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
            await Cluster.DisposeAsync();
        if (_alone is not null)
            await _alone.DisposeAsync();
        Database?.Dispose();
    }

    private async Task OrNothingAsync(Func<Task> start)
    {
        try
        {
            await start();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
