using Simulation.Kit;
using Xunit.Abstractions;

namespace Simulation.RoomClusters;

/// <summary>Rooms that move between nodes keep every promise that one node makes, through faults of network, nodes and database.</summary>
public sealed class RoomClusterSeedTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void What_is_acknowledged_is_stored_once_and_everybody_sees_the_whole_log_wherever_rooms_live() => Explore(new RoomClusterScenario(), 1_000);

    [Fact]
    public void The_scenario_is_deterministic() => IsDeterministic(new RoomClusterScenario());
}
