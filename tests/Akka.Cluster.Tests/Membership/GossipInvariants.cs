using Akka.Cluster.Gossiping;

namespace Akka.Cluster.Tests.Membership;

/// <summary>
/// What holds in a cluster at every moment, whatever the network does, judged by what each node knows. Used by the model of membership machines and by the
/// simulation of whole actor systems.
/// </summary>
internal sealed class GossipInvariants(Action<string> fail)
{
    private readonly Dictionary<UniqueAddress, HashSet<UniqueAddress>> _removed = []; // by node: whom it has removed
    private readonly Dictionary<UniqueAddress, Dictionary<UniqueAddress, int>> _ranks = []; // by node: how far it has seen whom
    private readonly Dictionary<UniqueAddress, Dictionary<int, HashSet<UniqueAddress>>> _ages = []; // by member: who gives it which age
    private readonly List<(UniqueAddress Leader, Gossip After)> _acts = [];
    private readonly SortedDictionary<UniqueAddress, Gossip> _members = []; // what living members know
    private readonly Dictionary<UniqueAddress, Gossip> _last = [];

    /// <summary>Set when a run has no faults: then nobody may be downed.</summary>
    public bool NothingFails { get; set; }

    /// <summary>A cluster ended, and another begins.</summary>
    public void NewCluster()
    {
        _ages.Clear();
        _acts.Clear();
    }

    /// <summary>A node's part in the cluster has ended.</summary>
    public void Ended(UniqueAddress node) => _members.Remove(node);

    /// <summary>A node knows something else than before.</summary>
    /// <param name="node">The node.</param>
    /// <param name="gossip">What it knows.</param>
    /// <param name="acted">Whether that is its own act as leader.</param>
    public void Changed(UniqueAddress node, Gossip gossip, bool acted)
    {
        _last[node] = gossip;
        if (gossip.IndexOf(node) >= 0) _members[node] = gossip;
        if (acted) LeadersKnowEachOther(node, gossip);
        NobodyReturns(node, gossip);
        LivesGoForward(node, gossip);
        AgesStay(node, gossip);
        if (NothingFails && gossip.MemberList.Any(static member => member.Status is MemberStatus.Down)) fail("nothing failed, and somebody is down");
        SidesDoNotBothSurvive(node, gossip);
    }

    private void NobodyReturns(UniqueAddress node, Gossip gossip)
    {
        var removed = Of(_removed, node);
        foreach (var tombstone in gossip.Tombstones) removed.Add(tombstone.Node);
        foreach (var member in gossip.MemberList)
        {
            if (removed.Contains(member.UniqueAddress)) fail($"{member} returned at {node}");
        }
    }

    private void LivesGoForward(UniqueAddress node, Gossip gossip)
    {
        var ranks = Of(_ranks, node);
        foreach (var member in gossip.MemberList)
        {
            var rank = Member.Rank(member.Status);
            if (ranks.TryGetValue(member.UniqueAddress, out var known) && known > rank) fail($"{member} went back at {node}");
            ranks[member.UniqueAddress] = rank;
        }
    }

    // An age once given is the same for all who belong together, and no two members have the same: so the order never flips. Two belong together when each has
    // the other for a member; one that joined a side that is about to go down is unknown to the other.
    private void AgesStay(UniqueAddress node, Gossip gossip)
    {
        var given = new HashSet<int>();
        foreach (var member in gossip.MemberList)
        {
            if (member.UpNumber == int.MaxValue) continue;
            if (!given.Add(member.UpNumber)) fail($"two members of the age of {member}");
            var ages = Of(_ages, member.UniqueAddress);
            Of(ages, member.UpNumber).Add(node);
            if (ages.Count == 1) continue;
            foreach (var (age, holders) in ages)
            {
                if (age != member.UpNumber && holders.Any(holder => holder.Equals(node) || (Has(gossip, holder) && Has(_last[holder], node)))) fail($"{member} had the age {age}");
            }
        }
    }

    // Two leaders act only when the second knows what the first did, or one of them has done away with the other.
    private void LeadersKnowEachOther(UniqueAddress node, Gossip gossip)
    {
        foreach (var (leader, after) in _acts)
        {
            if (leader.Equals(node) || gossip.CompareTo(after) is VectorClock.Ordering.After or VectorClock.Ordering.Same) continue;
            if (!DoneWith(gossip, leader) && !DoneWith(after, node)) fail($"{node} leads at {gossip} without knowing of {after} by {leader}");
        }

        _acts.RemoveAll(act => act.Leader.Equals(node));
        _acts.Add((node, gossip));
    }

    private void SidesDoNotBothSurvive(UniqueAddress node, Gossip gossip)
    {
        if (!_members.ContainsKey(node)) return;
        foreach (var (other, theirs) in _members)
        {
            if (!other.Equals(node) && gossip.HasTombstone(other) && theirs.HasTombstone(node)) fail($"{node} and {other} have removed each other, and both go on");
        }
    }

    private static bool Has(Gossip gossip, UniqueAddress node) => gossip.Find(node) is { Status: not MemberStatus.Down };

    private static bool DoneWith(Gossip gossip, UniqueAddress node) => gossip.HasTombstone(node) || gossip.Find(node) is { Status: MemberStatus.Down };

    private static T Of<TKey, T>(Dictionary<TKey, T> table, TKey key) where TKey : notnull where T : new()
    {
        if (!table.TryGetValue(key, out var value)) table[key] = value = new T();
        return value;
    }
}
