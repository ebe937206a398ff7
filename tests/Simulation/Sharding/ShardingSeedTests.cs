using Simulation.Kit;
using Xunit.Abstractions;

namespace Simulation.Sharding;

/// <summary>Sharded persistent entities keep their promises through faults of network, nodes and database.</summary>
public sealed class ShardingSeedTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void Entities_write_one_at_a_time_lose_nothing_acknowledged_and_are_found_again() => Explore(new ShardingScenario(), 200);

    [Fact]
    public void The_scenario_is_deterministic() => IsDeterministic(new ShardingScenario());
}
