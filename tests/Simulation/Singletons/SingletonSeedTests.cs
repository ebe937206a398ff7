using Simulation.Kit;
using Xunit.Abstractions;

namespace Simulation.Singletons;

/// <summary>Never two instances of a singleton on nodes that count on each other, and one again when all has healed.</summary>
public sealed class SingletonSeedTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void There_is_one_instance_through_eight_faults_and_one_afterwards() => Explore(new SingletonScenario(), 200);

    [Fact]
    public void The_scenario_is_deterministic() => IsDeterministic(new SingletonScenario());
}
