using Akka.Simulation;
using Simulation.Clusters;

namespace Simulation.PubSub;

/// <summary>
/// Three to five nodes of a cluster, one of them sometimes without a mediator; on each three actors that subscribe to six topics (two of them by group), unsubscribe
/// and end, while all nodes publish: some 120 such steps in 60 seconds, with four faults between them: partitions, links cut, connections that break, nodes that crash,
/// leave, stand still, slow down. Then all faults end.
/// </summary>
internal sealed class PubSubScenario : Scenario
{
    public const int Topics = 6;
    public const int Actors = 3;

    // Numbers of nodes in steps are taken modulo the size of the world's cluster.
    private const int Anybody = 420;

    public override long StepLimit => 5_000_000;

    public override IReadOnlyList<Step> Plan(SeededRandom random)
    {
        var plan = new List<Step> { new Wait(TimeSpan.FromSeconds(random.Next(1, 10))) };
        for (var i = 0; i < 120; i++)
        {
            plan.Add(random.Next(30) == 0 ? Fault(random) : Use(random));
            if (random.Chance(0.6)) plan.Add(new Wait(random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(1.6))));
            else if (random.Chance(0.5)) plan.Add(new RunSteps(random.Next(1, 30)));
        }

        return plan;
    }

    public override ScenarioRun Start(SimulatedWorld world) => new PubSubRun(world, 3 + world.Random.Fork("size").Next(3));

    private static Step Use(SeededRandom random) => random.Next(10) switch
    {
        < 3 => new SubscribeTo(random.Next(Anybody), random.Next(Actors), random.Next(Topics)),
        3 or 4 => new UnsubscribeFrom(random.Next(Anybody), random.Next(Actors), random.Next(Topics)),
        5 => new EndActor(random.Next(Anybody), random.Next(Actors)),
        _ => new PublishTo(random.Next(Anybody), random.Next(Topics), random.Next(1, 5)),
    };

    private static Step Fault(SeededRandom random) => random.Next(12) switch
    {
        0 or 1 => new Split((int)random.NextLong(), 2, OneWay: false),
        2 => new Split((int)random.NextLong(), 2, OneWay: true),
        3 => new CutLink(random.Next(Anybody), random.Next(Anybody), random.Chance(0.5)),
        4 or 5 => new HealAll(),
        6 or 7 => new CrashNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(10))),
        8 => new LeaveNode(random.Next(Anybody)),
        9 => new FreezeNode(random.Next(Anybody), random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15))),
        10 => new SlowNode(random.Next(Anybody), random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(1))),
        _ => new LoseConnections(random.NextDouble() * 0.1),
    };
}
