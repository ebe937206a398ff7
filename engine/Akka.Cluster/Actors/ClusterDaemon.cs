using Akka.Actor;
using Akka.Cluster.Events;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster.Actors;

/// <summary>
/// Gives the membership machine messages and time, sends what it wants sent, and tells subscribers what changed. The machine is this node's only memory of the
/// cluster, so a failure here ends the node's part in it, and the node.
/// </summary>
internal sealed partial class ClusterDaemon : ActorBase, IWithTimers
{
    private readonly Cluster _cluster;
    private readonly MembershipMachine _machine;
    private readonly Subscribers _subscribers = new();
    private readonly ILoggingAdapter _log;
    private Gossip _published = Gossip.Empty;
    private TimeSpan _tickAt = TimeSpan.MaxValue;
    private Member? _self;
    private bool _joinsSeeds;
    private bool _isDown;
    private bool _isEnding; // as it should

    public ClusterDaemon(Cluster cluster)
    {
        _cluster = cluster;
        _log = cluster.Log;
        var settings = cluster.Settings;
        _machine = new MembershipMachine(
            cluster.SelfUniqueAddress,
            new MembershipSettings
            {
                Roles = settings.Roles,
                AppVersion = settings.AppVersion,
                GossipInterval = settings.GossipInterval,
                GossipDifferentViewProbability = settings.GossipDifferentViewProbability,
                SeedNodeTimeout = settings.SeedNodeTimeout,
                RetryUnsuccessfulJoinAfter = settings.RetryUnsuccessfulJoinAfter,
                WeaklyUpAfter = settings.AllowWeaklyUpMembers ? settings.WeaklyUpAfter : null,
                MinNrOfMembers = settings.MinNrOfMembers,
                MinNrOfMembersOfRole = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, settings.MinNrOfMembersOfRole),
                MonitoredByNrOfMembers = settings.MonitoredByNrOfMembers,
                Checked = settings.CheckedSettings,
                EnforceCompatibility = settings.EnforceCompatibility,
                MayGoOn = cluster.DowningProvider is SBR.IHasStrategy resolver ? gossip => SBR.Tally.MayGoOn(gossip, resolver.Strategy) : null,
            },
            cluster.Random);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _cluster.Daemon = Self;
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        var dispatcher = _cluster.Settings.UseDispatcher;
        Context.ActorOf(Props.Create(() => new ClusterHeartbeat(_cluster)).WithDispatcher(dispatcher), "heartbeat");
        if (_cluster.DowningProvider.DowningActorProps is { } downing) Context.ActorOf(downing, "downing");
        if (_cluster.Settings.SeedNodes.Count > 0) Self.Tell(new DaemonCommand.JoinSeeds(_cluster.Settings.SeedNodes));
    }

    // A node that watches nobody, or decides nothing after a failure, looks like any other member: it is not to go on like that.
    protected internal override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(static cause => cause is ActorInitializationException ? Directive.Escalate : Directive.Restart);

    protected override void PreRestart(Exception reason, object message)
    {
        base.PreRestart(reason, message);
        Context.Stop(Self);
    }

    protected override void PostStop()
    {
        ShutDownUnlessEnding();
        _cluster.Publish(Gossip.Empty);
        if (_self is { } self)
        {
            var removed = Member.Create(self.UniqueAddress, self.UpNumber, MemberStatus.Removed, self.Roles, self.AppVersion);
            _subscribers.Publish(new ClusterEvent.MemberRemoved(removed, _isDown ? MemberStatus.Down : MemberStatus.Exiting));
        }

        _subscribers.Publish(ClusterEvent.ClusterShuttingDown.Instance);
        if (_cluster.Settings.LogInfo) _log.Info("Cluster Node [{0}] - Successfully shut down", _cluster.SelfAddress);
        _cluster.Removed.Reach();
    }

    // Its failure has been logged by whoever decided that it stops.
    private void ShutDownUnlessEnding()
    {
        var shutdown = CoordinatedShutdown.Get(Context.System);
        if (_isEnding || shutdown.ShutdownReason is not null || Context.System is Akka.Actor.Internal.ActorSystemImpl { IsTerminating: true }) return;
        _log.Error("Cluster Node [{0}] - The cluster's daemon has failed: this node shuts down.", _cluster.SelfAddress);
        shutdown.Run(CoordinatedShutdown.ClusterDowningReason.Instance);
    }

    private void End()
    {
        _isEnding = true;
        Context.Stop(Self);
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Look:
                _tickAt = TimeSpan.MaxValue;
                _machine.Tick(_cluster.Now);
                break;
            case IClusterMessage one:
                if (one is GossipEnvelope gossip && _cluster.Settings.VerboseGossipReceivedLogging) _log.Debug("Gossip from [{0}]: {1}", gossip.From.Address, gossip.Gossip);
                _machine.Receive(one, _cluster.Now);
                break;
            case DaemonCommand command:
                Handle(command);
                break;
            case Terminated terminated:
                _subscribers.Remove(terminated.ActorRef, null);
                return true;
            case ThisActorSystemQuarantinedEvent quarantined:
                OnQuarantined(quarantined.RemoteAddress);
                break;
            case GiveUpJoining:
                GiveUp();
                return true;
            default:
                return false;
        }

        Settle();
        return true;
    }

    private void Handle(DaemonCommand command)
    {
        var now = _cluster.Now;
        switch (command)
        {
            case DaemonCommand.Observed observed:
                _machine.Observe(observed.Node, observed.Reachable, now);
                break;
            case DaemonCommand.MarkDown down:
                _machine.MarkDown(down.Nodes, now);
                break;
            case DaemonCommand.JoinTo join:
                _joinsSeeds = false;
                _machine.JoinTo(join.Address, now);
                break;
            case DaemonCommand.JoinSeeds join:
                _joinsSeeds = true;
                if (_cluster.Settings.ShutdownAfterUnsuccessfulJoinSeedNodes is { } limit) Timers.StartSingleTimer(nameof(GiveUpJoining), GiveUpJoining.Instance, limit);
                _machine.JoinSeeds(join.Seeds, now);
                break;
            case DaemonCommand.LeaveSelf when _machine.Phase is MembershipMachine.MachinePhase.Member:
                _machine.Receive(new Leave(_cluster.SelfAddress), now);
                break;
            case DaemonCommand.LeaveSelf:
                // As for a member: who leaves shuts down.
                CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
                End();
                break;
            case DaemonCommand.Stop:
                End();
                break;
            case DaemonCommand.ExitDone:
                _machine.ConfirmExit(now);
                break;
            case DaemonCommand.Subscribe subscribe:
                Context.Watch(subscribe.Subscriber);
                _subscribers.Add(subscribe.Subscriber, subscribe.To);
                if (subscribe.Mode is ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot)
                {
                    subscribe.Subscriber.Tell(_cluster.State);
                }
                else
                {
                    foreach (var change in StateOf.Changes(Gossip.Empty, _published, _cluster.SelfUniqueAddress))
                        if (subscribe.To.Any(type => type.IsInstanceOfType(change))) subscribe.Subscriber.Tell(change);
                }

                break;
            case DaemonCommand.Unsubscribe unsubscribe:
                if (_subscribers.Remove(unsubscribe.Subscriber, unsubscribe.To)) Context.Unwatch(unsubscribe.Subscriber);
                break;
            case DaemonCommand.SendState send:
                send.Receiver.Tell(_cluster.State);
                break;
        }
    }

    // What the machine wants done after anything it was told.
    private void Settle()
    {
        foreach (var (to, message) in _machine.Outbox) _cluster.Send(to, message);
        _machine.Outbox.Clear();
        if (!ReferenceEquals(_published, _machine.Latest)) PublishLatest();
        foreach (var notice in _machine.Notices) Handle(notice);
        _machine.Notices.Clear();
        ScheduleTick();
    }

    private void PublishLatest()
    {
        var before = _published;
        _published = _machine.Latest;
        _cluster.Publish(_published);
        _self = _machine.SelfMember ?? _self;
        foreach (var change in StateOf.Changes(before, _published, _cluster.SelfUniqueAddress))
        {
            if (change is ClusterEvent.MemberRemoved removed)
            {
                // Its end is told by PostStop, when all of it has happened.
                if (removed.Member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)) continue;
                OnRemoved(removed);
            }

            _subscribers.Publish(change);
        }

        if (_self is { Status: MemberStatus.Up }) _cluster.Up.Reach();
    }

    private void ScheduleTick()
    {
        if (_machine.Phase is MembershipMachine.MachinePhase.Idle or MembershipMachine.MachinePhase.Gone) return;
        var wait = _machine.NextTick;
        if (wait == _cluster.Settings.GossipInterval) wait = Context.System.Scheduler.UntilBeat(wait);
        var due = _cluster.Now.Elapsed + wait;
        if (due >= _tickAt) return;
        _tickAt = due;
        Timers.StartSingleTimer(nameof(Look), Look.Instance, wait);
    }

    private sealed class GiveUpJoining : INoSerializationVerificationNeeded
    {
        public static readonly GiveUpJoining Instance = new();
    }
}
