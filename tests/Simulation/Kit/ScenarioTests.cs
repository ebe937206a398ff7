using Akka.Simulation;
using Xunit.Abstractions;

namespace Simulation.Kit;

/// <summary>
/// The base of tests that explore a scenario: some hundred seeds at every run, any number when the environment says so (see
/// <see cref="SeedReport"/>).
/// </summary>
public abstract class ScenarioTests(ITestOutputHelper output)
{
    private protected void Explore(Scenario scenario, int seeds)
    {
        if (SeedReport.Verify(scenario, seeds, output.WriteLine) is { } progress) Assert.True(progress.Steps > progress.Seeds * 20, "next to nothing happens in a seed");
    }

    private protected static void IsDeterministic(Scenario scenario)
    {
        var runner = new SeedRunner(scenario);
        for (var seed = 1_000; seed < 1_010; seed++)
            Assert.Equal(runner.Run(seed, new SimulationTrace(1)).Trace!.Hash, runner.Run(seed, new SimulationTrace(1)).Trace!.Hash);
    }
}
