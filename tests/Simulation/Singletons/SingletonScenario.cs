using Akka.Simulation;
using Simulation.Clusters;

namespace Simulation.Singletons;

/// <summary>
/// Three to six nodes run one singleton, and for 90 seconds eight faults happen to them, often in the middle of a hand-over: hosts and their successors leave
/// and crash, come back on the same address, networks split and mend. An instance takes from no time to longer than a shutdown waits to stop.
/// </summary>
internal sealed class SingletonScenario : Scenario
{
    private const int Anybody = 60;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    public override long StepLimit => 5_000_000;

    public override IReadOnlyList<Step> Plan(SeededRandom random)
    {
        var hasNetworkFaults = random.Chance(0.6);
        var plan = new List<Step> { new Wait(TimeSpan.FromSeconds(random.Next(2, 12))) };
        for (var i = 0; i < 8; i++)
        {
            plan.Add(Fault(random, hasNetworkFaults));
            // Into what the fault before set going, or when that is over.
            plan.Add(random.Next(3) switch
            {
                0 => new RunSteps(random.Next(1, 200)),
                1 => new Wait(random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(3))),
                _ => new Wait(random.Span(TimeSpan.Zero, Length / 4)),
            });
        }

        return plan;
    }

    public override ScenarioRun Start(SimulatedWorld world) => new SingletonRun(world, 3 + world.Random.Fork("size").Next(4));

    private static Step Fault(SeededRandom random, bool network) => random.Next(network ? 18 : 10) switch
    {
        0 or 1 or 2 => new LeaveHost(),
        3 or 4 => new CrashHost(Downtime(random)),
        5 or 6 => new CrashNext(Downtime(random)),
        7 => new LeaveNode(random.Next(Anybody)),
        8 => new CrashNode(random.Next(Anybody), Downtime(random)),
        9 => new EndInstance(),
        10 or 11 => new Split((int)random.NextLong(), 2, OneWay: false),
        12 => new Split((int)random.NextLong(), 2, OneWay: true),
        13 => new CutLink(random.Next(Anybody), random.Next(Anybody), random.Chance(0.5)),
        14 or 15 => new HealAll(),
        16 => new FreezeNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20))),
        _ => new LoseConnections(random.NextDouble() * 0.05),
    };

    private static TimeSpan Downtime(SeededRandom random) => random.Span(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(random.Chance(0.5) ? 2 : 20));
}
