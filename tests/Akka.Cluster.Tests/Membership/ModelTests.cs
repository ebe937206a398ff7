using System.Diagnostics;
using System.Globalization;
using Akka.Cluster.Membership;
using Akka.Cluster.SBR;
using Xunit.Abstractions;

namespace Akka.Cluster.Tests.Membership;

/// <summary>The membership machines of whole clusters, run from seeds without actors, sockets or clocks: what holds at every moment, and what comes back after every fault.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("CLUSTER_MODEL_SEEDS") ?? "2000", CultureInfo.InvariantCulture);
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
}
