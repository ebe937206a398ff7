using Akka.Actor;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>What the coordinator needs to know of the members: their addresses, whether they can be reached, and whether entities may run on them.</summary>
internal sealed class ClusterView
{
    private readonly Address _self;
    private readonly Dictionary<Address, Seen> _members = [];

    public ClusterView(Address self, IEnumerable<(Address Address, MemberStatus Status, bool Reachable, bool HasRole)> members)
    {
        _self = self;
        foreach (var (address, status, reachable, hasRole) in members)
        {
            // Two incarnations at one address for a moment: the one that is not on its way out.
            if (_members.TryGetValue(address, out var other) && other.Status is not (MemberStatus.Down or MemberStatus.Exiting)) continue;
            _members[address] = new Seen(status, reachable);
            if (hasRole && status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting) Hosts.Add(address);
        }

        Hosts.Sort(Member.AddressOrdering);
    }

    /// <summary>Members on which regions can have been hosting, in a fixed order.</summary>
    public List<Address> Hosts { get; } = [];

    public static ClusterView Of(ClusterEvent.CurrentClusterState state, Address self, string? role) => new(
        self,
        state.Members.Select(member => (member.Address, member.Status, !state.Unreachable.Contains(member), string.IsNullOrEmpty(role) || member.HasRole(role))));

    public Address AddressOf(IActorRef reference) => reference.Path.Address is { HasLocalScope: false } address ? address : _self;

    public bool IsMember(IActorRef reference) => _members.ContainsKey(AddressOf(reference));

    /// <summary>Whether its member takes part: neither joining still nor gone.</summary>
    public bool IsActive(IActorRef reference) =>
        _members.TryGetValue(AddressOf(reference), out var seen) && seen.Status is MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Leaving or MemberStatus.Exiting;

    /// <summary>Whether its member is there to stay.</summary>
    public bool IsUp(IActorRef reference) => _members.TryGetValue(AddressOf(reference), out var seen) && seen.Status is MemberStatus.Up or MemberStatus.WeaklyUp;

    public bool IsReachable(IActorRef reference) => IsReachable(AddressOf(reference));

    public bool IsReachable(Address address) => _members.TryGetValue(address, out var seen) && seen.Reachable;

    private readonly record struct Seen(MemberStatus Status, bool Reachable);
}
