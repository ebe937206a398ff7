using Akka.Simulation;

namespace Simulation.PubSub;

/// <summary>An actor of a node subscribes to a topic.</summary>
internal sealed record SubscribeTo(int Node, int Actor, int Topic) : Step;

/// <summary>An actor of a node unsubscribes from a topic.</summary>
internal sealed record UnsubscribeFrom(int Node, int Actor, int Topic) : Step;

/// <summary>An actor of a node ends; another takes its place.</summary>
internal sealed record EndActor(int Node, int Actor) : Step;

/// <summary>A node publishes to a topic.</summary>
internal sealed record PublishTo(int Node, int Topic, int Count) : Step
{
    public override IEnumerable<Step> Smaller() => Count > 1 ? [this with { Count = Count / 2 }] : [];
}
