using Processes;
using Switchboard.Cluster.Tests.Network;

namespace Switchboard.Cluster.Tests;

/// <summary>Networks that cut, swallow, delay and change what nodes say to each other never leave two clusters, and cost nobody but the node they hit.</summary>
public sealed class NetworkTests
{
    [PostgresTheory]
    [InlineData(nameof(Fault.Cut))]
    [InlineData(nameof(Fault.Swallow))]
    public async Task A_node_that_nobody_reaches_is_removed_ends_itself_and_comes_back_when_the_network_does(string fault)
    {
        await using var cluster = await RunningCluster.StartAsync(behindProxies: true);
        var lost = cluster.Nodes[2];

        lost.Proxy!.Fault = Enum.Parse<Fault>(fault);

        await cluster.AllSeeAsync(cluster.Except(lost));
        Assert.Equal(3, await lost.Process.ExitAsync());
        lost.Proxy.Fault = Fault.None;
        await lost.Process.StartAsync();
        await cluster.AllSeeAsync(cluster.All);
    }

    [PostgresFact]
    public async Task A_slow_network_costs_no_member()
    {
        await using var cluster = await RunningCluster.StartAsync(behindProxies: true);
        var uids = await UidsAsync(cluster);

        // The fault lasts for longer than a node that is lost would stay.
        cluster.Nodes[0].Proxy!.Fault = Fault.Delay;
        await Task.Delay(TimeSpan.FromSeconds(8));
        cluster.Nodes[0].Proxy!.Fault = Fault.None;

        await cluster.AllSeeAsync(cluster.All);
        Assert.Equal(uids, await UidsAsync(cluster));
    }

    [PostgresFact]
    public async Task Connections_that_break_are_made_again_without_anybody_being_missed()
    {
        await using var cluster = await RunningCluster.StartAsync(behindProxies: true);
        var uids = await UidsAsync(cluster);

        foreach (var node in cluster.All)
        {
            node.Proxy!.Fault = Fault.Cut;
            node.Proxy.Fault = Fault.None;
        }

        await cluster.AllSeeAsync(cluster.All);
        Assert.Equal(uids, await UidsAsync(cluster));
    }

    [PostgresFact]
    public async Task Changed_bytes_close_their_connection_and_nothing_else()
    {
        await using var cluster = await RunningCluster.StartAsync(behindProxies: true);
        var hit = cluster.Nodes[1];

        hit.Proxy!.Fault = Fault.Corrupt;
        // Another process sends what is to be changed: there is nothing to wait on but the count.
        while (hit.Proxy.Corrupted < 3)
            await Task.Delay(50);
        hit.Proxy.Fault = Fault.None;

        // The checks of a frame find most changes, and heartbeats that are lost with a connection may cost the node that was hit its place.
        // Whether they did shows at any time until all is well.
        var healed = cluster.AllSeeAsync(cluster.All);
        while (!healed.IsCompleted)
        {
            if (hit.Process.HasEnded)
                await hit.Process.StartAsync();
            await Task.WhenAny(healed, Task.Delay(50));
        }
        await healed;
        Assert.All(cluster.Except(hit), node => Assert.False(node.Process.HasEnded));
    }

    [PostgresFact]
    public async Task A_lighthouse_that_founded_a_cluster_of_its_own_while_it_was_cut_off_ends_itself_and_joins_when_started_again()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 2, behindProxies: true);
        var uids = (await cluster.Nodes[0].ViewAsync()).Members.Where(m => m.Role == "node").Select(m => m.Uid).Order().ToArray();
        cluster.Lighthouse.Proxy!.Fault = Fault.Cut;
        await cluster.Lighthouse.Process.KillAsync();
        await cluster.Lighthouse.Process.StartAsync();
        await cluster.Lighthouse.SeesAsync(view => view.Members is [{ IsUp: true }]);

        cluster.Lighthouse.Proxy.Fault = Fault.None;

        Assert.Equal(3, await cluster.Lighthouse.Process.ExitAsync());
        await cluster.Lighthouse.Process.StartAsync();
        await cluster.AllSeeAsync(cluster.All);
        Assert.Equal(uids, (await cluster.Nodes[0].ViewAsync()).Members.Where(m => m.Role == "node").Select(m => m.Uid).Order());
    }

    private static async Task<long[]> UidsAsync(RunningCluster cluster) => [.. (await cluster.Lighthouse.ViewAsync()).Members.Select(m => m.Uid).Order()];
}
