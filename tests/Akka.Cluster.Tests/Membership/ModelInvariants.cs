using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;

namespace Akka.Cluster.Tests.Membership;

/// <summary>What holds in a cluster at every moment, checked after every step of every node.</summary>
internal sealed class ModelInvariants(ModelCluster cluster)
{
    private readonly Dictionary<UniqueAddress, HashSet<UniqueAddress>> _removed = []; // by node: whom it has removed
    private readonly Dictionary<UniqueAddress, Dictionary<UniqueAddress, int>> _ranks = []; // by node: how far it has seen whom
    private readonly Dictionary<UniqueAddress, Dictionary<int, HashSet<UniqueAddress>>> _ages = []; // by member: who gives it which age
    private readonly List<(UniqueAddress Leader, Gossip After)> _acts = [];
    private readonly Dictionary<UniqueAddress, Gossip> _last = [];

    /// <summary>Set when a run has no faults: then nobody may be downed.</summary>
    public bool NothingFails { get; set; }

    /// <summary>Off for strategies that do not promise it.</summary>
    public bool OneSideSurvives { get; set; } = true;

    /// <summary>A cluster ended, and another begins.</summary>
    public void NewCluster()
    {
        _ages.Clear();
        _acts.Clear();
    }

    public void Check(ModelNode node)
    {
        var gossip = node.Machine.Latest;
        LeadersKnowEachOther(node, gossip);
        if (_last.TryGetValue(node.Self, out var last) && ReferenceEquals(last, gossip)) return;
        _last[node.Self] = gossip;
        NobodyReturns(node, gossip);
        LivesGoForward(node, gossip);
        AgesStay(node, gossip);
        if (NothingFails && gossip.MemberList.Any(static member => member.Status is MemberStatus.Down)) Fail("nothing failed, and somebody is down");
        if (OneSideSurvives) SidesDoNotBothSurvive(node, gossip);
    }

    private void NobodyReturns(ModelNode node, Gossip gossip)
    {
        var removed = Of(_removed, node.Self);
        foreach (var tombstone in gossip.Tombstones) removed.Add(tombstone.Node);
        foreach (var member in gossip.MemberList)
        {
            if (removed.Contains(member.UniqueAddress)) Fail($"{member} returned at {node.Index}");
        }
    }

    private void LivesGoForward(ModelNode node, Gossip gossip)
    {
        var ranks = Of(_ranks, node.Self);
        foreach (var member in gossip.MemberList)
        {
            var rank = Member.Rank(member.Status);
            if (ranks.TryGetValue(member.UniqueAddress, out var known) && known > rank) Fail($"{member} went back at {node.Index}");
            ranks[member.UniqueAddress] = rank;
        }
    }

    // An age once given is the same for all who belong together, and no two members have the same: so the order never flips.
    private void AgesStay(ModelNode node, Gossip gossip)
    {
        var given = new HashSet<int>();
        foreach (var member in gossip.MemberList)
        {
            if (member.UpNumber == int.MaxValue) continue;
            if (!given.Add(member.UpNumber)) Fail($"two members of the age of {member}");
            var ages = Of(_ages, member.UniqueAddress);
            Of(ages, member.UpNumber).Add(node.Self);
            if (ages.Count == 1) continue;
            foreach (var (age, holders) in ages)
            {
                if (age != member.UpNumber && holders.Any(holder => holder.Equals(node.Self) || (!DoneWith(gossip, holder) && !DoneWith(_last[holder], node.Self)))) Fail($"{member} had the age {age}");
            }
        }
    }

    // Two leaders act only when the second knows what the first did, or one of them has done away with the other.
    private void LeadersKnowEachOther(ModelNode node, Gossip gossip)
    {
        if (!node.Machine.Notices.Any(static notice => notice is MembershipNotice.LeaderMoved)) return;
        foreach (var (leader, after) in _acts)
        {
            if (leader.Equals(node.Self) || gossip.CompareTo(after) is VectorClock.Ordering.After or VectorClock.Ordering.Same) continue;
            if (DoneWith(gossip, leader) || DoneWith(after, node.Self)) continue;
            Fail($"{node.Index} leads at {gossip} without knowing of {after} by {leader}");
        }

        _acts.RemoveAll(act => act.Leader.Equals(node.Self));
        _acts.Add((node.Self, gossip));
    }

    private void SidesDoNotBothSurvive(ModelNode node, Gossip gossip)
    {
        if (!node.IsMember) return;
        foreach (var other in cluster.Nodes)
        {
            if (!ReferenceEquals(other, node) && other.IsMember && gossip.HasTombstone(other.Self) && other.Machine.Latest.HasTombstone(node.Self))
                Fail($"{node.Index} and {other.Index} have removed each other, and both go on");
        }
    }

    private static bool DoneWith(Gossip gossip, UniqueAddress node) => gossip.HasTombstone(node) || gossip.Find(node) is { Status: MemberStatus.Down };

    private static T Of<TKey, T>(Dictionary<TKey, T> table, TKey key) where TKey : notnull where T : new()
    {
        if (!table.TryGetValue(key, out var value)) table[key] = value = new T();
        return value;
    }

    private void Fail(string what) => Assert.Fail($"{what}\n{cluster.Describe()}");
}
