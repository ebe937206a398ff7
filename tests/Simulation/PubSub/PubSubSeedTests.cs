using Simulation.Kit;
using Xunit.Abstractions;

namespace Simulation.PubSub;

/// <summary>Publish-subscribe keeps its promises through faults of network and nodes.</summary>
public sealed class PubSubSeedTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void Messages_come_at_most_once_and_in_order_and_all_of_them_when_the_faults_are_over() => Explore(new PubSubScenario(), 200);

    [Fact]
    public void The_scenario_is_deterministic() => IsDeterministic(new PubSubScenario());
}
