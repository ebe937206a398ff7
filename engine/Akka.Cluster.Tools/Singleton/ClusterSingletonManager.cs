using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;
using Akka.Util.Internal;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>
/// Runs one actor, its child, on the oldest member of the cluster, and hands it over when that leaves. Start it under the same path on every node that may
/// host it, as early as possible. What it promises and how is in docs/engine/cluster-tools.md.
/// </summary>
public sealed class ClusterSingletonManager : FSM<ClusterSingletonState, IClusterSingletonData>
{
    private readonly Props _singletonProps;
    private readonly object _terminationMessage;
    private readonly ClusterSingletonManagerSettings _settings;
    private readonly Cluster _cluster;
    private readonly SingletonRules _rules;
    private readonly SingletonMachine _machine;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly TaskCompletionSource<Done> _isDone;
    private IReadOnlyList<Member>? _seen;
    private IActorRef? _instance;

    /// <summary>Makes the manager. Use <see cref="Props(Actor.Props, object, ClusterSingletonManagerSettings)"/>.</summary>
    /// <param name="singletonProps">The instance.</param>
    /// <param name="terminationMessage">Tells the instance to stop.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ArgumentException">This node does not have the role that the settings name.</exception>
    /// <exception cref="ConfigurationException">The settings name a lease, or this system is no node of a cluster.</exception>
    public ClusterSingletonManager(Props singletonProps, object terminationMessage, ClusterSingletonManagerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(singletonProps);
        ArgumentNullException.ThrowIfNull(terminationMessage);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.LeaseSettings is { } lease) throw new ConfigurationException($"Singletons cannot hold a lease yet: [{settings.SingletonName}] is to use [{lease.LeaseImplementation}].");
        _singletonProps = singletonProps;
        _terminationMessage = terminationMessage;
        _settings = settings;
        _cluster = Cluster.Get(Context.System);
        if (settings.Role is { } role && !_cluster.SelfRoles.Contains(role)) throw new ArgumentException($"This cluster member [{_cluster.SelfAddress}] doesn't have the role [{role}]");
        var minRetries = SingletonModule.ConfigOf(Context.System).GetInt("akka.cluster.singleton.min-number-of-hand-over-retries", 15);
        if (minRetries < 1) throw new ConfigurationException($"akka.cluster.singleton.min-number-of-hand-over-retries must be at least 1, and is {minRetries}.");
        _rules = SingletonRules.From(settings, _cluster.DowningProvider.DownRemovalMargin, minRetries);
        _machine = new SingletonMachine(_cluster.SelfUniqueAddress, _rules);
        _isDone = Runtime.NewCompletion<Done>();

        foreach (var state in Enum.GetValues<ClusterSingletonState>()) When(state, Handle);
        OnTransition((from, to) =>
        {
            if (from != to) _log.Info("ClusterSingletonManager state change [{0} -> {1}]", from, to);
        });
        StartWith(ClusterSingletonState.Start, NoSingletonData.Instance);
        Initialize();
    }

    private static Runtime Runtime => Context.System.AsInstanceOf<ActorSystemImpl>().Runtime;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    /// <summary>The defaults of everything under <c>akka.cluster.singleton</c> and <c>akka.cluster.singleton-proxy</c>.</summary>
    /// <returns>A configuration.</returns>
    public static Config DefaultConfig() => SingletonModule.Defaults;

    /// <summary>A manager whose instance is stopped with a <see cref="PoisonPill"/>.</summary>
    /// <param name="singletonProps">The instance.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>Props of the manager.</returns>
    public static Props Props(Props singletonProps, ClusterSingletonManagerSettings settings) => Props(singletonProps, PoisonPill.Instance, settings);

    /// <summary>A manager.</summary>
    /// <param name="singletonProps">The instance. When it fails it is restarted; when it stops by itself it stays so until the next hand-over, so put a
    /// <see cref="Pattern.BackoffSupervisor"/> here where that is not wanted.</param>
    /// <param name="terminationMessage">Tells the instance to stop itself. The next one is not started before it has done so.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>Props of the manager.</returns>
    public static Props Props(Props singletonProps, object terminationMessage, ClusterSingletonManagerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(singletonProps);
        ArgumentNullException.ThrowIfNull(terminationMessage);
        ArgumentNullException.ThrowIfNull(settings);
        return Actor.Props.CreateBy(new Producer(singletonProps, terminationMessage, settings)).WithDeploy(Deploy.Local);
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        base.PreStart();
        if (_cluster.IsTerminated)
        {
            Context.Stop(Self);
            return;
        }

        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.GossipChanged), typeof(ClusterEvent.ClusterShuttingDown));
        var (self, isDone) = (Self, _isDone.Task);
        CoordinatedShutdown.Get(Context.System).AddTask(CoordinatedShutdown.PhaseClusterExiting, $"singleton-exiting-{_settings.SingletonName}", () =>
        {
            self.Tell(Leave.Instance, ActorRefs.NoSender);
            return isDone;
        });
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        Runtime.Complete(() => _isDone.TrySetResult(Done.Instance));
        base.PostStop();
    }

    private State<ClusterSingletonState, IClusterSingletonData>? Handle(Event<IClusterSingletonData> happened)
    {
        switch (happened.FsmEvent)
        {
            case ClusterEvent.GossipChanged { Gossip.MemberList: { } members } change:
                if (ReferenceEquals(members, _seen)) return Stay();
                if (!_machine.IsMember) RememberTheGone(change.Gossip);
                _seen = members;
                _machine.See(members, Now);
                break;
            case ClusterEvent.ClusterShuttingDown:
                _machine.Abandon();
                break;
            case HandOverMessage message:
                _machine.Receive(message, Now);
                break;
            case Terminated terminated when terminated.ActorRef.Equals(_instance):
                _log.Info("Singleton actor [{0}] was terminated", _instance!.Path);
                _instance = null;
                _machine.InstanceStopped(Now);
                break;
            case Look:
                _machine.Tick(Now);
                break;
            case Leave:
                _machine.Leave(Now);
                break;
            default:
                return null;
        }

        return CarryOut();
    }

    private State<ClusterSingletonState, IClusterSingletonData> CarryOut()
    {
        foreach (var message in _machine.Outbox) Context.ActorSelection(new RootActorPath(message.To.Address) / Self.Path.Elements).Tell(message);
        _machine.Outbox.Clear();
        var orders = _machine.Orders.ToArray();
        _machine.Orders.Clear();
        foreach (var order in orders)
        {
            switch (order)
            {
                case SingletonOrder.Start:
                    _log.Info("Singleton manager starting singleton actor [{0}]", Self.Path / _settings.SingletonName);
                    _instance = Context.Watch(Context.ActorOf(_singletonProps, _settings.SingletonName));
                    break;
                case SingletonOrder.Stop:
                    _log.Info("Singleton manager stopping singleton actor [{0}]", _instance!.Path);
                    _instance.Tell(_terminationMessage);
                    break;
                case SingletonOrder.Abandon:
                    _log.Info("This node is out of the cluster: the manager stops, and a singleton actor with it.");
                    return Stop();
                case SingletonOrder.Stuck:
                    throw new ClusterSingletonManagerIsStuckException(
                        $"Becoming singleton oldest was stuck because [{string.Join(", ", _machine.Obstacles)}] did not answer {_rules.MaxHandOverRetries} times.");
            }
        }

        if (_machine.NextTick is { } next) SetTimer(nameof(Look), Look.Instance, next > Now ? next - Now : TimeSpan.Zero);
        else CancelTimer(nameof(Look));
        if (_machine.IsDone) Runtime.Complete(() => _isDone.TrySetResult(Done.Instance));
        return _machine.State == StateName ? Stay() : GoTo(_machine.State);
    }

    // A member that was removed a moment ago, maybe before this node joined, may still have the instance. Who it was nobody knows any more.
    private void RememberTheGone(Gossiping.Gossip gossip)
    {
        var now = _cluster.Now.UnixSeconds;
        foreach (var gone in gossip.Tombstones)
        {
            // The date comes from another node's clock.
            var left = _rules.Margin - TimeSpan.FromSeconds(Math.Max(0, now - gone.UnixSeconds));
            if (left > TimeSpan.Zero) _machine.Remember(gone.Node, Now + left);
        }
    }

    private sealed class Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }

    private sealed class Leave : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Leave Instance = new();
    }

    private sealed class Producer(Props singletonProps, object terminationMessage, ClusterSingletonManagerSettings settings) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ClusterSingletonManager);

        public ActorBase Produce() => new ClusterSingletonManager(singletonProps, terminationMessage, settings);

        public void Release(ActorBase actor)
        {
        }
    }
}
