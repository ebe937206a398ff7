using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Processes;
using Switchboard.Bench.Sockets;

namespace Switchboard.Bench.Clustering;

/// <summary>A lighthouse and nodes, each a process, with a database of PostgreSQL.</summary>
internal sealed class ClusterProcesses : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<ServerProcess> _nodes = [];

    private ClusterProcesses(string databaseUrl, ServerProcess lighthouse) => (DatabaseUrl, Lighthouse) = (databaseUrl, lighthouse);

    public string DatabaseUrl { get; }

    public ServerProcess Lighthouse { get; }

    public IReadOnlyList<ServerProcess> Nodes => _nodes;

    public IEnumerable<ServerProcess> All => _nodes.Prepend(Lighthouse);

    /// <summary>Starts them, and waits until the lighthouse sees all of them up and each node can reach every room.</summary>
    public static async Task<ClusterProcesses> StartAsync(int nodes)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var url = PostgresServer.Shared.CreateDatabaseUrl();
        var cluster = new ClusterProcesses(url, await ServerProcess.StartLighthouseAsync(("CLUSTER_PORT", port)));
        try
        {
            for (var i = 0; i < nodes; i++)
                cluster._nodes.Add(await ServerProcess.StartNodeAsync(("CLUSTER_SEEDS", "127.0.0.1:" + port), ("CLUSTER_PORT", "0"), ("DATABASE_URL", url)));
            await cluster.ReadyAsync();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes) node.Dispose();
        Lighthouse.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(Patience);
        while ((await http.GetStringAsync(new Uri($"http://{Lighthouse.Address}/health/cluster"), limit.Token)).Split("\"status\":\"up\"").Length <= _nodes.Count + 1)
            await Task.Delay(100, limit.Token);
        foreach (var node in _nodes)
        {
            while ((await http.GetAsync(new Uri($"http://{node.Address}/health/ready"), limit.Token)).StatusCode != HttpStatusCode.OK)
                await Task.Delay(100, limit.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
