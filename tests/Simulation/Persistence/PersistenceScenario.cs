using Akka.Simulation;

namespace Simulation.Persistence;

/// <summary>
/// Two persistent actors store numbered events in every way (one by one, all together, asynchronously), take snapshots and delete what these cover, while handlers
/// throw, actors are killed, the machine crashes at any step, the disk fails, hangs, is slow or full, and the journal refuses, answers late, twice or never. What is
/// acknowledged is stored, once; handlers run once, in order, after their event is stored; a recovery sees exactly what is stored, and no command before its end.
/// </summary>
internal sealed class PersistenceScenario : Scenario
{
    /// <summary>How many persistent actors there are.</summary>
    public const int Actors = 2;

    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(10, 50)).Select(_ => random.Next(32) switch
    {
        < 12 => (Step)new Store(random.Next(Actors), random.Next(4), random.Next(1, 5), random.Next(12) == 0),
        12 => new Snapshot(random.Next(Actors), random.Chance(0.5)),
        13 => new Crash(),
        14 => new KillActor(random.Next(Actors)),
        15 => new SetDisk(random.Next(5)),
        16 => new SetJournal(random.Next(5)),
        17 => new Heal(),
        < 24 => new RunSteps(random.Next(1, 10)),
        < 31 => new Wait(TimeSpan.FromMicroseconds(random.Next(100, 5_000))),
        _ => new Wait(TimeSpan.FromSeconds(random.Next(1, 40))),
    })];

    public override ScenarioRun Start(SimulatedWorld world) => new PersistenceRun(world);

    /// <summary>Tells an actor to store events.</summary>
    internal sealed record Store(int Actor, int How, int Count, bool HandlerFails) : Step
    {
        /// <inheritdoc/>
        public override IEnumerable<Step> Smaller() => Count > 1 ? [this with { Count = 1 }] : [];
    }

    /// <summary>Tells an actor to save a snapshot, and perhaps to delete the events before it.</summary>
    internal sealed record Snapshot(int Actor, bool Delete) : Step;

    /// <summary>The machine crashes and starts again.</summary>
    internal sealed record Crash : Step;

    /// <summary>An actor is killed.</summary>
    internal sealed record KillActor(int Actor) : Step;

    /// <summary>The disk gets worse in one way.</summary>
    internal sealed record SetDisk(int How) : Step;

    /// <summary>The journal gets worse in one way.</summary>
    internal sealed record SetJournal(int How) : Step;

    /// <summary>Disk and journal are well again.</summary>
    internal sealed record Heal : Step;
}
