using System.Diagnostics;
using Processes;
using Switchboard.Cluster.Tests.Network;

namespace Switchboard.Cluster.Tests;

/// <summary>A node or a lighthouse: a process with its ports, behind a proxy when asked for.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    /// <summary>The variable that makes nodes speak TLS with each other.</summary>
    public const string Tls = "AKKA__REMOTE__DOT_NETTY__TCP__ENABLE_SSL";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private ClusterNode(string program, string readyLine, bool behindProxy)
    {
        Process = new(program, readyLine);
        Port = FreePorts.Take();
        Process.Environment["CLUSTER_PORT"] = Port.ToString(null, null);
        Process.Environment["HTTP_PORT"] = FreePorts.Take().ToString(null, null);
        Process.Environment["DATA_DIR"] = Process.Folder;
        PublicPort = behindProxy ? FreePorts.Take() : Port;
        if (!behindProxy)
            return;
        Process.Environment["AKKA__REMOTE__DOT_NETTY__TCP__PUBLIC_PORT"] = PublicPort.ToString(null, null);
        Proxy = new TcpProxy(PublicPort, Port);
    }

    public ServiceProcess Process { get; }

    /// <summary>What stands in front of its port; null when nothing does.</summary>
    public TcpProxy? Proxy { get; }

    /// <summary>The port that others reach it at.</summary>
    public int PublicPort { get; }

    private int Port { get; }

    public string Address => $"akka.{(Process.Environment.ContainsKey(Tls) ? "ssl.tcp" : "tcp")}://Switchboard@127.0.0.1:{PublicPort}";

    public static ClusterNode Lighthouse(bool behindProxy = false) => new(Repository.Lighthouse, "lighthouse ready ", behindProxy);

    /// <summary>A node of no cluster, with a database in its folder.</summary>
    public static ClusterNode Alone() => new(Repository.Node, "switchboard ready ", behindProxy: false);

    /// <param name="databaseUrl">The database that it shares with others; null for one of its own.</param>
    /// <param name="behindProxy">Whether a proxy stands in front of its port.</param>
    public static ClusterNode Node(string? databaseUrl = null, bool behindProxy = false)
    {
        var node = new ClusterNode(Repository.Node, "switchboard ready ", behindProxy);
        node.Process.Environment["DATABASE_URL"] = databaseUrl ?? PostgresServer.Shared.CreateDatabaseUrl();
        return node;
    }

    /// <summary>The cluster as this node sees it.</summary>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public Task<ClusterView> ViewAsync() => SeesAsync(_ => true);

    /// <summary>Waits until this node sees what is asked for.</summary>
    /// <exception cref="TimeoutException">It has not within a minute; the message has what it saw last, and its output.</exception>
    public async Task<ClusterView> SeesAsync(Func<ClusterView, bool> condition)
    {
        // Another process: what it sees can only be asked for, again and again.
        ClusterView? last = null;
        for (var since = Stopwatch.StartNew(); since.Elapsed < ServiceProcess.Patience; await Task.Delay(50))
        {
            if (await TryViewAsync() is { } view && condition(last = view))
                return view;
        }
        throw new TimeoutException($"{Address} saw last: {last}\n{Process.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (Proxy is not null)
            await Proxy.DisposeAsync();
    }

    private async Task<ClusterView?> TryViewAsync()
    {
        try
        {
            return ClusterView.Parse(await Http.GetStringAsync(new Uri(Process.Address, "/health/cluster")));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Not started yet, ended, or busy.
            return null;
        }
    }
}
