using Akka.Actor;

namespace Akka.Cluster.Actors;

/// <summary>What a node's own parts tell its cluster daemon.</summary>
internal abstract record DaemonCommand : INoSerializationVerificationNeeded
{
    public sealed record JoinTo(Address Address) : DaemonCommand;

    public sealed record JoinSeeds(IReadOnlyList<Address> Seeds) : DaemonCommand;

    /// <summary>Leaves; when this node is no member, ends its part in the cluster.</summary>
    public sealed record LeaveSelf : DaemonCommand;

    public sealed record MarkDown(IReadOnlyList<UniqueAddress> Nodes) : DaemonCommand;

    /// <summary>What the failure detectors found.</summary>
    public sealed record Observed(UniqueAddress Node, bool Reachable) : DaemonCommand;

    public sealed record Subscribe(IActorRef Subscriber, ClusterEvent.SubscriptionInitialStateMode Mode, IReadOnlyList<Type> To) : DaemonCommand;

    /// <summary><paramref name="To"/>: null for everything.</summary>
    public sealed record Unsubscribe(IActorRef Subscriber, Type? To) : DaemonCommand;

    public sealed record SendState(IActorRef Receiver) : DaemonCommand;

    public sealed record WhenUp(Action Callback) : DaemonCommand;

    public sealed record WhenRemoved(Action Callback) : DaemonCommand;

    /// <summary>Calls back with why the node could not join.</summary>
    public sealed record WhenRefused(Action<string> Callback) : DaemonCommand;

    /// <summary>Calls back when this node is exiting or gone.</summary>
    public sealed record WhenExiting(Action Callback) : DaemonCommand;

    /// <summary>This node has finished what it does before it exits.</summary>
    public sealed record ExitDone : DaemonCommand;

    /// <summary>Ends this node's part in the cluster, whatever the others know.</summary>
    public sealed record Stop : DaemonCommand;
}

/// <summary>Time has gone by: look again.</summary>
internal sealed class Look : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded, Event.IDeadLetterSuppression
{
    public static readonly Look Instance = new();

    private Look()
    {
    }
}
