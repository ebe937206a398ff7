using Akka.Simulation;

namespace Simulation.Clusters;

/// <summary>Separates the nodes by the groups that a number gives them, both ways or one way only.</summary>
internal sealed record Split(int Seed, int Groups, bool OneWay) : Step
{
    public int GroupOf(int node) => new SeededRandom(Seed).Fork(node).Next(Groups);
}

/// <summary>Cuts one link, both ways or one way only.</summary>
internal sealed record CutLink(int From, int To, bool OneWay) : Step;

/// <summary>Ends all faults of the network.</summary>
internal sealed record HealAll : Step;

/// <summary>Ends a node without a word. Whoever runs the nodes starts it again.</summary>
internal sealed record CrashNode(int Node, TimeSpan Downtime) : Step;

/// <summary>A node leaves in good order, and is started again later.</summary>
internal sealed record LeaveNode(int Node) : Step;

/// <summary>A node is stopped as a whole for a while: nothing goes in or out.</summary>
internal sealed record FreezeNode(int Node, TimeSpan Span) : Step;

/// <summary>A node is far away, or slow to answer.</summary>
internal sealed record SlowNode(int Node, TimeSpan Extra) : Step;

/// <summary>Connections break now and then.</summary>
internal sealed record LoseConnections(double Probability) : Step;

/// <summary>A node's wall clock is wrong.</summary>
internal sealed record SkewClock(int Node, TimeSpan Offset) : Step;
