using Akka.Simulation;
using Simulation.Clusters;

namespace Simulation.Sharding;

/// <summary>
/// Three to five nodes with eight persistent counters in five shards, on one database. For some 60 seconds all nodes increment all counters, some 120 times, and about eight
/// faults happen meanwhile, on top of each other: partitions, links cut, connections that break, nodes that crash, come back, leave in good order, stand still, slow down, and a database that
/// is slow, fails, hangs, answers late or loses power with all that was not synced. Shards are rebalanced every two seconds, entities passivated when idle. Then all faults end.
/// </summary>
internal sealed class ShardingScenario : Scenario
{
    public const int Counters = 8;

    // Numbers of nodes in steps are taken modulo the size of the world's cluster.
    private const int Anybody = 420;

    public override long StepLimit => 300_000;

    public override IReadOnlyList<Step> Plan(SeededRandom random)
    {
        var plan = new List<Step> { new Wait(TimeSpan.FromSeconds(random.Next(1, 10))) };
        for (var i = 0; i < 120; i++)
        {
            plan.Add(random.Next(14) == 0 ? Fault(random) : new Increment(random.Next(Anybody), random.Next(Counters), random.Next(1, 4)));
            if (random.Chance(0.6)) plan.Add(new Wait(random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(1.6))));
            else if (random.Chance(0.5)) plan.Add(new RunSteps(random.Next(1, 30)));
        }

        return plan;
    }

    public override ScenarioRun Start(SimulatedWorld world) => new ShardingRun(world, 3 + world.Random.Fork("size").Next(3));

    private static Step Fault(SeededRandom random) => random.Next(20) switch
    {
        0 or 1 => new Split((int)random.NextLong(), 2, OneWay: false),
        2 => new Split((int)random.NextLong(), 2, OneWay: true),
        3 => new CutLink(random.Next(Anybody), random.Next(Anybody), random.Chance(0.5)),
        4 or 5 => new HealAll(),
        6 or 7 or 8 => new CrashNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(10))),
        9 or 10 or 11 => new LeaveNode(random.Next(Anybody)),
        12 => new FreezeNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15))),
        13 => new SlowNode(random.Next(Anybody), random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(1))),
        14 => new LoseConnections(random.NextDouble() * 0.1),
        15 => new SetDatabase(DatabaseFault.Well),
        16 => new SetDatabase(DatabaseFault.LosesPower),
        _ => new SetDatabase((DatabaseFault)random.Next(1, 6)),
    };
}
