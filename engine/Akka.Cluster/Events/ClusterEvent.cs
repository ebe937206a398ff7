using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Event;

namespace Akka.Cluster;

/// <summary>What a cluster tells those who subscribed with <see cref="Cluster.Subscribe(IActorRef, Type[])"/>.</summary>
public partial class ClusterEvent
{
    /// <summary>The subscriber first gets the state as it is, as one <see cref="CurrentClusterState"/>.</summary>
    public static readonly SubscriptionInitialStateMode InitialStateAsSnapshot = SubscriptionInitialStateMode.InitialStateAsSnapshot;

    /// <summary>The subscriber first gets the events that lead to the state as it is.</summary>
    public static readonly SubscriptionInitialStateMode InitialStateAsEvents = SubscriptionInitialStateMode.InitialStateAsEvents;

    /// <summary>How a subscriber learns of the state at the time of its subscription.</summary>
    public enum SubscriptionInitialStateMode
    {
        /// <summary>As one <see cref="CurrentClusterState"/>.</summary>
        InitialStateAsSnapshot = 0,

        /// <summary>As the events that lead to it.</summary>
        InitialStateAsEvents = 1,
    }

    /// <summary>Something that happened in the cluster.</summary>
    public interface IClusterDomainEvent : IDeadLetterSuppression;

    /// <summary>Something that happened to a member.</summary>
    public interface IMemberEvent : IClusterDomainEvent
    {
        /// <summary>The member as it is now.</summary>
        Member Member { get; }
    }

    /// <summary>A member became reachable or unreachable.</summary>
    public interface IReachabilityEvent : IClusterDomainEvent;

    /// <summary>The leader is another.</summary>
    public sealed class LeaderChanged : IClusterDomainEvent, IEquatable<LeaderChanged>
    {
        /// <summary>Makes the event.</summary>
        /// <param name="leader">The leader, or null when there is none.</param>
        public LeaderChanged(Address? leader) => Leader = leader;

        /// <summary>The leader, or null when there is none.</summary>
        public Address? Leader { get; }

        /// <inheritdoc/>
        public bool Equals(LeaderChanged? other) => other is not null && Equals(Leader, other.Leader);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as LeaderChanged);

        /// <inheritdoc/>
        public override int GetHashCode() => Leader?.GetHashCode() ?? 0;

        /// <inheritdoc/>
        public override string ToString() => $"LeaderChanged(NewLeader={Leader})";
    }

    /// <summary>The first member with a role, by address, is another.</summary>
    public sealed class RoleLeaderChanged : IClusterDomainEvent, IEquatable<RoleLeaderChanged>
    {
        /// <summary>Makes the event.</summary>
        /// <param name="role">The role.</param>
        /// <param name="leader">The member, or null when there is none.</param>
        public RoleLeaderChanged(string role, Address? leader)
        {
            Role = role;
            Leader = leader;
        }

        /// <summary>The role.</summary>
        public string Role { get; }

        /// <summary>The member, or null when there is none.</summary>
        public Address? Leader { get; }

        /// <inheritdoc/>
        public bool Equals(RoleLeaderChanged? other) => other is not null && Role == other.Role && Equals(Leader, other.Leader);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as RoleLeaderChanged);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Role, Leader);

        /// <inheritdoc/>
        public override string ToString() => $"RoleLeaderChanged(Leader={Leader}, Role={Role})";
    }

    /// <summary>This node has left the cluster, and its part of it stops.</summary>
    public sealed class ClusterShuttingDown : IClusterDomainEvent
    {
        /// <summary>The only instance.</summary>
        public static readonly IClusterDomainEvent Instance = new ClusterShuttingDown();

        private ClusterShuttingDown()
        {
        }
    }

    /// <summary>What a node knows has changed in any way.</summary>
    internal sealed record GossipChanged(Gossip Gossip) : IClusterDomainEvent;
}
