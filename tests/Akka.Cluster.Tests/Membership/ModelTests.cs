using System.Diagnostics;
using System.Globalization;
using Akka.Cluster.SBR;
using Xunit.Abstractions;

namespace Akka.Cluster.Tests.Membership;

/// <summary>The membership machines of whole clusters, run from seeds without actors, sockets or clocks: what holds at every moment, and what comes back after every fault.</summary>
/// <remarks>CLUSTER_MODEL_SEEDS and CLUSTER_MODEL_FIRST choose other seeds: 5 ms each in a release build.</remarks>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("CLUSTER_MODEL_SEEDS") ?? "1000", CultureInfo.InvariantCulture);
    private static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("CLUSTER_MODEL_FIRST") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public void Clusters_survive_five_faults_in_two_minutes_and_come_together_again()
    {
        var started = Stopwatch.GetTimestamp();
        var messages = 0L;
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            try
            {
                messages += ModelFaults.Run(seed).Messages;
            }
            catch (Exception)
            {
                ModelFaults.Run(seed, keepsTrace: true);
                throw;
            }
        }

        output.WriteLine($"{Seeds} seeds from {FirstSeed}, {messages} messages, {Stopwatch.GetElapsedTime(started)}");
    }

    [Fact]
    public void Nobody_is_downed_while_nothing_fails_whatever_joins_and_leaves()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var cluster = new ModelCluster(seed, 3 + (seed % 5), new DowningStrategy.KeepMajority());
            cluster.Invariants.NothingFails = true;
            // Messages are late, overtake each other and come twice, as on any network.
            cluster.Network.Delay = TimeSpan.FromMilliseconds(400);
            cluster.Network.Duplication = 0.2;
            cluster.StartAll();
            for (var leaves = 0; leaves < 4; leaves++)
            {
                var leaving = cluster.Random.Next(cluster.Nodes.Length);
                cluster.At(TimeSpan.FromSeconds(10 + (80 * cluster.Random.NextDouble())), () => cluster.Leave(leaving));
            }

            cluster.RunFor(TimeSpan.FromSeconds(100));
            Assert.True(cluster.RunUntil(cluster.IsWhole, TimeSpan.FromSeconds(60)) is not null, cluster.Describe());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Nodes_become_members_within_seconds(int nodes)
    {
        var cluster = new ModelCluster(nodes, nodes, new DowningStrategy.KeepMajority());
        cluster.StartAll();
        var took = cluster.RunUntil(cluster.IsWhole, TimeSpan.FromSeconds(20));
        Assert.NotNull(took);
        Assert.InRange(took.Value, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void Time_to_agree_and_messages_grow_slowly_with_the_size_of_the_cluster()
    {
        foreach (var size in new[] { 3, 5, 10, 20, 50 })
        {
            var cluster = new ModelCluster(size, size, new DowningStrategy.KeepMajority());
            cluster.StartAll();
            var (forming, formed) = Measure(cluster);
            // Once formed, one node joins and one crashes.
            cluster.RunFor(TimeSpan.FromSeconds(20));
            var quiet = cluster.Messages;
            cluster.RunFor(TimeSpan.FromSeconds(100));
            quiet = cluster.Messages - quiet;
            cluster.Restart(size - 1);
            cluster.RunFor(TimeSpan.FromSeconds(0.1));
            var (rejoining, rejoined) = Measure(cluster);
            cluster.Crash(0);
            cluster.RunFor(TimeSpan.FromSeconds(0.1));
            var (removing, removed) = Measure(cluster);
            output.WriteLine(
                $"{size,3} nodes: formed in {formed.TotalSeconds:F1} s with {forming:F1} messages a node; restarted node up in {rejoined.TotalSeconds:F1} s, {rejoining:F1}; "
                + $"crashed node removed in {removed.TotalSeconds:F1} s, {removing:F1}; at rest {quiet / 100.0 / size:F2} messages a node and second, without heartbeats");
            Assert.InRange(formed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
            Assert.InRange(rejoined, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            Assert.InRange(removed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
            Assert.InRange(quiet / 100.0 / size, 0, 0.5);
        }
    }

    private static (double MessagesPerNode, TimeSpan Time) Measure(ModelCluster cluster)
    {
        var before = cluster.Messages;
        var took = cluster.RunUntil(cluster.IsWhole, TimeSpan.FromSeconds(60));
        Assert.True(took is not null, cluster.Describe());
        return ((cluster.Messages - before) / (double)cluster.Nodes.Length, took.Value);
    }
}
