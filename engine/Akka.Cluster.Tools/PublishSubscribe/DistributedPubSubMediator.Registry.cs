using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Event;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <content>
/// Who has what. Every node tells what it has itself, and nobody tells it for others: messages go straight to a node too, so who cannot hear it has no use for knowing.
/// Changes are sent at once, together with those that wait behind them; who has not confirmed them is asked once in an interval.
/// </content>
public partial class DistributedPubSubMediator
{
    /// <summary>How many intervals go by between two questions when there is nothing to ask.</summary>
    private const int CalmIntervals = 10;

    /// <summary>The longest pause between two questions to a member that does not say that it has a mediator, in intervals.</summary>
    private const int LongestPause = 16;

    private readonly IScheduler _time;
    private readonly OwnEntries _own;
    private readonly SortedDictionary<UniqueAddress, Peer> _peers = [];
    private TimeSpan _interval;
    private long _pushed;
    private bool _pushWaits;
    private int _looks;
    private int _turn;
    private int _numbers;
    private ICancelable? _timer;

    private void ReceiveRegistry()
    {
        Receive<RegistryStatus>(OnStatus);
        Receive<RegistryDelta>(OnDelta);
        Receive<PushChanges>(_ => Push());
        Receive<Look>(_ => OnLook());
        Receive<ActorIdentity>(OnIdentity);
        Receive<ClusterEvent.IMemberEvent>(OnMember);
        Receive<ClusterEvent.UnreachableMember>(unreachable => SetReachable(unreachable.Member, isReachable: false));
        Receive<ClusterEvent.ReachableMember>(reachable => SetReachable(reachable.Member, isReachable: true));
        Receive<ClusterEvent.IClusterDomainEvent>(static _ => { });
    }

    private void Announce(RegistryKey key, long uid = 0)
    {
        _own.Add(key, uid);
        PushSoon();
    }

    private void Withdraw(RegistryKey key)
    {
        _own.Remove(key, _time.MonotonicClock);
        PushSoon();
    }

    // Behind what waits already, so that many changes become one message.
    private void PushSoon()
    {
        if (_pushWaits) return;
        _pushWaits = true;
        Self.Tell(PushChanges.Instance);
    }

    private void Push()
    {
        _pushWaits = false;
        var deltas = _own.Since(_cluster.SelfUniqueAddress, _pushed, _pushed, _settings.MaxDeltaElements);
        _pushed = _own.Version;
        foreach (var peer in _peers.Values)
        {
            if (peer is not { IsPresent: true, IsReachable: true }) continue;
            foreach (var delta in deltas) peer.Mediator.Tell(delta);
        }

        KeepTime();
    }

    private void OnMember(ClusterEvent.IMemberEvent change)
    {
        var member = change.Member;
        var isSelf = member.UniqueAddress.Equals(_cluster.SelfUniqueAddress);
        if (isSelf && change is ClusterEvent.MemberRemoved) Context.Stop(Self);
        if (isSelf || (_settings.Role is { } role && !member.HasRole(role))) return;
        switch (member.Status)
        {
            // Who leaves has subscribers until it is told to go.
            case MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Leaving:
                AddPeer(member.UniqueAddress);
                break;
            case MemberStatus.Exiting or MemberStatus.Down or MemberStatus.Removed:
                RemovePeer(member.UniqueAddress);
                break;
        }

        KeepTime();
    }

    private void AddPeer(UniqueAddress node)
    {
        if (_peers.ContainsKey(node)) return;
        var provider = ((ExtendedActorSystem)Context.System).Provider;
        var peer = new Peer(++_numbers, node, provider, provider.ResolveActorRef(new RootActorPath(node.Address) / Self.Path.Elements));
        _peers.Add(node, peer);
        Ask(peer);
    }

    private void RemovePeer(UniqueAddress node)
    {
        if (!_peers.Remove(node, out var peer)) return;
        foreach (var entry in peer.Entries.All) _routes.Remove(entry.Key, peer);
    }

    private void SetReachable(Member member, bool isReachable)
    {
        if (!_peers.TryGetValue(member.UniqueAddress, out var peer) || peer.IsReachable == isReachable) return;
        peer.IsReachable = isReachable;
        if (isReachable) Refresh(peer);
        KeepTime();
    }

    // Anybody can answer this, also who has never heard of publish-subscribe. That nobody is there is said by the other system, or by this one when it cannot reach
    // the other, so that it is no reason not to ask again.
    private static void Ask(Peer peer)
    {
        peer.LastPause = peer.Pause = Math.Clamp(peer.LastPause * 2, 1, LongestPause);
        peer.Mediator.Tell(new Identify(peer.Number));
    }

    private void OnIdentity(ActorIdentity identity)
    {
        var peer = _peers.Values.FirstOrDefault(one => one.Number.Equals(identity.MessageId));
        if (identity.Subject is null || peer is not { IsPresent: false }) return;
        peer.IsPresent = true;
        Refresh(peer);
        KeepTime();
    }

    private void Refresh(Peer peer)
    {
        if (peer.IsPresent) Tell(peer, isReply: false);
        else Ask(peer);
    }

    private void Tell(Peer peer, bool isReply) =>
        peer.Mediator.Tell(new RegistryStatus(_cluster.SelfUniqueAddress, peer.Node, _own.Version, peer.Entries.Version, peer.Entries.Base, isReply));

    private void OnStatus(RegistryStatus status)
    {
        if (!status.To.Equals(_cluster.SelfUniqueAddress) || !_peers.TryGetValue(status.From, out var peer)) return;
        peer.IsPresent = true;
        peer.Confirmed = status.Known;
        peer.IsAsked = false;
        foreach (var delta in _own.Since(_cluster.SelfUniqueAddress, status.Known, status.KnownBase, _settings.MaxDeltaElements)) peer.Mediator.Tell(delta);
        if (!status.IsReply || peer.Entries.Version < status.Version) Tell(peer, isReply: true);
        KeepTime();
    }

    private void OnDelta(RegistryDelta delta)
    {
        if (!_peers.TryGetValue(delta.From, out var peer)) return;
        var outcome = peer.Entries.Apply(delta, entry =>
        {
            if (entry.IsRemoved) _routes.Remove(entry.Key, peer);
            else _routes.Add(entry.Key, peer);
            if (entry.Key.Kind == RegistryKind.Path) peer.SetActor(entry);
        });
        // Once, though many may come behind what is missing: each answer is all that is missing.
        if (outcome == PeerEntries.Outcome.Gap && !peer.IsAsked) Tell(peer, isReply: true);
        else if (!peer.IsPresent) Tell(peer, isReply: false);
        peer.IsAsked = outcome == PeerEntries.Outcome.Gap;
        peer.IsPresent = true;
    }

    private void OnLook()
    {
        _own.ForgetRemovedBefore(_time.MonotonicClock - _settings.RemovedTimeToLive);
        foreach (var peer in _peers.Values.Where(IsOpen))
        {
            if (peer.IsPresent) Tell(peer, isReply: false);
            else if (--peer.Pause <= 0) Ask(peer);
        }

        _looks += (int)(_interval / _settings.GossipInterval);
        if (_looks >= CalmIntervals)
        {
            _looks = 0;
            var present = _peers.Values.Where(static peer => peer is { IsPresent: true, IsReachable: true }).ToArray();
            if (present.Length > 0) Tell(present[_turn++ % present.Length], isReply: false);
        }

        KeepTime();
    }

    private bool IsOpen(Peer peer) => peer.IsReachable && (!peer.IsPresent || peer.Confirmed != _own.Version);

    private void KeepTime()
    {
        var interval = _peers.Values.Any(IsOpen) ? _settings.GossipInterval : _settings.GossipInterval * CalmIntervals;
        if (interval == _interval) return;
        _interval = interval;
        _timer?.Cancel();
        _timer = _time.ScheduleTellRepeatedlyCancelable(interval, interval, Self, Look.Instance, ActorRefs.NoSender);
    }

    /// <summary>To itself: tell the others what has changed.</summary>
    private sealed class PushChanges : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly PushChanges Instance = new();
    }

    /// <summary>From the timer: see who has to be asked.</summary>
    private sealed class Look : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Look Instance = new();
    }
}
