using Simulation.Kit;
using Xunit.Abstractions;

namespace Simulation.Clusters;

/// <summary>Clusters of whole actor systems keep their promises through faults of network, nodes and clocks.</summary>
public sealed class ClusterSeedTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void Clusters_survive_five_faults_in_two_minutes_and_come_together_again() => Explore(new ClusterScenario(), 1_000);

    [Fact]
    public void The_scenario_is_deterministic() => IsDeterministic(new ClusterScenario());
}
