namespace Akka.Cluster.Gossiping;

/// <summary>
/// What a node knows of the cluster: members, who finds whom unreachable, who has seen exactly this state, and which incarnations were removed. Immutable.
/// All of it but <see cref="Seen"/> is a join-semilattice: merging is commutative, associative and idempotent, and nothing in it ever goes back.
/// </summary>
internal sealed class Gossip
{
    public static readonly Gossip Empty = new([], Reachability.Empty, VectorClock.Create(), NodeSet.Empty, []);

    private readonly Member[] _members; // sorted by unique address
    private readonly Tombstone[] _tombstones; // sorted by unique address
    private NodeSet? _unreachable;

    public Gossip(Member[] members, Reachability reachability, VectorClock version, NodeSet seen, Tombstone[] tombstones)
    {
        _members = members;
        Reachability = reachability;
        Version = version;
        Seen = seen;
        _tombstones = tombstones;
    }

    public ReadOnlySpan<Member> Members => _members;

    public IReadOnlyList<Member> MemberList => _members;

    public Reachability Reachability { get; }

    public VectorClock Version { get; }

    /// <summary>Who founded this cluster: its name, so that two clusters never take each other for one. Null only of the empty state.</summary>
    public UniqueAddress? Founder { get; init; }

    /// <summary>The members known to have seen exactly this state.</summary>
    public NodeSet Seen { get; }

    public IReadOnlyList<Tombstone> Tombstones => _tombstones;

    /// <summary>The members that somebody who is not down finds unreachable.</summary>
    public NodeSet Unreachable => _unreachable ??= FindUnreachable();

    public bool SeenByAll => Seen.Count == _members.Length;

    public bool SeenByReachable
    {
        get
        {
            for (var i = 0; i < _members.Length; i++)
            {
                if (!Seen[i] && !Unreachable[i]) return false;
            }

            return true;
        }
    }

    public static int IndexOf(Member[] members, UniqueAddress node)
    {
        var (low, high) = (0, members.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = members[middle].UniqueAddress.CompareTo(node);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    public int IndexOf(UniqueAddress node) => IndexOf(_members, node);

    public Member? Find(UniqueAddress node) => IndexOf(node) is >= 0 and var at ? _members[at] : null;

    public Member? FindByAddress(Actor.Address address) => Array.Find(_members, member => member.Address.Equals(address));

    public bool HasTombstone(UniqueAddress node) => Array.Exists(_tombstones, one => one.Node.Equals(node));

    public bool IsSeenBy(UniqueAddress node) => Seen[IndexOf(node)];

    public bool IsUnreachable(UniqueAddress node) => Unreachable[IndexOf(node)];

    /// <summary>The state with a member added or changed. It has been seen by nobody yet.</summary>
    public Gossip With(Member member)
    {
        var at = IndexOf(member.UniqueAddress);
        if (at < 0) return Next([.. _members[..~at], member, .. _members[~at..]], Reachability, Version, NodeSet.Empty, _tombstones);
        var members = (Member[])_members.Clone();
        members[at] = member;
        return Next(members, Reachability, Version, NodeSet.Empty, _tombstones);
    }

    public Gossip With(Reachability reachability) =>
        ReferenceEquals(reachability, Reachability) ? this : Next(_members, reachability, Version, NodeSet.Empty, _tombstones);

    public Gossip WithSeen(NodeSet seen) => seen == Seen ? this : Next(_members, Reachability, Version, seen, _tombstones, sameReach: true);

    public Gossip SeenBy(UniqueAddress node) => IndexOf(node) is >= 0 and var at ? WithSeen(Seen.With(at)) : this;

    /// <summary>The state without some members, which can never return.</summary>
    public Gossip Without(IEnumerable<UniqueAddress> removed, long unixSeconds)
    {
        var gone = removed.ToHashSet();
        Member[] members = [.. _members.Where(member => !gone.Contains(member.UniqueAddress))];
        Tombstone[] tombstones = [.. _tombstones.Concat(gone.Select(node => new Tombstone(node, unixSeconds))).OrderBy(static one => one.Node)];
        return Next(members, Reachability.Within(members), Within(Version, members), NodeSet.Empty, tombstones);
    }

    /// <summary>The state without the traces of incarnations removed before a moment.</summary>
    public Gossip WithoutTombstonesBefore(long unixSeconds) =>
        Array.TrueForAll(_tombstones, one => one.UnixSeconds >= unixSeconds)
            ? this
            : Next(_members, Reachability, Version, Seen, [.. _tombstones.Where(one => one.UnixSeconds >= unixSeconds)], sameReach: true);

    /// <summary>The state after one more change by a node, seen by that node alone.</summary>
    public Gossip Increment(UniqueAddress node) =>
        Next(_members, Reachability, Version.Increment(node.ClockNode), NodeSet.Empty, _tombstones, sameReach: true).SeenBy(node);

    /// <summary>How this state stands to another. What removed nodes have counted does not matter: either side may have forgotten it.</summary>
    public VectorClock.Ordering CompareTo(Gossip that) => Forget(Version, that._tombstones).CompareTo(Forget(that.Version, _tombstones));

    public VectorClock.Ordering CompareTo(VectorClock version) => Version.CompareTo(Forget(version, _tombstones));

    /// <summary>The smallest state that is as far as both. Seen by nobody.</summary>
    public Gossip Merge(Gossip that)
    {
        var tombstones = MergeTombstones(that._tombstones);
        var members = new List<Member>(_members.Length + 1);
        var (i, j) = (0, 0);
        while (i < _members.Length || j < that._members.Length)
        {
            var order = i == _members.Length ? 1 : j == that._members.Length ? -1 : _members[i].CompareTo(that._members[j]);
            var member = order < 0 ? _members[i] : order > 0 ? that._members[j] : Member.Join(_members[i], that._members[j]);
            if (order <= 0) i++;
            if (order >= 0) j++;
            if (!Array.Exists(tombstones, one => one.Node.Equals(member.UniqueAddress))) members.Add(member);
        }

        Member[] all = [.. members];
        return Next(all, Reachability.Merge(that.Reachability, all), Within(Version.Merge(that.Version), all), NodeSet.Empty, tombstones);
    }

    /// <summary>Whether two states say the same of members and who reaches whom.</summary>
    public bool HasContentOf(Gossip that) => HasMembersOf(that) && Reachability.SameAs(that.Reachability);

    /// <summary>Whether two states hold the same members.</summary>
    public bool HasMembersOf(Gossip that)
    {
        if (_members.Length != that._members.Length) return false;
        for (var i = 0; i < _members.Length; i++)
        {
            if (!_members[i].SameAs(that._members[i])) return false;
        }

        return true;
    }

    /// <summary>
    /// Whether everyone who counts has seen exactly this state, and nobody who counts is unreachable. Those who are down or have said that
    /// they are done do not count. Nobody else is ever left out: that no two nodes who count are more than one step apart is what the
    /// resolution of splits stands on.
    /// </summary>
    public bool IsConverged()
    {
        for (var i = 0; i < _members.Length; i++)
        {
            var member = _members[i];
            if (member.Status is MemberStatus.Down || member.ExitConfirmed) continue;
            if (!Seen[i] || Unreachable[i]) return false;
        }

        return true;
    }

    /// <summary>The first by address of those who lead, as one node sees it; null when there is nobody.</summary>
    /// <param name="self">The node that looks: it always finds itself reachable.</param>
    /// <param name="role">Only members with this role, or null.</param>
    public Member? Leader(UniqueAddress self, string? role = null)
    {
        Member? other = null;
        for (var i = 0; i < _members.Length; i++)
        {
            var member = _members[i];
            if (member.Status is MemberStatus.Down || member.ExitConfirmed || (role is not null && !member.HasRole(role))) continue;
            if (Unreachable[i] && !member.UniqueAddress.Equals(self)) continue;
            if (member.Status is MemberStatus.Up or MemberStatus.Leaving) return member;
            // Nobody is up: of the others the one that is furthest.
            if (other is null || Member.Rank(member.Status) > Member.Rank(other.Status)) other = member;
        }

        return other;
    }

    public override string ToString() =>
        $"Gossip({string.Join(", ", _members.Select((m, i) => $"{m.Address.Port}#{m.UniqueAddress.Uid}:{m.Status}{(Seen[i] ? "+" : "")}{(Unreachable[i] ? "!" : "")}"))}; {Version})";

    // sameReach: neither members nor reachability are others, so neither is who is unreachable.
    private Gossip Next(Member[] members, Reachability reachability, VectorClock version, NodeSet seen, Tombstone[] tombstones, bool sameReach = false) =>
        new(members, reachability, version, seen, tombstones) { Founder = Founder, _unreachable = sameReach ? _unreachable : null };

    private static VectorClock Forget(VectorClock version, Tombstone[] removed)
    {
        foreach (var one in removed) version = version.Prune(one.Node.ClockNode);
        return version;
    }

    private static VectorClock Within(VectorClock version, Member[] members)
    {
        foreach (var node in version.Nodes)
        {
            if (!Array.Exists(members, member => member.UniqueAddress.ClockNode.Equals(node))) version = version.Prune(node);
        }

        return version;
    }

    private NodeSet FindUnreachable()
    {
        var found = NodeSet.Empty;
        foreach (var row in Reachability.Rows)
        {
            if (row.Subjects.Length == 0 || Find(row.Observer) is not { Status: not MemberStatus.Down }) continue;
            foreach (var subject in row.Subjects)
            {
                if (IndexOf(subject.Node) is >= 0 and var at) found = found.With(at);
            }
        }

        return found;
    }

    private Tombstone[] MergeTombstones(Tombstone[] other)
    {
        if (other.Length == 0) return _tombstones;
        if (_tombstones.Length == 0) return other;
        return
        [
            .. _tombstones.Concat(other).GroupBy(static one => one.Node).Select(static same => new Tombstone(same.Key, same.Max(static one => one.UnixSeconds)))
                .OrderBy(static one => one.Node),
        ];
    }

    /// <summary>A removed incarnation, and when it was removed.</summary>
    public readonly record struct Tombstone(UniqueAddress Node, long UnixSeconds);
}
