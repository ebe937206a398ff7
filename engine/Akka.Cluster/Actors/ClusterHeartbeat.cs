using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Event;
using Akka.Remote;
using Akka.Remote.Transport;

namespace Akka.Cluster.Actors;

/// <summary>
/// Asks the nodes that this one watches for signs of life, and tells the daemon who has fallen silent or is back. An actor of its own, so that no work of the
/// daemon ever delays a question; the answers, and those to others, are the business of <see cref="HeartbeatRef"/>.
/// </summary>
internal sealed class ClusterHeartbeat : ActorBase, IWithTimers
{
    private readonly Cluster _cluster;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SortedDictionary<UniqueAddress, Observee> _observees = [];
    private Gossip _gossip = Gossip.Empty;
    private TimeSpan _looked;
    private TimeSpan _patientUntil;
    private long _sequenceNr;

    public ClusterHeartbeat(Cluster cluster) => _cluster = cluster;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var settings = _cluster.Settings;
        var time = Context.System.Scheduler;
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.GossipChanged));
        if (settings.RefusedConnectionIsFailure)
        {
            Context.System.EventStream.Subscribe(Self, typeof(AssociationErrorEvent));
            Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        }

        var firstBeat = time.UntilBeat(settings.HeartbeatInterval);
        if (settings.PeriodicTasksInitialDelay < firstBeat) firstBeat = settings.PeriodicTasksInitialDelay;
        Timers.StartPeriodicTimer(nameof(Beat), Beat.Instance, firstBeat, settings.HeartbeatInterval);
        Timers.StartPeriodicTimer(nameof(Look), Look.Instance, time.UntilBeat(settings.UnreachableNodesReaperInterval), settings.UnreachableNodesReaperInterval);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _cluster.Heartbeats.Observe([]);
        foreach (var node in _observees.Keys) _cluster.FailureDetector.Remove(node.Address);
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case AssociationErrorEvent error:
                if (error.Cause is NobodyListensException) OnRefused(error.RemoteAddress);
                return true;
            case DisassociatedEvent lost:
                AskAtOnce(lost.RemoteAddress);
                return true;
            case ClusterEvent.GossipChanged changed:
                var before = _gossip;
                _gossip = changed.Gossip;
                if (!ReferenceEquals(before.MemberList, _gossip.MemberList) || !ReferenceEquals(before.Reachability, _gossip.Reachability)) ChooseObservees();
                return true;
            case Beat:
                SendHeartbeats();
                return true;
            case Look:
                LookForSilence();
                return true;
            default:
                return false;
        }
    }

    private void ChooseObservees()
    {
        var chosen = HeartbeatRing.Observees(_gossip, _cluster.SelfUniqueAddress, _cluster.Settings.MonitoredByNrOfMembers);
        var gone = _observees.Keys.Where(node => !chosen.Contains(node)).ToList();
        foreach (var node in gone) _observees.Remove(node);
        foreach (var node in chosen) _observees.TryAdd(node, new Observee(_cluster.Now.Elapsed));
        _cluster.Heartbeats.Observe(new(_observees));
        foreach (var node in gone) _cluster.FailureDetector.Remove(node.Address);
    }

    private void SendHeartbeats()
    {
        var now = _cluster.Now.Elapsed;
        _sequenceNr++;
        foreach (var (node, observee) in _observees)
        {
            // One that has never answered has been silent since the first answer was due.
            if (now - observee.Since >= _cluster.Settings.HeartbeatExpectedResponseAfter && !_cluster.FailureDetector.IsMonitoring(node.Address))
                _cluster.FailureDetector.Heartbeat(node.Address);
            _cluster.SendAtOnce(node.Address, new Heartbeat(_cluster.SelfUniqueAddress, _sequenceNr));
        }
    }

    // A process that dies closes its connections. Whether it did is known as soon as a new one is tried.
    private void AskAtOnce(Address address)
    {
        var now = _cluster.Now.Elapsed;
        foreach (var (node, observee) in _observees)
        {
            if (!node.Address.Equals(address) || now < observee.AskAgainAt) continue;
            observee.AskAgainAt = now + _cluster.Settings.HeartbeatInterval;
            _cluster.Send(address, new Heartbeat(_cluster.SelfUniqueAddress, ++_sequenceNr));
        }
    }

    // Nobody listens where a member did: its process is gone, or as good as gone for this node. It counts as reachable again when it answers.
    private void OnRefused(Address address)
    {
        foreach (var (node, observee) in _observees)
        {
            // One that has never answered may be an incarnation that this refusal is older than. One that leaves closes its port as its last act, and the others
            // will hear that it has.
            if (!node.Address.Equals(address) || !observee.HasAnswered || _gossip.Find(node) is not { Status: not (MemberStatus.Exiting or MemberStatus.Down) }) continue;
            observee.Refused();
            if (!observee.IsReachable) continue;
            _log.Warning("[{0}] refuses connections: nobody listens there any more.", address);
            observee.IsReachable = false;
            Context.Parent.Tell(new DaemonCommand.Observed(node, false));
        }
    }

    private void LookForSilence()
    {
        var now = _cluster.Now.Elapsed;
        var interval = _cluster.Settings.UnreachableNodesReaperInterval;
        // If this node itself has stood still, everybody seems silent: first ask again.
        if (now - _looked > interval * 2 && _looked > TimeSpan.Zero) _patientUntil = now + _cluster.Settings.HeartbeatInterval + _cluster.Settings.HeartbeatExpectedResponseAfter;
        _looked = now;
        foreach (var (node, observee) in _observees)
        {
            var reachable = !observee.IsRefused && _cluster.FailureDetector.IsAvailable(node.Address);
            if (reachable == observee.IsReachable || (!reachable && now < _patientUntil)) continue;
            observee.IsReachable = reachable;
            Context.Parent.Tell(new DaemonCommand.Observed(node, reachable));
        }
    }

    private sealed class Beat : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Beat Instance = new();
    }
}
