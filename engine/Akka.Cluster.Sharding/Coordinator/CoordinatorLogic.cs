using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Event;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>
/// Decides all that the coordinator does. No clock, no network, no store: each call is something that happened, and <see cref="TakeOutputs"/> says what follows. Its state runs
/// ahead of the store; nobody else sees any of it before it is stored.
/// </summary>
/// <remarks>
/// What keeps a shard from running twice: it is told to start only when it has no home by the stored state, or by its home; and it loses its home only when the home says
/// that it has stopped, or is gone for good. All else is repeated, may come late, twice or never, and only costs time.
/// </remarks>
internal sealed partial class CoordinatorLogic
{
    /// <summary>More shards than anybody has. Requests for yet others are dropped, and repeated by who asked.</summary>
    private const int MaxWanted = 100_000;

    private readonly IActorRef _self;
    private readonly CoordinatorState _state;
    private readonly CoordinatorTimes _times;
    private readonly Dictionary<IActorRef, Registration> _registered = [];
    private readonly SortedDictionary<string, Starting> _starting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<IActorRef>> _wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _asked = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HandOffProgress> _handOffs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(IActorRef Region, string Shard), Eviction> _evictions = new(Comparer<(IActorRef Region, string Shard)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Shard, b.Shard) is var order and not 0 ? order : a.Region.CompareTo(b.Region)));

    private readonly List<IActorRef> _shuttingDown = [];
    private List<Output> _outputs = [];
    private ClusterView _view;
    private TimeSpan _now;
    private TimeSpan _retriedAt;
    private bool _handOffsWait;

    /// <param name="self">The coordinator, for those who are to answer it.</param>
    /// <param name="state">As read from the store; changed from here on.</param>
    /// <param name="trusted">False when the store was empty or could not be read: then only regions know.</param>
    /// <param name="rebuilding">The store holds what cannot be read: the state is to be written down as soon as it is known.</param>
    /// <param name="view">The cluster as it is.</param>
    /// <param name="times">How long to wait for what.</param>
    /// <param name="now">Time on the clock that never jumps.</param>
    public CoordinatorLogic(IActorRef self, CoordinatorState state, bool trusted, bool rebuilding, ClusterView view, CoordinatorTimes times, TimeSpan now)
    {
        _self = self;
        _state = state;
        _times = times;
        _view = view;
        _now = now;
        _retriedAt = now;
        _settling = new Settling(trusted, rebuilding, now);
        foreach (var region in state.Regions.ToArray())
        {
            // Whoever registered was a member that all others knew; if it is none now, it was removed.
            if (view.IsMember(region)) Add(new Output.Watch(region));
            else RegionGone(region);
        }

        foreach (var proxy in state.Proxies.ToArray())
        {
            if (view.IsMember(proxy)) Add(new Output.Watch(proxy));
            else ProxyGone(proxy);
        }

        TrySettle();
    }

    /// <summary>Allocations so far, by this coordinator.</summary>
    public long Allocations { get; private set; }

    /// <summary>Shards that regions have given up for others, as they were told to.</summary>
    public long HandOffs { get; private set; }

    /// <summary>Shards of regions that went away.</summary>
    public long Freed { get; private set; }

    public CoordinatorState State => _state;

    /// <summary>Whether shards are given to regions yet.</summary>
    public bool IsSettled => _settling is null;

    /// <summary>Shards that are on the move.</summary>
    public ImmutableSortedSet<string> Moving => ImmutableSortedSet.CreateRange(StringComparer.Ordinal, _handOffs.Keys);

    /// <summary>Shards that somebody wants and that run nowhere yet.</summary>
    public int WantedCount => _wanted.Count;

    /// <summary>Whether nothing is waited for that time would make urgent: then <see cref="Tick"/> need not be called.</summary>
    public bool IsCalm => IsSettled && _starting.Count == 0 && _wanted.Count == 0 && _handOffs.Count == 0 && _evictions.Count == 0 && _shuttingDown.Count == 0;

    /// <summary>Regions that shards may be given to, and the shards of each.</summary>
    public ImmutableSortedDictionary<IActorRef, IImmutableList<string>> Candidates() => RegionsThat(IsCandidate);

    /// <summary>Regions that have come forward, and the shards of each. Those that take none now are among them: while there are any, a strategy may want to move nothing.</summary>
    public ImmutableSortedDictionary<IActorRef, IImmutableList<string>> KnownRegions() => RegionsThat(_registered.ContainsKey);

    /// <summary>What is to be done since the last call.</summary>
    public IReadOnlyList<Output> TakeOutputs()
    {
        if (_outputs.Count == 0) return [];
        var taken = _outputs;
        _outputs = [];
        return taken;
    }

    /// <summary>A message from a region or proxy.</summary>
    public void Receive(ICoordinatorCommand command, IActorRef sender, TimeSpan now)
    {
        _now = now;
        switch (command)
        {
            case GetShardHome get:
                Find(get.Shard, sender);
                break;
            case ShardStarted started:
                Started(started, sender);
                break;
            case ShardStopped stopped:
                Stopped(stopped, sender);
                break;
            case BeginHandOffAck ack:
                Acknowledged(ack, sender);
                break;
            case Register register:
                Register(register);
                break;
            case RegisterProxy register:
                Register(register);
                break;
            case GracefulShutdownReq request:
                ShutDown(request.Region);
                break;
            case RegionStopped stopped:
                Gone(stopped.Region);
                break;
        }
    }

    /// <summary>A region or proxy is gone for good.</summary>
    public void Terminated(IActorRef reference, TimeSpan now)
    {
        _now = now;
        Gone(reference);
    }

    /// <summary>Something changed in the cluster. Regions of removed members are reported by <see cref="Terminated"/>.</summary>
    public void ClusterChanged(ClusterView view, TimeSpan now)
    {
        _now = now;
        _view = view;
        TrySettle();
        if (IsSettled) AllocateWanted();
    }

    /// <summary>Time has passed: repeats what was not answered.</summary>
    public void Tick(TimeSpan now)
    {
        _now = now;
        TrySettle();
        if (now - _retriedAt < _times.Retry) return;
        _retriedAt = now;
        RetryStarts();
        RetryHandOffs();
        RetryEvictions();
        GoOnShuttingDown();
        if (IsSettled) AllocateWanted();
    }

    /// <summary>It is time to see whether shards should be moved. Not while a region shuts down: where its shards go is not known yet.</summary>
    public void Rebalance(TimeSpan now)
    {
        _now = now;
        if (IsSettled && _state.Regions.Count > 0 && _shuttingDown.Count == 0) Add(new Output.AskRebalance());
    }

    private ImmutableSortedDictionary<IActorRef, IImmutableList<string>> RegionsThat(Func<IActorRef, bool> concern)
    {
        var allocations = ImmutableSortedDictionary.CreateBuilder<IActorRef, IImmutableList<string>>();
        foreach (var region in _state.Regions)
        {
            if (concern(region)) allocations.Add(region, _state.ShardsOf(region));
        }

        return allocations.ToImmutable();
    }

    private bool IsCandidate(IActorRef region) => _registered.ContainsKey(region) && !_shuttingDown.Contains(region) && _view.IsUp(region) && _view.IsReachable(region);

    private void Add(Output output) => _outputs.Add(output);

    private void Send(IActorRef to, IClusterShardingSerializable message) => _outputs.Add(new Output.Send(to, message));

    private void Store(ICoordinatorEvent one)
    {
        _state.Apply(one);
        _outputs.Add(new Output.Store(one));
    }

    private void Warn(string text) => _outputs.Add(new Output.Note(LogLevel.WarningLevel, text));

    private void Inform(string text) => _outputs.Add(new Output.Note(LogLevel.InfoLevel, text));

    private void Trace(string text) => _outputs.Add(new Output.Note(LogLevel.DebugLevel, text));

    // A region that came forward to this coordinator.
    private sealed record Registration(long Incarnation);

    // A shard whose home has not said that it runs.
    private sealed class Starting(TimeSpan since)
    {
        public TimeSpan Since { get; } = since;

        public bool Warned { get; set; }
    }
}
