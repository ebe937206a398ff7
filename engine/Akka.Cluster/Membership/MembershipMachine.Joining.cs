using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Event;

namespace Akka.Cluster.Membership;

// How a node gets in: founding, asking seed nodes, asking one member; and how a member lets others in.
internal sealed partial class MembershipMachine
{
    // Nodes that wait until an earlier incarnation of theirs is removed. Bounded: whoever is dropped asks again.
    private const int MostWaiting = 64;

    private readonly List<(Join Join, TimeSpan Until)> _waiting = [];
    private readonly HashSet<Address> _noMembers = [];
    private Address[] _seeds = [];
    private Address? _joinTarget;
    private TimeSpan _askAgainAt;
    private TimeSpan _foundAt;
    private int _attempts;

    private bool CanWelcome => SelfMember is { Status: not (MemberStatus.Down or MemberStatus.Exiting or MemberStatus.Removed) };

    /// <summary>Founds a cluster when the address is this node's own, asks that node otherwise.</summary>
    public void JoinTo(Address address, Moment now)
    {
        if (Phase is MachinePhase.Member or MachinePhase.Gone) return;
        if (address.Equals(Self.Address))
        {
            Found(now);
            return;
        }

        Phase = MachinePhase.Joining;
        _joinTarget = address;
        _askAgainAt = AskAgainAfter(now);
        SendJoin();
    }

    /// <summary>Joins through whichever seed node is a member. The first of the list, and only that one, founds the cluster when it finds none.</summary>
    public void JoinSeeds(IReadOnlyList<Address> seeds, Moment now)
    {
        if (Phase is MachinePhase.Member or MachinePhase.Gone || seeds.Count == 0) return;
        _seeds = [.. seeds];
        _attempts = 0;
        if (_seeds is [var only] && only.Equals(Self.Address))
        {
            Found(now);
            return;
        }

        AskSeeds(now);
    }

    /// <summary>Gives up joining.</summary>
    public void StopJoining()
    {
        if (Phase is MachinePhase.AskingSeeds or MachinePhase.Joining) Phase = MachinePhase.Idle;
        _seeds = [];
    }

    /// <summary>Gives up joining, because the cluster does not want this node.</summary>
    public void BecomeRefused(string reason, bool forGood)
    {
        if (Phase is not (MachinePhase.Joining or MachinePhase.AskingSeeds)) return;
        StopJoining();
        Notices.Add(new MembershipNotice.Refused(reason, forGood));
    }

    private void AskSeeds(Moment now)
    {
        // The deadline after which the first seed founds the cluster counts from its first question.
        if (Phase is not MachinePhase.AskingSeeds) _foundAt = now.Elapsed + _settings.SeedNodeTimeout;
        Phase = MachinePhase.AskingSeeds;
        _joinTarget = null;
        _noMembers.Clear();
        _attempts++;
        // The first seed asks more often, since it waits only once.
        _askAgainAt = now.Elapsed + (IsFirstSeed ? TimeSpan.FromSeconds(1) : _settings.SeedNodeTimeout);
        if (_attempts > 1 && !IsFirstSeed)
            Log(LogLevel.WarningLevel, $"Couldn't join seed nodes after [{_attempts - 1}] attempts, will try again. seed-nodes=[{string.Join(",", _seeds.Where(seed => !seed.Equals(Self.Address)))}]");
        foreach (var seed in _seeds)
        {
            if (!seed.Equals(Self.Address)) Outbox.Add((seed, new InitJoin(Self.Address)));
        }
    }

    private bool IsFirstSeed => _seeds.Length > 0 && _seeds[0].Equals(Self.Address);

    private void OnSeedAnswer(Address seed, bool isMember, Moment now)
    {
        if (Phase is not MachinePhase.AskingSeeds || !_seeds.Contains(seed)) return;
        if (isMember)
        {
            JoinTo(seed, now);
            return;
        }

        _noMembers.Add(seed);
        if (IsFirstSeed && _seeds.All(one => one.Equals(Self.Address) || _noMembers.Contains(one))) Found(now);
    }

    private void TickJoining(Moment now)
    {
        if (Phase is MachinePhase.AskingSeeds && IsFirstSeed && now.Elapsed >= _foundAt)
        {
            Found(now);
            return;
        }

        if (now.Elapsed < _askAgainAt) return;
        if (_seeds.Length > 0)
        {
            AskSeeds(now);
        }
        else if (_joinTarget is not null && _settings.RetryUnsuccessfulJoinAfter is not null)
        {
            _askAgainAt = AskAgainAfter(now);
            SendJoin();
        }
    }

    private TimeSpan AskAgainAfter(Moment now) => _settings.RetryUnsuccessfulJoinAfter is { } after ? now.Elapsed + after : TimeSpan.MaxValue;

    private void SendJoin()
    {
        Log(LogLevel.InfoLevel, $"Trying to join [{_joinTarget}] as [{Self}]");
        Outbox.Add((_joinTarget!, new Join(Self, _settings.Roles, _settings.AppVersion, _settings.Checked)));
    }

    private void Found(Moment now)
    {
        Log(LogLevel.InfoLevel, $"Node [{Self.Address}] is JOINING itself (with roles [{string.Join(",", _settings.Roles.Order(StringComparer.Ordinal))}], version [{_settings.AppVersion}]) and forming new cluster");
        Phase = MachinePhase.Member;
        Notices.Add(new MembershipNotice.Joined());
        Update(new Gossip([], Reachability.Empty, VectorClock.Create(), NodeSet.Empty, []) { Founder = Self }.With(Member.Create(Self, _settings.Roles, _settings.AppVersion)), now);
    }

    private void OnJoin(Join join, Moment now)
    {
        var node = join.Node;
        if (node.Address.System != Self.Address.System || node.Address.Protocol != Self.Address.Protocol)
        {
            Refuse(node, $"its address [{node.Address}] must have the protocol and system name of [{Self.Address}]");
            return;
        }

        if (Phase is not MachinePhase.Member || !CanWelcome || node.Equals(Self)) return;
        if (Latest.HasTombstone(node))
        {
            Refuse(node, "this incarnation was removed from the cluster; start the actor system again to join", forGood: true);
            return;
        }

        if (Difference(join) is { } difference)
        {
            if (_settings.EnforceCompatibility)
            {
                Refuse(node, difference);
                return;
            }

            Log(LogLevel.WarningLevel, $"Node [{node}] joins although {difference}.");
        }

        if (Latest.Find(node) is { } known)
        {
            if (known.Status is not (MemberStatus.Down or MemberStatus.Exiting)) SendWelcome(node);
            return;
        }

        if (Latest.FindByAddress(node.Address) is { } earlier)
        {
            ReplaceEarlier(earlier, join, now);
            return;
        }

        Admit(join, now);
    }

    // A process can listen at an address only after the one before it has ended, so the earlier incarnation is known to be gone.
    private void ReplaceEarlier(Member earlier, Join join, Moment now)
    {
        if (!_waiting.Exists(one => one.Join.Node.Equals(join.Node)))
        {
            if (_waiting.Count == MostWaiting) _waiting.RemoveAt(0);
            _waiting.Add((join, now.Elapsed + TimeSpan.FromMinutes(1)));
        }

        var gossip = Latest.With(Latest.Reachability.Change(Self, earlier.UniqueAddress, reachable: false, terminated: true));
        if (earlier.Status is not MemberStatus.Down)
        {
            Log(LogLevel.InfoLevel, $"New incarnation of existing member [{earlier}] is trying to join. Existing will be removed from the cluster and then new member will be allowed to join.");
            gossip = gossip.With(earlier.Copy(MemberStatus.Down));
        }

        if (!ReferenceEquals(gossip, Latest)) Update(gossip, now);
    }

    private void AdmitWaiting(Moment now)
    {
        if (_waiting.Count == 0 || Phase is not MachinePhase.Member) return;
        _waiting.RemoveAll(one => one.Until < now.Elapsed);
        if (_waiting.FindIndex(one => Latest.FindByAddress(one.Join.Node.Address) is null) is not (>= 0 and var at)) return;
        var join = _waiting[at].Join;
        _waiting.RemoveAt(at);
        if (CanWelcome && !Latest.HasTombstone(join.Node)) Admit(join, now);
    }

    private void Admit(Join join, Moment now)
    {
        Log(LogLevel.InfoLevel, $"Node [{join.Node.Address}] is JOINING, roles [{string.Join(",", join.Roles.Order(StringComparer.Ordinal))}], version [{join.AppVersion}]");
        Update(Latest.With(Member.Create(join.Node, join.Roles, join.AppVersion)), now);
        SendWelcome(join.Node);
    }

    private void SendWelcome(UniqueAddress node) => Outbox.Add((node.Address, new Welcome(Self, node, Latest)));

    private string? Difference(Join join)
    {
        foreach (var (key, mine) in _settings.Checked)
        {
            // A key that the other does not know at all belongs to another version, and is no difference.
            if (join.Checked.TryGetValue(key, out var theirs) && theirs != mine)
                return $"its configuration differs from the cluster's: [{key}] is [{theirs}] there and [{mine}] here";
        }

        return null;
    }

    private void Refuse(UniqueAddress node, string reason, bool forGood = false)
    {
        Log(LogLevel.WarningLevel, $"Node [{node}] may not join: {reason}.");
        Outbox.Add((node.Address, new JoinRefused(Self.Address, node, reason, forGood)));
    }

    private void OnRefused(JoinRefused refused)
    {
        if (refused.To.Equals(Self)) BecomeRefused($"[{refused.From}] refused to let this node join: {refused.Reason}.", refused.ForGood);
    }

    private void OnWelcome(Welcome welcome, Moment now)
    {
        if (Phase is not MachinePhase.Joining || !welcome.To.Equals(Self)) return;
        if (welcome.Gossip.Find(Self) is null) return;
        Log(LogLevel.InfoLevel, $"Welcome from [{welcome.From.Address}]");
        BecomeMember(welcome.Gossip, now);
        SendGossip(welcome.From);
    }

    private void BecomeMember(Gossip gossip, Moment now)
    {
        Phase = MachinePhase.Member;
        _seeds = [];
        Notices.Add(new MembershipNotice.Joined());
        _urgent = true;
        Adopt(gossip.SeenBy(Self), now);
    }
}
