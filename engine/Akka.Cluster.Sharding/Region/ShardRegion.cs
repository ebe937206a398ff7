using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Cluster.Tools.Singleton;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>
/// One node's way to all entities of a type: it finds out from the coordinator where each shard runs, sends messages there, runs the shards it is told to run, and keeps
/// messages while a shard is nowhere. Started by <c>ClusterSharding.Start</c>. A proxy is a region that runs no shards.
/// </summary>
public sealed partial class ShardRegion : ActorBase, IWithTimers
{
    private readonly RegionSetup _setup;
    private readonly TuningParameters _tuning;
    private readonly IMessageExtractor _extractor;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, EntityRoute> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShardRoute> _shards = new(StringComparer.Ordinal);
    private readonly List<HostedShard> _hosted = [];
    private readonly EntityOutbox _outbox;
    private Type? _plain; // the type of the last message that was none of sharding's own

    internal ShardRegion(RegionSetup setup)
    {
        _setup = setup;
        _tuning = setup.Settings.TuningParameters;
        _extractor = setup.Extractor;
        _outbox = Cell.Open(new EntityOutbox(this));
        _order = new HostOrder(setup.Settings.Role, setup.Settings.CoordinatorSingletonSettings.ConsiderAppVersion);
    }

    /// <summary>The timers.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    private RegionLife Life => _setup.Life;

    private BufferAllowance Buffers => _setup.Life.Buffers;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Life.Incarnation++;
        _cluster.Subscribe(Self, typeof(ClusterEvent.IMemberEvent));
        StartSweeping();
        if (Life.IsShuttingDown) BeginShutdown();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _outbox.Flush();
        Life.IsRegistered = false;
        _cluster.Unsubscribe(Self);
        foreach (var shard in _shards.Values) LoseWaiting(shard);
        foreach (var entity in _entities.Values) LoseHeld(entity);
        Life.SetStopped();
    }

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        _outbox.Flush();
        // A restart ends the shards, and their entities, but not the region: whoever waits for that goes on waiting.
        Life.IsRegistered = false;
        _cluster.Unsubscribe(Self);
        foreach (var shard in _shards.Values) LoseWaiting(shard);
        foreach (var entity in _entities.Values) LoseHeld(entity);
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
    }

    /// <inheritdoc/>
    protected internal override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(static _ => Directive.Stop); // the two would no longer agree on what is under way: a new one begins anew

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is ShardingEnvelope || message.GetType() == _plain)
        {
            _outbox.Add(Cell.CurrentLetter!);
            return true;
        }

        return ReceiveOther(message);
    }

    private bool ReceiveOther(object message)
    {
        _outbox.Flush();
        switch (message)
        {
            case RegionMessage own:
                Handle(own);
                break;
            case ICoordinatorMessage command:
                Handle(command);
                break;
            case BeginHandOffAck ack:
                PassOn(ack);
                break;
            case StartEntity start:
                DeliverSlowly(start.EntityId, start);
                break;
            case IShardRegionQuery query:
                Answer(query);
                break;
            case ClusterEvent.MemberRemoved removed:
                ForgetHomesAt(removed.Member.Address);
                LookForCoordinator();
                break;
            case ClusterEvent.IMemberEvent or ClusterEvent.CurrentClusterState:
                LookForCoordinator();
                break;
            case GracefulShutdown:
                BeginShutdown();
                break;
            case Terminated terminated:
                Ended(terminated.ActorRef);
                break;
            case IClusterShardingSerializable or IShardRegionCommand or ClusterEvent.IClusterDomainEvent:
                return false;
            default:
                _plain = message.GetType();
                _outbox.Add(Cell.CurrentLetter!);
                break;
        }

        return true;
    }

    private void Handle(RegionMessage message)
    {
        switch (message)
        {
            case EntityReport report:
                Heard(report);
                break;
            case CloseEntity close:
                Close(close);
                break;
            case ShardReturns returned:
                TakeBack(returned);
                break;
            case ShardEnded ended:
                Ended(ended.Shard);
                break;
            case StartAgain again:
                StartShard(again.Shard);
                break;
            case Retry:
                AskAgain();
                break;
            case Sweep:
                PassivateIdleEntities();
                break;
            case StopWaiting:
                _isDoneWaiting = true;
                GoOnShuttingDown();
                break;
            case StopLooking:
                _isDoneLooking = true;
                GoOnShuttingDown();
                break;
        }
    }

    private void Handle(ICoordinatorMessage message)
    {
        switch (message)
        {
            case RegisterAck ack:
                Registered(ack);
                break;
            case HostShard host:
                Host(host);
                break;
            case ShardHome home:
                LearnHome(home.Shard, home.Region);
                break;
            case ShardHomes homes:
                foreach (var (region, shards) in homes.Homes)
                    foreach (var shard in shards) LearnHome(shard, region);
                break;
            case BeginHandOff begin:
                _isHandingOff = _isShuttingDown;
                Forget(begin);
                break;
            case HandOff handOff:
                _isHandingOff = _isShuttingDown;
                Stop(handOff);
                break;
        }
    }

    private ShardRoute Shard(string id)
    {
        if (_shards.TryGetValue(id, out var shard)) return shard;
        shard = new ShardRoute(id);
        _shards.Add(id, shard);
        return shard;
    }

    /// <summary>
    /// Starts an entity without a message for it. Not needed to send it one. Whoever tells it is answered when the entity has been started, or runs: with an object that has no public type.
    /// Immutable.
    /// </summary>
    public sealed class StartEntity : IClusterShardingSerializable, IEquatable<StartEntity>
    {
        /// <summary>The entity's id.</summary>
        public readonly string EntityId;

        /// <summary>Makes the command.</summary>
        /// <param name="entityId">The entity's id.</param>
        public StartEntity(string entityId)
        {
            EntityId = entityId;
        }

        /// <inheritdoc/>
        public bool Equals(StartEntity? other) => other is not null && EntityId == other.EntityId;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as StartEntity);

        /// <inheritdoc/>
        public override int GetHashCode() => EntityId.GetHashCode(StringComparison.Ordinal);
    }
}
