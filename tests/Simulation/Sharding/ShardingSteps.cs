using Akka.Simulation;

namespace Simulation.Sharding;

/// <summary>A node adds one to some counters.</summary>
internal sealed record Increment(int Node, int Counter, int Count) : Step
{
    public override IEnumerable<Step> Smaller() => Count > 1 ? [this with { Count = Count / 2 }] : [];
}

/// <summary>The database gets worse, loses power, or is well again.</summary>
internal sealed record SetDatabase(DatabaseFault Fault) : Step;

/// <summary>What can happen to the database.</summary>
internal enum DatabaseFault
{
    Well,
    Slow,
    WritesFail,
    ReadsFail,
    Hangs,
    AnswersLate,
    LosesPower,
}
