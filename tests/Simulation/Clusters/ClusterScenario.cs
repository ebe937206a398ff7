using Akka.Simulation;

namespace Simulation.Clusters;

/// <summary>
/// Three to seven actor systems form a cluster on a simulated network, and for 120 seconds five faults happen to it: partitions into two or three sides, one
/// way or both, single links cut, connections that break, nodes that crash, stand still, slow down, leave, come back on the same address, and clocks that are
/// wrong. Then all faults end, and the cluster must become whole. What must hold at every moment is in <c>GossipInvariants</c>.
/// </summary>
internal sealed class ClusterScenario : Scenario
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(120);

    // Numbers of nodes in steps are taken modulo the size of the world's cluster.
    private const int Anybody = 420;

    public override long StepLimit => 5_000_000;

    public override IReadOnlyList<Step> Plan(SeededRandom random)
    {
        var times = Enumerable.Range(0, 5).Select(_ => random.Span(TimeSpan.FromSeconds(3), Length)).Order().ToArray();
        var plan = new List<Step>();
        var now = TimeSpan.Zero;
        foreach (var time in times)
        {
            plan.Add(new Wait(time - now));
            plan.Add(Fault(random));
            now = time;
        }

        plan.Add(new Wait(Length - now));
        return plan;
    }

    public override ScenarioRun Start(SimulatedWorld world) => new ClusterRun(world, 3 + world.Random.Fork("size").Next(5));

    private static Step Fault(SeededRandom random) => random.Next(14) switch
    {
        0 or 1 or 2 => new Split((int)random.NextLong(), 2 + random.Next(2), OneWay: false),
        3 => new Split((int)random.NextLong(), 2, OneWay: true),
        4 => new CutLink(random.Next(Anybody), random.Next(Anybody), random.Chance(0.5)),
        5 or 6 => new HealAll(),
        7 or 8 => new CrashNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(20))),
        9 => new LeaveNode(random.Next(Anybody)),
        10 => new FreezeNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20))),
        11 => new SlowNode(random.Next(Anybody), random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(1))),
        12 => new LoseConnections(random.NextDouble() * 0.05),
        _ => new SkewClock(random.Next(Anybody), random.Span(TimeSpan.Zero, TimeSpan.FromHours(1))),
    };
}
