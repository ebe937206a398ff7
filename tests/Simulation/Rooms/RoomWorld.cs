using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Messages.Wire;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>
/// One seed: a room, one to three hubs, up to five clients, a database and 60 to 90 virtual seconds of everything that can go wrong, then a world
/// that works, in which everybody must come to see the same whole log. Given the same seed, every run is the same step by step.
/// </summary>
internal sealed class RoomWorld : IDisposable
{
    private static readonly string Pid = RoomIdentity.PersistenceIdOf(SimulatedNode.Topic);

    private readonly int _seed;
    private readonly Random _random;
    private readonly SimulatedDisk _disk;
    private readonly LinkFaults _faults;
    private readonly List<SimulatedClient> _clients = [];
    private readonly Dictionary<string, (long Seq, string Epoch)> _acknowledged = [];
    private readonly Dictionary<long, string?> _log = [];
    private readonly List<string> _breaches = [];
    private readonly List<string> _story = [];
    private readonly RoomSettings _rooms;
    private readonly HubTimes _hubs;
    private readonly int _hubParents;
    private SimulatedNode _node;
    private long _correlation;
    private int _lives;
    private TimeSpan _lived;

    public RoomWorld(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _disk = new SimulatedDisk(seed ^ 0x5eed) { Slowest = TimeSpan.FromMilliseconds(_random.Next(1, 60)) };
        _faults = new LinkFaults(seed ^ 0x11);
        _hubParents = _random.Next(1, 4);
        _rooms = new RoomSettings
        {
            Limits = new RoomLimits { HistoryMessages = 100_000, HistoryBytes = 1L << 30, ReplyMessages = 100_000, ReplyBytes = 1L << 30, IdempotencyKeys = 10_000 },
            SnapshotEvery = _random.Next(2, 30),
            BatchLimit = _random.Next(1, 10),
            IdleTimeout = TimeSpan.FromSeconds(_random.Next(1, 10)),
        };
        _hubs = new HubTimes { Linger = TimeSpan.FromSeconds(_random.Next(1, 10)) };
        _node = Start();
        _disk.Tell = Tell;
        for (var i = _random.Next(1, 6); i > 0; i--)
            _clients.Add(new SimulatedClient(this, i));
    }

    /// <summary>Faults that have happened.</summary>
    public int Faults { get; private set; }

    /// <summary>Steps of the executor, in all lives.</summary>
    public long Steps { get; private set; }

    /// <summary>What happened, for comparing runs and reading failures.</summary>
    public IReadOnlyList<string> Story => _story;

    /// <summary>Messages acknowledged.</summary>
    public int AcknowledgedCount => _acknowledged.Count;

    public long NextCorrelation() => ++_correlation;

    public void Breach(string what)
    {
        Tell("BREACH " + what);
        _breaches.Add(what);
    }

    public void Acknowledged(string id, long seq, string epoch)
    {
        Tell($"ack {id} = {seq}");
        if (!_acknowledged.TryAdd(id, (seq, epoch)))
            Breach($"{id} is acknowledged twice");
    }

    public void Seen(string client, long seq, string? id)
    {
        Tell($"{client} sees {seq} {id}");
        if (!_log.TryAdd(seq, id) && _log[seq] != id)
            Breach($"{seq} is {_log[seq]} and {id}");
    }

    /// <summary>Lives through the seed.</summary>
    /// <exception cref="InvalidOperationException">The promise was broken; the message names the seed.</exception>
    public void Go()
    {
        var steps = _random.Next(300, 450);
        for (var i = 0; i < steps; i++)
        {
            Happen();
            Run(TimeSpan.FromMilliseconds(_random.Next(1, 400)));
        }
        Heal();
        Check();
    }

    private void Happen()
    {
        switch (_random.Next(40))
        {
            case < 18:
                _clients[_random.Next(_clients.Count)].Write();
                break;
            case 18 or 19:
                _clients[_random.Next(_clients.Count)].Leave();
                break;
            case < 23:
                foreach (var client in _clients)
                    client.Return();
                break;
            case 23:
                Fault("kill room", () => _node.Room.Tell(Kill.Instance, ActorRefs.NoSender));
                break;
            case 24:
                Fault("kill entity", () => _node.Entity.Tell(Kill.Instance, ActorRefs.NoSender));
                break;
            case 25:
                Fault("kill hub", () => _node.Hub(_random.Next(_hubParents)).Tell(Kill.Instance, ActorRefs.NoSender));
                break;
            case 26:
                Fault("writes fail: " + (_disk.FailWrites = _random.Next(3) == 0));
                break;
            case 27:
                Fault("reads fail: " + (_disk.FailReads = _random.Next(4) == 0));
                break;
            case 28:
                Fault("writes are refused: " + (_disk.RejectWrites = _random.Next(4) == 0));
                break;
            case 29:
                Fault("snapshots fail: " + (_disk.FailSnapshots = _random.Next(2) == 0));
                break;
            case 30 when _disk.SnapshotCount(Pid) > 1:
                Fault("newest snapshot corrupt: " + _disk.CorruptNewestSnapshot(Pid));
                break;
            case 31 when _random.Next(3) == 0:
                Fault("crash", Crash);
                break;
            case 32:
                _faults.LoseOneOf = _random.Next(3) == 0 ? _random.Next(2, 10) : 0;
                _faults.DoubleOneOf = _random.Next(3) == 0 ? _random.Next(2, 10) : 0;
                _faults.MaxDelay = TimeSpan.FromMilliseconds(_random.Next(3) == 0 ? _random.Next(1, 500) : 0);
                Fault($"links lose 1 of {_faults.LoseOneOf}, double 1 of {_faults.DoubleOneOf}, delay {_faults.MaxDelay.TotalMilliseconds} ms");
                break;
            case 34:
                Fault("handler throws", () => _node.Rooms.Tell(
                    new RoomEnvelope(SimulatedNode.Topic, new RoomCommand.Publish(0, $"thrown-{Faults}", null, 0, "{}"u8.ToArray())),
                    new ThrowingRef(_node.Rooms.Actor.Path / "broken")));
                break;
            case 33:
                Fault("stop request", () => _node.Entity.Tell(RoomStop.Instance, ActorRefs.NoSender));
                break;
        }
    }

    private void Heal()
    {
        Tell("healed");
        _disk.FailWrites = _disk.FailReads = _disk.RejectWrites = _disk.FailSnapshots = false;
        _faults.LoseOneOf = _faults.DoubleOneOf = 0;
        _faults.MaxDelay = TimeSpan.Zero;
        foreach (var client in _clients)
            client.Return();
        for (var i = 0; i < 600 && !IsQuiet(); i++)
            Run(TimeSpan.FromMilliseconds(200));
    }

    private bool IsQuiet() => _clients.All(c => c.Unacknowledged == 0 && c.Last == Stored().Count);

    private void Check()
    {
        var stored = Stored();
        foreach (var client in _clients.Where(c => c.Unacknowledged > 0))
            Breach($"{client.Unacknowledged} messages are not stored although all is well");
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i].Seq != i + 1)
                Breach($"message {i + 1} of the log has the number {stored[i].Seq}");
            if (stored[i].Epoch != stored[0].Epoch)
                Breach($"message {i + 1} has another epoch");
        }
        foreach (var twice in stored.GroupBy(m => m.Id).Where(g => g.Count() > 1))
            Breach($"{twice.Key} is stored {twice.Count()} times");
        foreach (var (id, (seq, epoch)) in _acknowledged)
        {
            if (seq > stored.Count || stored[(int)seq - 1].Id != id || stored[(int)seq - 1].Epoch != epoch)
                Breach($"{id} was acknowledged as {seq} of {epoch} and is not there");
        }
        foreach (var client in _clients.Where(c => c.Last != stored.Count))
            Breach($"a client saw the log up to {client.Last} of {stored.Count}");
        ThrowIfBroken();
    }

    /// <summary>The log as a room that starts now would have it: a snapshot and the events behind it.</summary>
    private IReadOnlyList<StoredMessage> Stored() => _disk.Log(Pid);

    private void Run(TimeSpan span)
    {
        var end = _node.Executor.Time.Elapsed + span;
        while (_node.Executor.Time.Elapsed < end)
        {
            foreach (var client in _clients)
            {
                client.Tick(_node);
                client.GiveUpLateJoin();
            }
            var before = _node.Executor.Steps;
            _node.Executor.RunFor(TimeSpan.FromMilliseconds(Math.Min(50, (end - _node.Executor.Time.Elapsed).TotalMilliseconds)));
            Steps += _node.Executor.Steps - before;
            ThrowIfBroken();
        }
    }

    private SimulatedNode Start() => new(_disk, _seed * 1000L + _lives++, _rooms, _hubs, _hubParents, _faults);

    private void Crash()
    {
        _lived += _node.Executor.Time.Elapsed;
        _node.Dispose();
        _disk.Crash();
        foreach (var client in _clients)
            client.Disconnected();
        _node = Start();
    }

    private void Fault(string what, Action? action = null)
    {
        Faults++;
        Tell(what);
        action?.Invoke();
    }

    private void Tell(string what) => _story.Add($"{(_lived + (_node?.Executor.Time.Elapsed ?? TimeSpan.Zero)).TotalMilliseconds,8:0} {what}");

    private void ThrowIfBroken()
    {
        if (_breaches.Count > 0)
            throw new InvalidOperationException(
                $"Seed {_seed}: {_breaches[0]} ({_breaches.Count} in all).\n{string.Join('\n', _story.TakeLast(80))}\nReplay with ROOM_SEED={_seed}.");
    }

    public void Dispose()
    {
        _node.Dispose();
        SimulatedDisk.Forget(_disk);
    }
}
