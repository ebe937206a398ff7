using Akka.Cluster.Gossiping;

namespace Akka.Cluster.SBR;

/// <summary>What a node decided when others became unreachable.</summary>
/// <param name="Nodes">Whom it marks as down.</param>
/// <param name="Reason">Why, for the log.</param>
internal sealed record DowningDecision(IReadOnlyList<UniqueAddress> Nodes, string Reason)
{
    public static readonly DowningDecision None = new([], "");
}

/// <summary>
/// Watches what one node knows of the cluster and says, when part of it has been unreachable for long enough, who goes down. Nodes that can hear each
/// other come to the same decision, because they decide only about a state that all of them have seen. A state machine without clock. Not thread-safe.
/// </summary>
internal sealed class DowningDecider(DowningStrategy strategy, TimeSpan stableAfter, TimeSpan downAllWhenUnstable, UniqueAddress self)
{
    // If the first of those who stay does not act, the next does, so much later.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);
    private const int MostTurns = 3;

    private List<UniqueAddress?> _picture = [];
    private TimeSpan? _troubledSince;
    private TimeSpan _stableSince;

    /// <summary>True while something waits to be decided.</summary>
    public bool IsTroubled => _troubledSince is not null;

    /// <summary>Looks at the newest state.</summary>
    public DowningDecision Decide(Gossip gossip, TimeSpan now)
    {
        if (gossip.Find(self) is not { Status: not MemberStatus.Down, ExitConfirmed: false } || (!HasTrouble(gossip) && Tally.MayGoOn(gossip, strategy)))
        {
            _troubledSince = null;
            return DowningDecision.None;
        }

        var picture = Picture(gossip);
        if (_troubledSince is null)
        {
            _troubledSince = _stableSince = now;
            _picture = picture;
        }
        else if (!picture.SequenceEqual(_picture))
        {
            _stableSince = now;
            _picture = picture;
        }

        if (now - _stableSince >= stableAfter && DecideStable(gossip, now) is { } decision) return decision;
        if (downAllWhenUnstable > TimeSpan.Zero && now - _troubledSince >= stableAfter + downAllWhenUnstable + Turn * MostTurns)
            return new DowningDecision(NotDown(gossip), $"reachability kept changing for more than {stableAfter + downAllWhenUnstable}: everybody goes down");
        return DowningDecision.None;
    }

    private DowningDecision? DecideStable(Gossip gossip, TimeSpan now)
    {
        var side = NodeSet.Empty;
        for (var i = 0; i < gossip.Members.Length; i++)
        {
            var member = gossip.Members[i];
            if (member.Status is MemberStatus.Down || member.ExitConfirmed) continue;
            if (gossip.Seen[i]) side = side.With(i);
            else if (!gossip.Unreachable[i]) return null; // not all who can be reached know of this yet
        }

        var kept = WithoutBrokenLinks(gossip, side);
        var tally = new Tally(gossip, kept);
        if (!tally.HasMembers && strategy is not DowningStrategy.DownAll) return null;
        if (tally.Stays(strategy))
        {
            // One acts for all; the others would only make more versions of the same.
            var turn = 0;
            for (var i = 0; i < gossip.Members.Length && !gossip.Members[i].UniqueAddress.Equals(self); i++) turn += kept[i] ? 1 : 0;
            if (!kept[gossip.IndexOf(self)] || now - _stableSince < stableAfter + Turn * Math.Min(turn, MostTurns)) return null;
            var others = Where(gossip, i => !kept[i] && gossip.Members[i].Status is not MemberStatus.Down && (gossip.Unreachable[i] || side[i]));
            return new DowningDecision(others, $"[{strategy}] keeps this side of {kept.Count} members");
        }

        return new DowningDecision(strategy is DowningStrategy.DownAll ? NotDown(gossip) : Where(gossip, i => side[i]), $"[{strategy}] does not keep this side of {side.Count} members");
    }

    // On one side all hear of each other, but perhaps not all directly. As many stay as have whole links; of those who do not, the ones with most
    // broken links go first, then the youngest. (A greedy vertex cover.) With keep-oldest the oldest is the last to go.
    private NodeSet WithoutBrokenLinks(Gossip gossip, NodeSet side)
    {
        var broken = new List<(int A, int B)>();
        foreach (var row in gossip.Reachability.Rows)
        {
            var observer = gossip.IndexOf(row.Observer);
            if (!side[observer]) continue;
            foreach (var subject in row.Subjects)
            {
                if (gossip.IndexOf(subject.Node) is >= 0 and var at && side[at]) broken.Add((observer, at));
            }
        }

        var kept = side;
        while (broken.Count > 0)
        {
            var members = gossip.MemberList;
            var worst = broken.SelectMany(static link => new[] { link.A, link.B }).Distinct()
                .OrderBy(at => strategy is DowningStrategy.KeepOldest && IsOldest(gossip, at))
                .ThenByDescending(at => broken.Count(link => link.A == at || link.B == at))
                .ThenByDescending(at => members[at], Member.AgeOrdering)
                .First();
            broken.RemoveAll(link => link.A == worst || link.B == worst);
            kept = Without(kept, worst, members.Count);
        }

        return kept;
    }

    private bool IsOldest(Gossip gossip, int at)
    {
        var role = (strategy as DowningStrategy.KeepOldest)?.Role;
        return gossip.MemberList.Where(member => role is null || member.HasRole(role)).Min(Member.AgeOrdering)?.Equals(gossip.MemberList[at]) == true;
    }

    private static NodeSet Without(NodeSet set, int removed, int count)
    {
        var rest = NodeSet.Empty;
        for (var i = 0; i < count; i++)
        {
            if (i != removed && set[i]) rest = rest.With(i);
        }

        return rest;
    }

    private static bool HasTrouble(Gossip gossip)
    {
        if (!gossip.Reachability.HasUnreachable) return false;
        for (var i = 0; i < gossip.Members.Length; i++)
        {
            if (gossip.Unreachable[i] && gossip.Members[i].Status is not MemberStatus.Down && !gossip.Members[i].ExitConfirmed) return true;
        }

        return false;
    }

    // Who is there and who finds whom unreachable. Nodes that wait to be taken in make no difference.
    private static List<UniqueAddress?> Picture(Gossip gossip)
    {
        var picture = new List<UniqueAddress?>();
        foreach (var member in gossip.Members)
        {
            if (member.Status is not (MemberStatus.Joining or MemberStatus.WeaklyUp or MemberStatus.Down)) picture.Add(member.UniqueAddress);
        }

        foreach (var row in gossip.Reachability.Rows)
        {
            if (gossip.Find(row.Observer) is not { Status: not MemberStatus.Down }) continue;
            picture.Add(null);
            picture.Add(row.Observer);
            foreach (var subject in row.Subjects)
            {
                if (gossip.Find(subject.Node) is { Status: not MemberStatus.Down }) picture.Add(subject.Node);
            }
        }

        return picture;
    }

    private static List<UniqueAddress> NotDown(Gossip gossip) => Where(gossip, i => gossip.MemberList[i].Status is not MemberStatus.Down);

    private static List<UniqueAddress> Where(Gossip gossip, Func<int, bool> wanted) =>
        [.. gossip.MemberList.Where((_, i) => wanted(i)).Select(static member => member.UniqueAddress)];
}
