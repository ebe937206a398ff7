using Akka.Simulation;
using Simulation.Clusters;

namespace Simulation.RoomClusters;

/// <summary>
/// Three whole nodes with sharded rooms, hubs and clients over one database, and 90 seconds with four to eight faults that overlap freely: partitions, single links
/// cut, connections that break, nodes that crash, stand still, slow down, drain and leave, come back at the same address, a database that is slow, fails, hangs or
/// loses its power with what it had not synced. Then all faults end. What must hold is in <see cref="RoomClusterRun"/>.
/// </summary>
internal sealed class RoomClusterScenario : Scenario
{
    public const int Nodes = 3;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    public override long StepLimit => 500_000;

    public override IReadOnlyList<Step> Plan(SeededRandom random)
    {
        var times = Enumerable.Range(0, random.Next(4, 9)).Select(_ => random.Span(TimeSpan.FromSeconds(8), Length)).Order().ToArray();
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

    public override ScenarioRun Start(SimulatedWorld world) => new RoomClusterRun(world);

    private static Step Fault(SeededRandom random) => random.Next(20) switch
    {
        0 or 1 => new Split((int)random.NextLong(), 2, OneWay: false),
        2 => new Split((int)random.NextLong(), 2, OneWay: true),
        3 => new CutLink(random.Next(Nodes), random.Next(Nodes), random.Chance(0.5)),
        4 or 5 => new HealAll(),
        6 or 7 or 8 => new CrashNode(random.Next(Nodes), random.Span(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(20))),
        9 or 10 or 11 => new LeaveNode(random.Next(Nodes)),
        12 => new FreezeNode(random.Next(Nodes), random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20))),
        13 => new SlowNode(random.Next(Nodes), random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(1))),
        14 => new LoseConnections(random.NextDouble() * 0.05),
        15 => new SkewClock(random.Next(Nodes), random.Span(TimeSpan.Zero, TimeSpan.FromMinutes(10))),
        16 or 17 => new HarmDatabase(random.Next(5)),
        18 => new RestartDatabase(),
        _ => new MendDatabase(),
    };
}

/// <summary>The database gets worse in one way.</summary>
internal sealed record HarmDatabase(int How) : Step;

/// <summary>The database is well again.</summary>
internal sealed record MendDatabase : Step;

/// <summary>The power of the database goes: what it had not synced is kept or lost, and what it was asked is never answered.</summary>
internal sealed record RestartDatabase : Step;
