using Akka.Cluster.Gossiping;

namespace Akka.Cluster.SBR;

/// <summary>
/// Decides whether the members that can hear each other may go on without the rest. The rest may see the cluster one step of its leader further
/// than this side, or one behind, never more, because the leader moves nobody on before everybody has seen the step before. So this side counts for itself
/// only what the rest must know too, and for the rest all that it could have: then two sides can never both come out ahead. Pure.
/// </summary>
internal readonly struct Tally
{
    private readonly Gossip _gossip;
    private readonly NodeSet _kept;

    /// <param name="gossip">The state, seen by all that are kept.</param>
    /// <param name="kept">Those who would stay.</param>
    public Tally(Gossip gossip, NodeSet kept)
    {
        _gossip = gossip;
        _kept = kept;
    }

    /// <summary>
    /// Whether those who are not down, and have all seen who is, may go on without those who are. Asked again before anybody is removed: one that was counted on
    /// when it was decided may be down by now, and another side may have counted on it too.
    /// </summary>
    public static bool MayGoOn(Gossip gossip, DowningStrategy strategy)
    {
        var kept = NodeSet.Empty;
        var isAnybodyDown = false;
        for (var i = 0; i < gossip.Members.Length; i++)
        {
            var member = gossip.Members[i];
            if (member.ExitConfirmed) continue;
            if (member.Status is MemberStatus.Down) isAnybodyDown = true;
            else if (gossip.Seen[i]) kept = kept.With(i);
        }

        return !isAnybodyDown || new Tally(gossip, kept).Stays(strategy);
    }

    /// <summary>Whether anybody is or was up. Before that there is nothing to keep, and no way to tell whose the cluster is.</summary>
    public bool HasMembers => _gossip.MemberList.Any(static member => member.UpNumber != int.MaxValue && !member.ExitConfirmed);

    public bool Stays(DowningStrategy strategy)
    {
        var tally = this;
        // All who are missing are known to have ended: there is nobody else.
        if (Rest(null).All(IsTerminated)) return true;
        if (!HasMembers) return false;
        // Nobody who is or was up is missing. Then nobody elsewhere can have made anybody a member.
        if (strategy is not DowningStrategy.DownAll && !Rest(null).Any(static member => member.UpNumber != int.MaxValue)) return true;
        return strategy switch
        {
            DowningStrategy.KeepMajority majority => WithRole(majority.Role, role => tally.HasMajority(role)),
            DowningStrategy.KeepOldest oldest => WithRole(oldest.Role, role => tally.HasOldest(oldest.DownIfAlone, role)),
            DowningStrategy.StaticQuorum quorum => Own(quorum.Role).Count() >= quorum.Size && Rest(quorum.Role).Count() < quorum.Size,
            _ => false,
        };
    }

    // While nobody with the role has ever been up, all members count. If somebody with it may have become up meanwhile, both counts must agree.
    private bool WithRole(string? role, Func<string?, bool> stays)
    {
        if (role is null) return stays(null);
        var known = _gossip.MemberList.Where(member => member.HasRole(role) && !member.ExitConfirmed).ToList();
        if (known.Exists(static member => member.UpNumber != int.MaxValue)) return stays(role);
        return stays(null) && !Rest(role).Any();
    }

    private bool HasMajority(string? role)
    {
        var own = Own(role).ToList();
        var rest = Rest(role).ToList();
        if (own.Count != rest.Count) return own.Count > rest.Count;
        return own.Count > 0 && own.Min(static member => member.UniqueAddress)!.CompareTo(rest.Min(static member => member.UniqueAddress)) < 0;
    }

    private bool HasOldest(bool downIfAlone, string? role)
    {
        // The oldest may be exiting, and the rest may know it as removed: then the next in age counts there.
        var byAge = _gossip.MemberList.Where(member => Votes(member, role) && member.UpNumber != int.MaxValue).Order(Member.AgeOrdering).ToList();
        var certain = byAge.FindIndex(static member => member.Status is MemberStatus.Up or MemberStatus.Leaving);
        if (certain < 0) return false;
        var oldest = byAge.Take(certain + 1).ToList();
        var kept = oldest.Count(IsKept);
        if (kept == oldest.Count) return !downIfAlone || Own(role).Any(member => !member.Equals(oldest[^1])) || !Rest(role).Any();
        if (kept > 0 || !downIfAlone || oldest.Count > 1) return false;
        // The oldest is on the other side: alone, as far as it can possibly have company.
        return Rest(role).Count() == 1 && Own(role).Any();
    }

    private bool IsTerminated(Member member)
    {
        foreach (var row in _gossip.Reachability.Rows)
        {
            if (Array.Exists(row.Subjects, subject => subject.Terminated && subject.Node.Equals(member.UniqueAddress))) return true;
        }

        return false;
    }

    private bool IsKept(Member member) => _kept[_gossip.IndexOf(member.UniqueAddress)];

    private static bool Votes(Member member, string? role) => !member.ExitConfirmed && (role is null || member.HasRole(role));

    // What this side has for certain. One that leaves without ever having been up may be known here alone.
    private IEnumerable<Member> Own(string? role)
    {
        for (var i = 0; i < _gossip.MemberList.Count; i++)
        {
            var member = _gossip.MemberList[i];
            if (_kept[i] && member is { Status: MemberStatus.Up or MemberStatus.Leaving, UpNumber: not int.MaxValue } && Votes(member, role)) yield return member;
        }
    }

    // What the rest could possibly have. Who is down counts until it is removed: it may not know yet, nor all of this side.
    private IEnumerable<Member> Rest(string? role)
    {
        for (var i = 0; i < _gossip.MemberList.Count; i++)
        {
            if (!_kept[i] && Votes(_gossip.MemberList[i], role)) yield return _gossip.MemberList[i];
        }
    }
}
