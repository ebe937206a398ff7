using Processes;

namespace Switchboard.Cluster.Tests;

/// <summary>A lighthouse and three nodes form a cluster that loses any of them, the lighthouse too, and takes it back. How long a removal takes is
/// tested on virtual time, in tests/Simulation and tests/Akka.Cluster.Tests.</summary>
public sealed class MembershipTests
{
    [PostgresFact]
    public async Task Any_node_that_is_killed_is_removed_and_taken_back_on_the_same_port()
    {
        await using var cluster = await RunningCluster.StartAsync();
        foreach (var victim in cluster.All)
        {
            var before = (await cluster.Nodes[0].ViewAsync()).Members.Single(m => m.Address == victim.Address);
            await victim.Process.KillAsync();
            await cluster.AllSeeAsync(cluster.Except(victim));

            await victim.Process.StartAsync();
            await cluster.AllSeeAsync(cluster.All);
            var after = (await cluster.Nodes[0].ViewAsync()).Members.Single(m => m.Address == victim.Address);
            Assert.NotEqual(before.Uid, after.Uid);
        }
    }

    [PostgresFact]
    public async Task A_node_that_is_told_to_stop_leaves_without_being_missed_and_ends_well()
    {
        // Nobody is missed for as long as this test lasts: who is not a member any more has said so itself.
        await using var cluster = await RunningCluster.StartAsync(environment: ("AKKA__CLUSTER__FAILURE_DETECTOR__ACCEPTABLE_HEARTBEAT_PAUSE", "10m"));
        var leaving = cluster.Nodes[1];

        Assert.Equal(0, await leaving.Process.StopAsync());

        await cluster.AllSeeAsync(cluster.Except(leaving));
        Assert.All(cluster.Except(leaving), node => Assert.DoesNotContain("unreachable", node.Process.Output, StringComparison.OrdinalIgnoreCase));
    }

    [PostgresFact]
    public async Task A_node_that_stands_still_for_a_moment_stays()
    {
        await using var cluster = await RunningCluster.StartAsync();
        var uids = (await cluster.Lighthouse.ViewAsync()).Members.Select(m => m.Uid).Order().ToArray();

        // The fault is the pause itself: shorter than what detectors accept.
        cluster.Nodes[2].Process.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(2));
        cluster.Nodes[2].Process.Thaw();

        await cluster.AllSeeAsync(cluster.All);
        Assert.Equal(uids, (await cluster.Lighthouse.ViewAsync()).Members.Select(m => m.Uid).Order());
    }

    [PostgresFact]
    public async Task A_node_that_stood_still_until_it_was_removed_ends_itself_when_it_goes_on_and_may_come_back()
    {
        await using var cluster = await RunningCluster.StartAsync();
        var frozen = cluster.Nodes[0];
        frozen.Process.Freeze();
        await cluster.AllSeeAsync(cluster.Except(frozen));

        frozen.Process.Thaw();

        Assert.Equal(3, await frozen.Process.ExitAsync());
        await frozen.Process.StartAsync();
        await cluster.AllSeeAsync(cluster.All);
    }

    [PostgresFact]
    public async Task Nodes_go_on_and_take_in_others_while_one_of_two_lighthouses_is_away()
    {
        await using var first = ClusterNode.Lighthouse();
        await using var second = ClusterNode.Lighthouse();
        await using var node = ClusterNode.Node();
        await using var late = ClusterNode.Node();
        foreach (var member in (ClusterNode[])[first, second, node, late])
            member.Process.Environment["CLUSTER_SEEDS"] = $"127.0.0.1:{first.PublicPort},127.0.0.1:{second.PublicPort}";
        await Task.WhenAll(first.Process.StartAsync(), second.Process.StartAsync(), node.Process.StartAsync());
        await node.SeesAsync(view => view.Members.Count == 3 && view.Members.All(m => m.IsUp));

        await first.Process.KillAsync();
        await late.Process.StartAsync();

        await late.SeesAsync(view => view.Members.Count(m => m.IsUp) == 3);
    }

    [PostgresFact]
    public async Task A_rolling_restart_with_the_next_version_loses_no_member()
    {
        await using var cluster = await RunningCluster.StartAsync(nodes: 3, behindProxies: false, ("AKKA__CLUSTER__APP_VERSION", "1.0.0"));
        foreach (var node in cluster.All)
        {
            Assert.Equal(0, await node.Process.StopAsync());
            await cluster.AllSeeAsync(cluster.Except(node));
            node.Process.Environment["AKKA__CLUSTER__APP_VERSION"] = "1.1.0";
            await node.Process.StartAsync();
            await cluster.AllSeeAsync(cluster.All);
        }

        Assert.All((await cluster.Lighthouse.ViewAsync()).Members, member => Assert.Equal("1.1.0", member.Version));
    }
}
