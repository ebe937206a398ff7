using Akka.Event;

namespace Akka.Cluster.Membership;

// What the leader does: moves members on, one step of their lives at a time, whenever all have seen the step before.
internal sealed partial class MembershipMachine
{
    private TimeSpan? _divergedSince;

    private void LeaderActions(Moment now)
    {
        if (Phase is not MachinePhase.Member) return;
        if (!Latest.IsConverged() || _settings.MayGoOn?.Invoke(Latest) == false)
        {
            _divergedSince ??= now.Elapsed;
            return;
        }

        _divergedSince = null;
        if (!IsLeader) return;

        var gossip = Latest;
        var moved = new List<Member>();
        var canRise = HasEnoughMembers();
        var upNumber = 1 + Latest.MemberList.Where(static m => m.UpNumber != int.MaxValue).Select(static m => m.UpNumber).DefaultIfEmpty(0).Max();
        var removed = new List<UniqueAddress>();
        for (var i = 0; i < Latest.Members.Length; i++)
        {
            var member = Latest.Members[i];
            switch (member.Status)
            {
                case MemberStatus.Joining or MemberStatus.WeaklyUp when canRise:
                    moved.Add(member.CopyUp(upNumber++));
                    break;
                case MemberStatus.Leaving:
                    moved.Add(member.Copy(MemberStatus.Exiting));
                    break;
                case MemberStatus.Exiting when member.ExitConfirmed:
                case MemberStatus.Down when Latest.Unreachable[i]:
                    removed.Add(member.UniqueAddress);
                    break;
            }
        }

        if (moved.Count == 0 && removed.Count == 0) return;
        foreach (var member in moved)
        {
            gossip = gossip.With(member);
            Log(LogLevel.InfoLevel, $"Leader is moving node [{member.Address}] to [{member.Status}]");
            Notices.Add(new MembershipNotice.LeaderMoved(member));
        }

        foreach (var node in removed)
        {
            var status = Latest.Find(node)!.Status;
            Log(LogLevel.InfoLevel, $"Leader is removing {(status is MemberStatus.Down ? "unreachable" : "confirmed Exiting")} node [{node.Address}]");
            Notices.Add(new MembershipNotice.LeaderMoved(Member.Removed(node)));
        }

        if (removed.Count > 0) gossip = gossip.Without(removed, now.UnixSeconds);
        // From now on nobody gossips with them: if they live, this is how they learn of it.
        foreach (var node in removed) Outbox.Add((node.Address, new Expelled(Self.Address, node)));
        Update(gossip, now);
    }

    private bool HasEnoughMembers()
    {
        var counted = Latest.MemberList.Where(static m => m.Status is not (MemberStatus.Down or MemberStatus.Exiting or MemberStatus.Leaving)).ToList();
        return counted.Count >= _settings.MinNrOfMembers
            && _settings.MinNrOfMembersOfRole.All(wanted => counted.Count(member => member.HasRole(wanted.Key)) >= wanted.Value);
    }

    // While somebody is unreachable nobody can become up; those who wait take part all the same, without an age.
    private void WeaklyUpActions(Moment now)
    {
        if (_settings.WeaklyUpAfter is not { } after || Phase is not MachinePhase.Member || _divergedSince is not { } since || now.Elapsed - since < after) return;
        if (!IsLeader || !HasEnoughMembers() || SelfMember!.Status is MemberStatus.Joining) return;
        var gossip = Latest;
        for (var i = 0; i < Latest.Members.Length; i++)
        {
            var member = Latest.Members[i];
            if (member.Status is not MemberStatus.Joining || Latest.Unreachable[i]) continue;
            Log(LogLevel.InfoLevel, $"Leader is moving node [{member.Address}] to [{MemberStatus.WeaklyUp}]");
            gossip = gossip.With(member.Copy(MemberStatus.WeaklyUp));
        }

        if (!ReferenceEquals(gossip, Latest)) Update(gossip, now);
    }
}
