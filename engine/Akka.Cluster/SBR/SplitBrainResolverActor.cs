using Akka.Actor;
using Akka.Cluster.Actors;
using Akka.Cluster.Gossiping;
using Akka.Event;

namespace Akka.Cluster.SBR;

/// <summary>Feeds the decider with the newest state, and with time while there is something to decide.</summary>
internal sealed class SplitBrainResolverActor : ActorBase, IWithTimers
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    private readonly Cluster _cluster;
    private readonly DowningDecider _decider;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private Gossip _gossip = Gossip.Empty;

    public SplitBrainResolverActor(Cluster cluster, DowningStrategy strategy, TimeSpan stableAfter, TimeSpan downAllWhenUnstable)
    {
        _cluster = cluster;
        _decider = new DowningDecider(strategy, stableAfter, downAllWhenUnstable, cluster.SelfUniqueAddress);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Cluster cluster, DowningStrategy strategy, TimeSpan stableAfter, TimeSpan downAllWhenUnstable) =>
        Actor.Props.Create(() => new SplitBrainResolverActor(cluster, strategy, stableAfter, downAllWhenUnstable)).WithDispatcher(cluster.Settings.UseDispatcher);

    protected override void PreStart() =>
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.GossipChanged));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case ClusterEvent.GossipChanged changed:
                _gossip = changed.Gossip;
                Look();
                return true;
            case Actors.Look:
                Look();
                return true;
            default:
                return false;
        }
    }

    private void Look()
    {
        var decision = _decider.Decide(_gossip, _cluster.Now.Elapsed);
        if (decision.Nodes.Count > 0)
        {
            _log.Warning("SBR took decision to down [{0}]: {1}.", string.Join(", ", decision.Nodes.Select(static node => node.Address)), decision.Reason);
            _cluster.Daemon.Tell(new DaemonCommand.MarkDown(decision.Nodes));
        }

        if (!_decider.IsTroubled) Timers.Cancel(nameof(Look));
        else if (!Timers.IsTimerActive(nameof(Look))) Timers.StartPeriodicTimer(nameof(Look), Actors.Look.Instance, LookInterval);
    }
}
