using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Gossiping;

namespace Akka.Cluster.Events;

/// <summary>What a gossip means to those outside, and which events lead from one to the next. Pure.</summary>
internal static class StateOf
{
    public static ClusterEvent.CurrentClusterState Gossip(Gossip gossip, UniqueAddress self) => new(
        [.. gossip.MemberList],
        [.. Unreachable(gossip, self)],
        [.. gossip.MemberList.Where((_, i) => gossip.Seen[i]).Select(static member => member.Address)],
        gossip.Leader(self)?.Address,
        RolesOf(gossip).ToImmutableDictionary(static role => role, role => gossip.Leader(self, role)?.Address, StringComparer.Ordinal));

    public static IEnumerable<ClusterEvent.IClusterDomainEvent> Changes(Gossip before, Gossip after, UniqueAddress self)
    {
        if (ReferenceEquals(before, after)) yield break;
        // Often only more nodes have seen it.
        if (ReferenceEquals(before.MemberList, after.MemberList) && ReferenceEquals(before.Reachability, after.Reachability))
        {
            yield return new ClusterEvent.GossipChanged(after);
            yield break;
        }

        foreach (var member in Unreachable(after, self))
        {
            if (!before.IsUnreachable(member.UniqueAddress)) yield return new ClusterEvent.UnreachableMember(member);
        }

        foreach (var member in Unreachable(before, self))
        {
            if (after.Find(member.UniqueAddress) is { } now && !after.IsUnreachable(member.UniqueAddress)) yield return new ClusterEvent.ReachableMember(now);
        }

        foreach (var member in after.MemberList)
        {
            if (before.Find(member.UniqueAddress)?.Status != member.Status && ChangeOf(member) is { } change) yield return change;
        }

        foreach (var member in before.MemberList)
        {
            if (after.IndexOf(member.UniqueAddress) < 0)
                yield return new ClusterEvent.MemberRemoved(Member.Create(member.UniqueAddress, member.UpNumber, MemberStatus.Removed, member.Roles, member.AppVersion), Parting(member));
        }

        var leader = after.Leader(self)?.Address;
        if (!Equals(leader, before.Leader(self)?.Address)) yield return new ClusterEvent.LeaderChanged(leader);
        foreach (var role in RolesOf(before).Union(RolesOf(after)))
        {
            var roleLeader = after.Leader(self, role)?.Address;
            if (!Equals(roleLeader, before.Leader(self, role)?.Address)) yield return new ClusterEvent.RoleLeaderChanged(role, roleLeader);
        }

        yield return new ClusterEvent.GossipChanged(after);
    }

    private static IEnumerable<Member> Unreachable(Gossip gossip, UniqueAddress self) =>
        gossip.MemberList.Where((member, i) => gossip.Unreachable[i] && !member.UniqueAddress.Equals(self));

    private static ImmutableSortedSet<string> RolesOf(Gossip gossip) =>
        gossip.MemberList.SelectMany(static member => member.Roles).ToImmutableSortedSet(StringComparer.Ordinal);

    // The steps in between may have gone by unseen: one who was removed was exiting or down last.
    private static MemberStatus Parting(Member member) => member.Status is MemberStatus.Leaving or MemberStatus.Exiting ? MemberStatus.Exiting : MemberStatus.Down;

    private static ClusterEvent.IMemberEvent? ChangeOf(Member member) => member.Status switch
    {
        MemberStatus.Joining => new ClusterEvent.MemberJoined(member),
        MemberStatus.WeaklyUp => new ClusterEvent.MemberWeaklyUp(member),
        MemberStatus.Up => new ClusterEvent.MemberUp(member),
        MemberStatus.Leaving => new ClusterEvent.MemberLeft(member),
        MemberStatus.Exiting => new ClusterEvent.MemberExited(member),
        MemberStatus.Down => new ClusterEvent.MemberDowned(member),
        _ => null,
    };
}
