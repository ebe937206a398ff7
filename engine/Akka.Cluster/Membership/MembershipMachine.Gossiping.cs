using Akka.Cluster.Gossiping;
using Akka.Event;

namespace Akka.Cluster.Membership;

// How the state spreads. Full states go to nodes that may not have it, versions to the others; a settled cluster is all but silent.
internal sealed partial class MembershipMachine
{
    // Changes made close together travel together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(40);

    // A settled node compares versions with somebody once in so many ticks: nothing depends on it, but what should not happen is healed.
    private const int AntiEntropyTicks = 10;

    private const int UrgentFanOut = 3;

    private bool _urgent;

    /// <summary>How long to wait with the next call to <see cref="Tick"/>.</summary>
    public TimeSpan NextTick => Phase switch
    {
        MachinePhase.Member when _urgent => Gathering,
        MachinePhase.Member when !Latest.SeenByReachable => _settings.GossipInterval / 4,
        _ => _settings.GossipInterval,
    };

    private void TickGossip()
    {
        if (_urgent)
        {
            _urgent = false;
            Push(UrgentFanOut);
        }
        else if (!Latest.SeenByReachable)
        {
            var everyone = Peers(static (_, _) => true);
            var unaware = Peers(static (gossip, at) => !gossip.Seen[at] && !gossip.Unreachable[at]);
            if (unaware.Count > 0 && _random(1000) < _settings.GossipDifferentViewProbability * 1000) SendGossip(unaware[_random(unaware.Count)]);
            else if (everyone.Count > 0) SendStatus(everyone[_random(everyone.Count)]);
        }
        else if (!Latest.SeenByAll)
        {
            // Only unreachable ones are left. They may hear this although nobody hears them, and some are down and do not know it.
            var unaware = Peers(static (gossip, at) => !gossip.Seen[at]);
            if (unaware.Count > 0) SendGossip(unaware[_random(unaware.Count)]);
        }
        else if (Latest.Members.Length > 1 && _random(AntiEntropyTicks) == 0)
        {
            var everyone = Peers(static (_, _) => true);
            if (everyone.Count > 0) SendStatus(everyone[_random(everyone.Count)]);
        }
    }

    // To some of those who have not seen the state, reachable ones first.
    private void Push(int most)
    {
        var targets = Peers(static (gossip, at) => !gossip.Seen[at] && !gossip.Unreachable[at]);
        if (targets.Count == 0) targets = Peers(static (gossip, at) => !gossip.Seen[at]);
        for (var i = 0; i < most && targets.Count > 0; i++)
        {
            var at = _random(targets.Count);
            SendGossip(targets[at]);
            targets.RemoveAt(at);
        }
    }

    private List<UniqueAddress> Peers(Func<Gossip, int, bool> wanted)
    {
        var peers = new List<UniqueAddress>(Latest.Members.Length);
        for (var i = 0; i < Latest.Members.Length; i++)
        {
            var member = Latest.Members[i];
            if (!member.UniqueAddress.Equals(Self) && wanted(Latest, i)) peers.Add(member.UniqueAddress);
        }

        return peers;
    }

    private void SendGossip(UniqueAddress to) => Outbox.Add((to.Address, new GossipEnvelope(Self, to, Latest)));

    private void SendStatus(UniqueAddress to) => Outbox.Add((to.Address, new GossipStatus(Self, to, Latest.Version, Latest.Seen)));

    private bool Accepts(UniqueAddress from, UniqueAddress to)
    {
        if (!to.Equals(Self)) return false;
        if (Latest.HasTombstone(from))
        {
            Outbox.Add((from.Address, new Expelled(Self.Address, from)));
            return false;
        }

        if (Latest.Find(from) is not { Status: MemberStatus.Down }) return true;
        // What is down has no say any more; but it should know.
        SendGossip(from);
        return false;
    }

    private void OnGossip(GossipEnvelope envelope, Moment now)
    {
        var theirs = envelope.Gossip;
        if (Phase is MachinePhase.Joining && envelope.To.Equals(Self) && theirs.Find(Self) is not null)
        {
            // The welcome was lost.
            BecomeMember(theirs, now);
            return;
        }

        if (Phase is not MachinePhase.Member || !Accepts(envelope.From, envelope.To)) return;
        if (theirs.Find(Self) is null && !theirs.HasTombstone(Self)) return;
        if (!Equals(theirs.Founder, Latest.Founder))
        {
            // It took this node in when this node had given up waiting for that. Not getting any heartbeat from here, it will do without it.
            Log(LogLevel.WarningLevel, $"Ignoring gossip of another cluster from [{envelope.From.Address}].");
            return;
        }

        switch (Latest.CompareTo(theirs))
        {
            case VectorClock.Ordering.Same when Latest.HasContentOf(theirs):
                var seen = Latest.Seen.Union(theirs.Seen).Union(NodeSet.Empty.With(Latest.IndexOf(Self)));
                if (seen != Latest.Seen) Adopt(Latest.WithSeen(seen), now);
                // The other learns what it does not know yet: who else has seen this.
                if (seen != theirs.Seen && Phase is MachinePhase.Member) SendStatus(envelope.From);
                break;
            case VectorClock.Ordering.After:
                SendGossip(envelope.From);
                break;
            case VectorClock.Ordering.Concurrent:
                _urgent = true;
                // The merged version is the same wherever these two are merged, so it needs no count of its own.
                Adopt(Latest.Merge(theirs).SeenBy(Self), now);
                if (Phase is MachinePhase.Member) SendGossip(envelope.From);
                break;
            default:
                _urgent = true;
                AdoptLater(theirs, now);
                if (Phase is MachinePhase.Member) SendStatus(envelope.From);
                break;
        }
    }

    // By its version the other state has all that this one has. But what a node counted is forgotten when it is removed, and the last that it did may be
    // known here alone: then this is one more change.
    private void AdoptLater(Gossip theirs, Moment now)
    {
        var merged = Latest.Merge(theirs);
        if (merged.HasContentOf(theirs)) Adopt(merged.WithSeen(theirs.Seen).SeenBy(Self), now);
        else Update(merged, now);
    }

    private void OnStatus(GossipStatus status, Moment now)
    {
        // One who is not known yet sends its whole state when it has reason to.
        if (Phase is not MachinePhase.Member || !Accepts(status.From, status.To) || Latest.IndexOf(status.From) < 0) return;
        switch (Latest.CompareTo(status.Version))
        {
            case VectorClock.Ordering.Same:
                var seen = Latest.Seen.Union(status.Seen);
                if (seen != Latest.Seen) Adopt(Latest.WithSeen(seen), now);
                if (seen != status.Seen && Phase is MachinePhase.Member) SendStatus(status.From);
                break;
            case VectorClock.Ordering.Before:
                SendStatus(status.From);
                break;
            default:
                SendGossip(status.From);
                break;
        }
    }
}
