using Processes;
using Switchboard.Cluster.Tests.Network;

namespace Switchboard.Cluster.Tests;

/// <summary>Who does not know the cluster's secret, or does not show its certificate, stays out, is told why, and disturbs nobody.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Secret = "correct horse battery staple";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Nodes_that_share_the_secret_form_a_cluster_and_one_with_another_secret_stays_out()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 1, behindProxies: false, ("CLUSTER_SECRET", Secret));

        await StaysOutAsync(cluster, "does not know the secret", ("CLUSTER_SECRET", "another text of some length"));
        Assert.All(cluster.All, node => Assert.DoesNotContain(Secret, node.Process.Output, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task One_without_a_secret_stays_out()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 1, behindProxies: false, ("CLUSTER_SECRET", Secret));

        await StaysOutAsync(cluster, "has no secret");
    }

    [PostgresFact]
    public async Task Nodes_that_show_the_same_certificate_form_a_cluster_and_one_with_another_stays_out()
    {
        var right = Tls(Certificates.Write(_folder.FullName, "right"));
        await using var cluster = await RunningCluster.StartAsync(nodes: 1, behindProxies: false, right);

        await StaysOutAsync(cluster, "certificate", Tls(Certificates.Write(_folder.FullName, "wrong")));
    }

    [PostgresFact]
    public async Task One_without_tls_stays_out_of_a_cluster_with_it()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 1, behindProxies: false, Tls(Certificates.Write(_folder.FullName, "right")));

        await StaysOutAsync(cluster, "closed the connection during the handshake");
    }

    private static (string Name, string Value)[] Tls(string path) =>
    [
        (ClusterNode.Tls, "true"),
        ("AKKA__REMOTE__DOT_NETTY__TCP__SSL__CERTIFICATE__PATH", path),
        ("AKKA__REMOTE__DOT_NETTY__TCP__SSL__CERTIFICATE__PASSWORD", Certificates.Password),
    ];

    // A stranger that tries to join for as long as a member needs several times over is no member, and says what it was refused for.
    private static async Task StaysOutAsync(RunningCluster cluster, string reason, params (string Name, string Value)[] environment)
    {
        await using var stranger = ClusterNode.Node();
        stranger.Process.Environment["CLUSTER_SEEDS"] = $"127.0.0.1:{cluster.Lighthouse.PublicPort}";
        foreach (var (name, value) in environment)
            stranger.Process.Environment[name] = value;

        await stranger.Process.StartAsync();
        await stranger.Process.PrintsAsync(reason);

        await cluster.AllSeeAsync(cluster.All);
        Assert.DoesNotContain((await stranger.ViewAsync()).Members, member => member.IsUp);
    }
}
