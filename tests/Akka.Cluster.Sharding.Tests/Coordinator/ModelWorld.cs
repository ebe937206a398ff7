using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Cluster.Sharding.Coordination;
using Akka.Cluster.Sharding.Protocol;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>
/// Regions on four nodes and one coordinator, whose store keeps what was flushed and nothing else, on a network that loses, repeats and reorders. Nodes die and come back,
/// coordinators die between any two of their outputs. After every step no shard runs in two regions.
/// </summary>
internal sealed class ModelWorld
{
    public const int Shards = 6;

    private readonly int _nodes;
    private readonly double _repeated;
    private readonly double _lost;
    private readonly double _busy;
    private readonly double _deadly;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private static readonly CoordinatorTimes Times = new(
        Retry, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));

    private readonly SeededRandom _random;
    private readonly StringBuilder? _trace;
    private readonly SortedDictionary<string, ModelRegion> _regions = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unreachable = new(StringComparer.Ordinal);
    private readonly List<(IActorRef From, IActorRef To, IClusterShardingSerializable Message)> _network = [];
    private readonly List<ICoordinatorEvent> _journal = [];
    private readonly Queue<Output> _pending = [];
    private readonly List<Action> _strategy = [];
    private readonly List<IActorRef> _deaths = [];
    private CoordinatorLogic? _coordinator;
    private StoredState? _snapshot;
    private int _snapshotAt;
    private bool _unreadable;
    private long _uids;
    private TimeSpan _now = TimeSpan.FromMinutes(1);

    public ModelWorld(long seed, bool keepsTrace = false)
    {
        _random = new SeededRandom(seed);
        _trace = keepsTrace ? new StringBuilder() : null;
        Faults = true;
        _nodes = 2 + _random.Next(3);
        _repeated = _random.NextDouble() * 0.6;
        _lost = _random.NextDouble() * 0.3;
        _busy = _random.NextDouble();
        _deadly = _random.NextDouble();
        for (var i = 0; i < _nodes; i++) StartNode(Name(i));
        StartCoordinator();
    }

    /// <summary>Whether messages are lost, repeated and reordered. Otherwise every message arrives within a second, in order.</summary>
    public bool Faults { get; set; }

    public IActorRef CoordinatorRef { get; private set; } = ActorRefs.Nobody;

    public CoordinatorLogic Coordinator => _coordinator!;

    public IReadOnlyCollection<ModelRegion> Regions => _regions.Values;

    public TimeSpan Now => _now;

    public string Trace => $"{_trace}";

    public static string Shard(int number) => number.ToString(CultureInfo.InvariantCulture);

    public void Send(IActorRef from, IActorRef to, IClusterShardingSerializable message) => _network.Add((from, to, message));

    /// <summary>One thing happens.</summary>
    public void Step()
    {
        switch (_random.Next(100))
        {
            case < 50 when _network.Count > 0:
                Deliver();
                break;
            case < 68 when _pending.Count > 0:
                Flush();
                break;
            case < 74 when _strategy.Count > 0:
                var answer = _random.Pick(_strategy);
                _strategy.Remove(answer);
                answer();
                break;
            case < 77 when _deaths.Count > 0:
                var dead = _random.Pick(_deaths);
                _deaths.Remove(dead);
                _coordinator?.Terminated(dead, _now);
                foreach (var region in _regions.Values) region.Forget(dead);
                break;
            case 77 or 78 or 79:
                Pass(_random.Span(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1)));
                break;
            case < 88 when _regions.Count > 0:
                var asking = _random.Pick(_regions.Values.ToArray());
                if (_random.Chance(0.3)) asking.ForgetAll();
                asking.Want(Shard(_random.Next(Shards)));
                break;
            case < 92:
                FinishStopping();
                break;
            case < 95 when _random.Chance(_busy):
                _coordinator?.Rebalance(_now);
                break;
            case 95 when _random.Chance(_deadly):
                CrashCoordinator();
                break;
            case 96 when _regions.Count > 1 && _random.Chance(_deadly):
                Kill(_random.Pick(_regions.Values.ToArray()));
                break;
            case 97 when _regions.Count < _nodes:
                StartNode(Enumerable.Range(0, _nodes).Select(Name).First(name => !_regions.ContainsKey(name)));
                break;
            case 98 when _random.Chance(_deadly):
                Toggle(Name(_random.Next(_nodes)));
                break;
            case 99 when _random.Chance(_deadly) && _regions.Count(static region => !region.Value.IsLeaving) > 1:
                _random.Pick(_regions.Values.ToArray()).Leave();
                break;
            case 99 when _random.Chance(0.3):
                _snapshot = _stored().ToStored();
                _snapshotAt = _journal.Count;
                break;
        }

        if (_coordinator is null && _random.Chance(0.1)) StartCoordinator();
        Collect();
        Check();

        CoordinatorState _stored() => Recovered();
    }

    /// <summary>All faults end, and all that was begun goes on.</summary>
    public void Heal()
    {
        Faults = false;
        _unreachable.Clear();
        _coordinator?.ClusterChanged(View(), _now);
        if (_coordinator is null) StartCoordinator();
        for (var i = 0; i < _nodes; i++)
        {
            if (!_regions.ContainsKey(Name(i))) StartNode(Name(i));
        }
    }

    /// <summary>Runs without faults, everything that can happen in between.</summary>
    public void Run(TimeSpan span)
    {
        for (var until = _now + span; _now < until;)
        {
            while (_network.Exists(Arrives) || _pending.Count + _strategy.Count + _deaths.Count > 0)
            {
                if (_pending.Count > 0) Flush();
                else if (_network.Exists(Arrives)) Deliver();
                else if (_deaths.Count > 0)
                {
                    _coordinator?.Terminated(_deaths[0], _now);
                    foreach (var region in _regions.Values) region.Forget(_deaths[0]);
                    _deaths.RemoveAt(0);
                }
                else
                {
                    var answer = _strategy[0];
                    _strategy.RemoveAt(0);
                    answer();
                }

                while (_regions.Values.Any(static region => region.Stopping.Count > 0)) FinishStopping();
                Collect();
                Check();
            }

            foreach (var done in _regions.Values.Where(static region => region.IsDone).ToArray())
            {
                Kill(done);
                StartNode(done.Node);
            }

            Pass(TimeSpan.FromSeconds(0.5));
            Collect();
        }
    }

    /// <summary>What was stored becomes unreadable; the coordinator ends.</summary>
    public void LoseStore()
    {
        CrashCoordinator();
        _journal.Clear();
        _snapshot = null;
        _snapshotAt = 0;
        _unreadable = true;
    }

    public void CrashCoordinator()
    {
        if (_coordinator is null) return;
        Note("coordinator dies");
        // Events under way may or may not be stored; what stands behind the first that is not is lost.
        for (var kept = _random.Next(3); kept > 0 && _pending.Count > 0; kept--)
        {
            if (_pending.Dequeue() is Output.Store store) _journal.Add(store.Event);
        }

        _pending.Clear();
        _strategy.Clear();
        _coordinator = null;
        CoordinatorRef = ActorRefs.Nobody;
    }

    public void StartCoordinator()
    {
        var trusted = !_unreadable && _journal.Count + (_snapshot is null ? 0 : 1) > 0;
        CoordinatorRef = new ModelRef(Name(_random.Next(_nodes)), "coordinator", ++_uids);
        Note($"coordinator {CoordinatorRef} starts");
        _coordinator = new CoordinatorLogic(CoordinatorRef, Recovered(), trusted, _unreadable, View(), Times, _now);
        Collect();
    }

    public void Kill(ModelRegion region)
    {
        Note($"{region.Ref} dies");
        _regions.Remove(region.Node);
        _deaths.Add(region.Ref);
        _coordinator?.ClusterChanged(View(), _now);
    }

    public void Check()
    {
        for (var i = 0; i < Shards; i++)
        {
            var homes = _regions.Values.Where(region => region.Running.ContainsKey(Shard(i))).Select(static region => $"{region.Ref}").ToArray();
            if (homes.Length > 1) throw new InvalidOperationException($"shard {i} runs in {string.Join(" and ", homes)}");
        }
    }

    public string Describe() => string.Join("\n", _regions.Values.Select(static region =>
        $"{region.Ref}{(region.IsLeaving ? " leaving" : "")} runs [{string.Join(",", region.Running)}] stops [{string.Join(",", region.Stopping)}] wants [{string.Join(",", region.Wants)}]"));

    private static string Name(int node) => $"n{node}";

    private void StartNode(string name)
    {
        var region = new ModelRegion(this, name, ++_uids);
        _regions[name] = region;
        Note($"{region.Ref} starts");
        _coordinator?.ClusterChanged(View(), _now);
        region.Retry();
    }

    /// <summary>One node is cut off, or back: messages from and to it wait.</summary>
    public void ToggleOne() => Toggle(Name(_random.Next(_nodes)));

    public void WantAll()
    {
        foreach (var region in _regions.Values)
        {
            for (var shard = 0; shard < Shards; shard++) region.Want(Shard(shard));
        }
    }

    private bool Arrives((IActorRef From, IActorRef To, IClusterShardingSerializable Message) one) => !IsCutOff(one.From) && !IsCutOff(one.To);

    // The coordinator is where it is reachable: its own node is not what is cut off.
    private bool IsCutOff(IActorRef one) => !one.Equals(CoordinatorRef) && _unreachable.Contains(one.Path.Address.Host!);

    private void Toggle(string node)
    {
        if (!_unreachable.Remove(node)) _unreachable.Add(node);
        _coordinator?.ClusterChanged(View(), _now);
    }

    private ClusterView View() => new(
        ModelRef.AddressOf("coordinator"), _regions.Keys.Select(node => (ModelRef.AddressOf(node), MemberStatus.Up, !_unreachable.Contains(node), true)));

    private CoordinatorState Recovered()
    {
        var state = _snapshot is null ? new CoordinatorState() : CoordinatorState.Of(_snapshot);
        foreach (var one in _journal.Skip(_snapshotAt)) state.Apply(one);
        return state;
    }

    private void Pass(TimeSpan span)
    {
        _now += span;
        _coordinator?.Tick(_now);
        foreach (var region in _regions.Values)
        {
            if (!Faults || _random.Chance(0.4)) region.Retry();
        }
    }

    private void FinishStopping()
    {
        foreach (var region in _regions.Values.Where(static region => region.Stopping.Count > 0).Take(1)) region.HasStopped(region.Stopping.Keys.First());
    }

    private void Deliver()
    {
        var index = Faults ? _random.Next(_network.Count) : _network.FindIndex(Arrives);
        var (from, to, message) = _network[index];
        if (!Faults || !_random.Chance(_repeated)) _network.RemoveAt(index);
        if (Faults && _random.Chance(_lost)) return;
        Note($"{from} -> {to}: {message}");
        if (to.Equals(CoordinatorRef)) _coordinator?.Receive((ICoordinatorCommand)message, from, _now);
        else _regions.Values.FirstOrDefault(region => region.Ref.Equals(to))?.Receive(message, from, _random);
    }

    private void Collect()
    {
        if (_coordinator is null) return;
        foreach (var output in _coordinator.TakeOutputs())
        {
            switch (output)
            {
                case Output.AskAllocation ask:
                    var asked = _coordinator;
                    _strategy.Add(() =>
                    {
                        if (asked != _coordinator) return;
                        var candidates = asked.Candidates().Keys.ToArray();
                        var picked = candidates.Length == 0 || (Faults && _random.Chance(0.1)) ? null : _random.Pick(candidates);
                        asked.Allocated(ask.Shard, picked, _now);
                    });
                    break;
                case Output.AskRebalance:
                    _coordinator.Rebalanced(Enumerable.Range(0, Shards).Where(_ => _random.Chance(0.3)).Select(Shard), _now);
                    break;
                case Output.Watch watch:
                    if (!_regions.Values.Any(region => region.Ref.Equals(watch.Ref))) _deaths.Add(watch.Ref);
                    break;
                case Output.SaveState:
                    _unreadable = false;
                    _snapshot = Recovered().ToStored();
                    _snapshotAt = _journal.Count;
                    break;
                case Output.Note note:
                    Note($"coordinator: {note.Text}");
                    break;
                default:
                    _pending.Enqueue(output);
                    break;
            }
        }
    }

    // Stores or sends the next; nothing overtakes a store.
    private void Flush()
    {
        switch (_pending.Dequeue())
        {
            case Output.Store store:
                Note($"stored: {store.Event}");
                _journal.Add(store.Event);
                break;
            case Output.Send send:
                Send(CoordinatorRef, send.To, send.Message);
                break;
        }
    }

    private void Note(string text) => _trace?.Append(CultureInfo.InvariantCulture, $"{_now.TotalSeconds:F1} {text}\n");
}
