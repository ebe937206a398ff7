using Akka.Actor;
using Akka.Simulation;
using Xunit.Abstractions;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>
/// A process that dies on a machine that lives is missed at once, since its port refuses connections; it is removed no sooner than any other unreachable member would
/// be, and whoever comes after it at its address is a member soon.
/// </summary>
public sealed class RefusedConnectionTests(ITestOutputHelper output)
{
    private const int Seeds = 40;

    [Fact]
    public void A_process_that_dies_is_unreachable_within_a_second_and_removed_when_that_is_stable()
    {
        var longest = TimeSpan.Zero;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var world = WorldOfProcesses(seed);
            var nodes = world.StartCluster(5);
            world.Run(20 + (seed * 0.13));
            nodes[0].Crash(); // the leader, and the seed node
            var crashed = world.World.Now;
            Assert.True(world.RunUntil(() => nodes[1..].All(static node => ClusterWorld.ClusterOf(node).State.Unreachable.Count == 1), 1), $"seed {seed}");
            Assert.True(world.RunUntil(() => ClusterWorld.IsWhole(nodes[1..])));
            var took = world.World.Now - crashed;
            Assert.True(took >= TimeSpan.FromSeconds(3), $"seed {seed}: removed after {took}");
            if (took > longest) longest = took;
        }

        output.WriteLine($"the longest of {Seeds} removals took {longest.TotalSeconds:F1} s");
        Assert.InRange(longest, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Without_the_setting_silence_decides()
    {
        using var world = WorldOfProcesses(1);
        var nodes = world.StartCluster(3, "akka.cluster.failure-detector.refused-connection-is-failure = off");
        world.Run(20);
        nodes[2].Crash();
        Assert.False(world.RunUntil(() => ClusterWorld.ClusterOf(nodes[0]).State.Unreachable.Count > 0, 3));
        Assert.True(world.RunUntil(() => ClusterWorld.IsWhole(nodes[..2])));
    }

    [Fact]
    public void A_process_that_is_killed_and_started_at_once_is_a_member_again_within_three_seconds()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var world = WorldOfProcesses(seed);
            var nodes = world.StartCluster(4);
            world.Run(20 + (seed * 0.13));
            var killed = nodes[1 + (seed % 3)];
            var gone = ClusterWorld.ClusterOf(killed).SelfUniqueAddress;
            killed.Crash();
            world.Run(seed * 0.05);
            killed.Start();
            Assert.True(world.RunUntil(() => ClusterWorld.IsWhole(nodes), 3), $"seed {seed}");
            Assert.All(nodes, node => Assert.True(ClusterWorld.ClusterOf(node).Latest.HasTombstone(gone)));
        }
    }

    [Fact]
    public void Connections_that_break_between_living_nodes_make_nobody_unreachable()
    {
        using var world = WorldOfProcesses(1);
        var nodes = world.StartCluster(3);
        var events = new List<object>();
        ClusterWorld.ClusterOf(nodes[0]).Subscribe(nodes[0].System.ActorOf(Props.Create(() => new Collector(events))), ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IReachabilityEvent));
        for (var i = 0; i < 50; i++)
        {
            world.Network.Cut(nodes[i % 3], nodes[(i + 1) % 3]);
            world.Run(0.3);
        }

        Assert.Empty(events);
        Assert.True(ClusterWorld.IsWhole(nodes));
    }

    private static ClusterWorld WorldOfProcesses(long seed)
    {
        var world = new ClusterWorld(seed);
        world.Network.SilentCrashes = 0;
        return world;
    }
}
