using Processes;

namespace Switchboard.Cluster.Tests;

/// <summary>A lighthouse and nodes as processes on this machine.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private readonly List<ClusterNode> _all = [];

    private RunningCluster(string databaseUrl, ClusterNode lighthouse, IReadOnlyList<ClusterNode> nodes)
    {
        DatabaseUrl = databaseUrl;
        Lighthouse = lighthouse;
        Nodes = nodes;
        _all.Add(lighthouse);
        _all.AddRange(nodes);
    }

    /// <summary>The database of all nodes, empty at the start.</summary>
    public string DatabaseUrl { get; }

    public ClusterNode Lighthouse { get; }

    public IReadOnlyList<ClusterNode> Nodes { get; }

    public IReadOnlyList<ClusterNode> All => _all;

    /// <summary>Starts a lighthouse and nodes, and waits until all of them see all of them up.</summary>
    public static async Task<RunningCluster> StartAsync(int nodes = 3, bool behindProxies = false, params (string Name, string Value)[] environment)
    {
        var databaseUrl = PostgresServer.Shared.CreateDatabaseUrl();
        var cluster = new RunningCluster(
            databaseUrl, ClusterNode.Lighthouse(behindProxies), [.. Enumerable.Range(0, nodes).Select(_ => ClusterNode.Node(databaseUrl, behindProxies))]);
        try
        {
            // The lighthouse is not told of itself.
            foreach (var node in cluster.Nodes)
                node.Process.Environment["CLUSTER_SEEDS"] = $"127.0.0.1:{cluster.Lighthouse.PublicPort}";
            foreach (var node in cluster.All)
            {
                foreach (var (name, value) in environment)
                    node.Process.Environment[name] = value;
            }
            await cluster.Lighthouse.Process.StartAsync();
            await Task.WhenAll(cluster.Nodes.Select(n => n.Process.StartAsync()));
            await cluster.AllSeeAsync(cluster.All);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until each of these sees exactly these, all up and reachable, and one leader.</summary>
    public async Task AllSeeAsync(IReadOnlyList<ClusterNode> nodes)
    {
        var wanted = nodes.Select(n => n.Address).Order().ToArray();
        var views = await Task.WhenAll(nodes.Select(n => n.SeesAsync(view =>
            view.Members.All(m => m.IsUp) && view.Members.Select(m => m.Address).Order().SequenceEqual(wanted) && wanted.Contains(view.Leader))));
        Assert.Single(views.Select(v => v.Leader).Distinct());
    }

    public IReadOnlyList<ClusterNode> Except(ClusterNode node) => [.. _all.Where(n => n != node)];

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all)
            await node.DisposeAsync();
    }
}
