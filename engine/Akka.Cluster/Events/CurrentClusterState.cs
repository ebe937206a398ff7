using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

// The state as a whole.
public partial class ClusterEvent
{
    /// <summary>The cluster as one node sees it at some moment. Immutable.</summary>
    public sealed class CurrentClusterState : INoSerializationVerificationNeeded
    {
        private readonly ImmutableDictionary<string, Address?> _roleLeaderMap;

        /// <summary>An empty cluster.</summary>
        public CurrentClusterState() : this([], [], [], null, ImmutableDictionary<string, Address?>.Empty)
        {
        }

        /// <summary>A cluster.</summary>
        /// <param name="members">All members.</param>
        /// <param name="unreachable">Those that somebody finds unreachable.</param>
        /// <param name="seenBy">The addresses of those known to have seen exactly this state.</param>
        /// <param name="leader">The leader, or null.</param>
        /// <param name="roleLeaderMap">The first member by address of every role.</param>
        public CurrentClusterState(
            ImmutableSortedSet<Member> members,
            ImmutableHashSet<Member> unreachable,
            ImmutableHashSet<Address> seenBy,
            Address? leader,
            ImmutableDictionary<string, Address?> roleLeaderMap)
        {
            Members = members;
            Unreachable = unreachable;
            SeenBy = seenBy;
            Leader = leader;
            _roleLeaderMap = roleLeaderMap;
        }

        /// <summary>All members.</summary>
        public ImmutableSortedSet<Member> Members { get; }

        /// <summary>Those that somebody finds unreachable.</summary>
        public ImmutableHashSet<Member> Unreachable { get; }

        /// <summary>The addresses of those known to have seen exactly this state.</summary>
        public ImmutableHashSet<Address> SeenBy { get; }

        /// <summary>The leader, or null.</summary>
        public Address? Leader { get; }

        /// <summary>The roles of all members together.</summary>
        public ImmutableHashSet<string> AllRoles => [.. Members.SelectMany(static member => member.Roles)];

        /// <summary>Whether members run different versions of the application: an upgrade is going on.</summary>
        public bool HasMoreThanOneAppVersion => Members.Select(static member => member.AppVersion).Distinct().Skip(1).Any();

        /// <summary>The first member with a role, by address.</summary>
        /// <param name="role">The role.</param>
        /// <returns>Its address, or null when there is none.</returns>
        public Address? RoleLeader(string role) => _roleLeaderMap.GetValueOrDefault(role);

        /// <summary>The same state with other parts.</summary>
        /// <param name="members">Other members, or null for the same.</param>
        /// <param name="unreachable">Others that are unreachable, or null for the same.</param>
        /// <param name="seenBy">Others that have seen it, or null for the same.</param>
        /// <param name="leader">Another leader, or null for the same.</param>
        /// <param name="roleLeaderMap">Other leaders of roles, or null for the same.</param>
        /// <returns>A new state.</returns>
        public CurrentClusterState Copy(
            ImmutableSortedSet<Member>? members = null,
            ImmutableHashSet<Member>? unreachable = null,
            ImmutableHashSet<Address>? seenBy = null,
            Address? leader = null,
            ImmutableDictionary<string, Address?>? roleLeaderMap = null) =>
            new(members ?? Members, unreachable ?? Unreachable, seenBy ?? SeenBy, leader ?? Leader, roleLeaderMap ?? _roleLeaderMap);
    }
}
