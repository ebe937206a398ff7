using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Event;

namespace Akka.Cluster.Actors;

/// <summary>
/// Asks the nodes that this one watches for signs of life, and tells the daemon who has fallen silent or is back. An actor of its own, so that no work of the
/// daemon ever delays a question; the answers, and those to others, are the business of <see cref="HeartbeatRef"/>.
/// </summary>
internal sealed class ClusterHeartbeat : ActorBase, IWithTimers
{
    private readonly Cluster _cluster;
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
        var firstBeat = time.UntilBeat(settings.HeartbeatInterval);
        if (settings.PeriodicTasksInitialDelay < firstBeat) firstBeat = settings.PeriodicTasksInitialDelay;
        Timers.StartPeriodicTimer(nameof(Beat), Beat.Instance, firstBeat, settings.HeartbeatInterval);
        Timers.StartPeriodicTimer(nameof(Look), Look.Instance, time.UntilBeat(settings.UnreachableNodesReaperInterval), settings.UnreachableNodesReaperInterval);
    }

    protected override void PostStop()
    {
        _cluster.Heartbeats.Observe([]);
        foreach (var node in _observees.Keys) _cluster.FailureDetector.Remove(node.Address);
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
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
        _cluster.Heartbeats.Observe([.. chosen]);
        foreach (var node in _observees.Keys.Where(node => !chosen.Contains(node)).ToList())
        {
            _observees.Remove(node);
            _cluster.FailureDetector.Remove(node.Address);
        }

        foreach (var node in chosen) _observees.TryAdd(node, new Observee(_cluster.Now.Elapsed));
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

    private void LookForSilence()
    {
        var now = _cluster.Now.Elapsed;
        var interval = _cluster.Settings.UnreachableNodesReaperInterval;
        // If this node itself has stood still, everybody seems silent: first ask again.
        if (now - _looked > interval * 2 && _looked > TimeSpan.Zero) _patientUntil = now + _cluster.Settings.HeartbeatInterval + _cluster.Settings.HeartbeatExpectedResponseAfter;
        _looked = now;
        foreach (var (node, observee) in _observees)
        {
            var reachable = _cluster.FailureDetector.IsAvailable(node.Address);
            if (reachable == observee.IsReachable || (!reachable && now < _patientUntil)) continue;
            observee.IsReachable = reachable;
            Context.Parent.Tell(new DaemonCommand.Observed(node, reachable));
        }
    }

    private sealed class Observee(TimeSpan since)
    {
        public TimeSpan Since { get; } = since;

        public bool IsReachable { get; set; } = true;
    }

    private sealed class Beat : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Beat Instance = new();
    }
}
