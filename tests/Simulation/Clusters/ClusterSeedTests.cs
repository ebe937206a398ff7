using Akka.Simulation;
using Simulation.Kit;
using Xunit.Abstractions;

namespace Simulation.Clusters;

/// <summary>Clusters of whole actor systems keep their promises through faults of network, nodes and clocks.</summary>
public sealed class ClusterSeedTests(ITestOutputHelper output) : ScenarioTests(output)
{
    private readonly ITestOutputHelper _output = output;

    [Fact]
    public void Clusters_survive_five_faults_in_two_minutes_and_come_together_again() => Explore(new ClusterScenario(), 1_000);

    [Fact]
    public void The_scenario_is_deterministic() => IsDeterministic(new ClusterScenario());

    [Theory]
    [InlineData(5, 1)]
    [InlineData(20, 1)]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    public void Large_clusters_form_and_lose_a_node_in_seconds(int size, long seed)
    {
        using var world = new SimulatedWorld(seed);
        var run = new ClusterRun(world, size);
        world.AfterStep = run.CheckAlways;
        var formed = Measure(world, run);
        world.RunFor(TimeSpan.FromSeconds(20));
        var rest = run.Sends;
        world.RunFor(TimeSpan.FromSeconds(20));
        rest = run.Sends - rest;
        run.Do(new CrashNode(size / 2, TimeSpan.FromMinutes(5)));
        var removed = Measure(world, run);
        _output.WriteLine(
            $"{size} nodes, seed {seed}: formed in {formed.Time.TotalSeconds:F1} s with {formed.Sends:F0} writes a node; crashed node removed in {removed.Time.TotalSeconds:F1} s with {removed.Sends:F0}; "
            + $"at rest {rest / 20.0 / size:F1} writes a node and second, heartbeats and answers among them");
        Assert.InRange(formed.Time, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.InRange(removed.Time, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15));
        world.ThrowIfViolated();
    }

    private static (TimeSpan Time, double Sends) Measure(SimulatedWorld world, ClusterRun run)
    {
        var (started, sends) = (world.Now, run.Sends);
        while (!run.IsWhole() && world.Now - started < TimeSpan.FromSeconds(60)) world.RunFor(TimeSpan.FromSeconds(0.1));
        return (world.Now - started, (run.Sends - sends) / (double)world.Nodes.Count);
    }
}
