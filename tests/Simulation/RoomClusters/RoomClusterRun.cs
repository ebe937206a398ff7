using Akka.Actor;
using Akka.Cluster;
using Akka.Simulation;
using Simulation.Clusters;
using Switchboard.Messages;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.RoomClusters;

/// <summary>
/// One life of a <see cref="RoomClusterScenario"/>. Always: an acknowledged message has one number, a number is one message, and every client sees every message of its
/// room once and in order. At the end: the log of each room has every acknowledged message exactly once and no gap, every client has seen all of it, and every room
/// stores and delivers again within <see cref="ServesAgainWithin"/> after the cluster is whole.
/// </summary>
internal sealed class RoomClusterRun : ScenarioRun
{
    /// <summary>
    /// From a whole cluster on a mended database to a message of every client stored and seen by all. What takes longest is a recovery that the database never answers:
    /// it gives up after 10 to 20 s (<c>recovery-event-timeout</c>), and pauses.
    /// </summary>
    public static readonly TimeSpan ServesAgainWithin = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly SimulatedNetwork _network;
    private readonly SimulatedDisk _database;
    private readonly RoomSeat[] _seats;
    private readonly RoomClusterClient[] _clients;
    private readonly SeededRandom _operator;
    private readonly Dictionary<(string Topic, string Id), (long Seq, string Epoch)> _acknowledged = [];
    private readonly Dictionary<(string Topic, long Seq), string?> _log = [];
    private readonly Dictionary<string, long> _newest = [];
    private TimeSpan _foundAgainAt;

    public RoomClusterRun(SimulatedWorld world) : base(world)
    {
        _network = new SimulatedNetwork(world);
        _database = RoomSeat.DatabaseOf(world);
        _operator = world.Random.Fork("operator");
        _seats = [.. Enumerable.Range(1, RoomClusterScenario.Nodes).Select(i => new RoomSeat(world, _network, $"n{i}"))];
        var clients = world.Random.Fork("clients");
        _clients = [.. Enumerable.Range(0, 6).Select(i => new RoomClusterClient(this, $"c{i}", $"room:{i % 3}", clients.Fork(i)))];
        foreach (var seat in _seats)
        {
            seat.Closing += closing => Array.ForEach(_clients, client => client.Closed(closing));
            Start(seat);
        }

        world.After(Tick, TickClients);
    }

    public TimeSpan Now => World.Now;

    /// <summary>Where clients can connect to.</summary>
    public IReadOnlyList<RoomSeat> OpenSeats => [.. _seats.Where(static seat => seat.IsOpen)];

    /// <summary>Messages acknowledged.</summary>
    public int AcknowledgedCount => _acknowledged.Count;

    public void Require(bool holds, string invariant, string detail) => World.Require(holds, invariant, detail);

    public void Acknowledged(string topic, string id, long seq, string epoch)
    {
        if (!_acknowledged.TryAdd((topic, id), (seq, epoch))) World.Violate("a message is acknowledged once", $"{id} of {topic}, as {_acknowledged[(topic, id)]} and {seq}");
        Newest(topic, seq);
        World.Trace?.Add(null, $"{topic} acknowledged {id} as {seq}");
    }

    public void Seen(string topic, long seq, string? id)
    {
        Newest(topic, seq);
        if (!_log.TryAdd((topic, seq), id) && _log[(topic, seq)] != id) World.Violate("a number is one message", $"{seq} of {topic} is {_log[(topic, seq)]} and {id}");
    }

    public override void Do(Step step)
    {
        switch (step)
        {
            case Split split:
                for (var i = 0; i < _seats.Length; i++)
                    for (var j = 0; j < _seats.Length; j++)
                        if (split.OneWay ? split.GroupOf(i) < split.GroupOf(j) : split.GroupOf(i) != split.GroupOf(j)) _network.Block(_seats[i].Node, _seats[j].Node);
                break;
            case CutLink cut when cut.From != cut.To:
                _network.Block(_seats[cut.From].Node, _seats[cut.To].Node);
                if (!cut.OneWay) _network.Block(_seats[cut.To].Node, _seats[cut.From].Node);
                break;
            case HealAll:
                HealNetwork();
                break;
            case CrashNode crash when _seats[crash.Node] is { Node.IsUp: true } seat:
                seat.Crash();
                seat.BackAt = Now + crash.Downtime;
                World.After(crash.Downtime, () => Revive(seat));
                break;
            case LeaveNode leave when _seats[leave.Node] is { IsOpen: true } seat:
                // As on SIGTERM.
                _ = CoordinatedShutdown.Get(seat.Node.System).Run(CoordinatedShutdown.ClrExitReason.Instance);
                break;
            case FreezeNode freeze:
                var frozen = _seats[freeze.Node].Node;
                _network.Freeze(frozen);
                World.After(freeze.Span, () => _network.Thaw(frozen));
                break;
            case SlowNode slow:
                foreach (var other in _seats.Where(other => other != _seats[slow.Node]))
                {
                    _network.Delay(_seats[slow.Node].Node, other.Node, slow.Extra);
                    _network.Delay(other.Node, _seats[slow.Node].Node, slow.Extra / 2);
                }

                break;
            case LoseConnections lose:
                _network.ConnectionLoss = lose.Probability;
                break;
            case SkewClock skew when _seats[skew.Node].Node.IsUp:
                _seats[skew.Node].Node.ClockOffset = skew.Offset;
                break;
            case HarmDatabase(var how):
                Harm(_database.Faults, how);
                break;
            case MendDatabase:
                _database.Faults.Heal();
                break;
            case RestartDatabase:
                _database.PowerCut();
                break;
        }
    }

    public override void CheckAtEnd()
    {
        HealNetwork();
        foreach (var seat in _seats) _network.Thaw(seat.Node);
        _database.Faults.Heal();
        World.RunUntil(IsWhole, TimeSpan.FromMinutes(4));
        World.Require(IsWhole(), "the cluster comes together", Describe());
        foreach (var client in _clients) client.IsWriting = false;
        World.RunUntil(IsServed, ServesAgainWithin);
        World.Require(IsServed(), "everybody sees what is stored although nobody writes", Describe());
        foreach (var client in _clients) client.Write();
        World.RunUntil(IsServed, ServesAgainWithin);
        World.Require(IsServed(), "rooms serve again", Describe());
        foreach (var topic in _clients.Select(static c => c.Topic).Distinct()) CheckLog(topic);
    }

    private void Newest(string topic, long seq) => _newest[topic] = Math.Max(seq, _newest.GetValueOrDefault(topic));

    private bool IsServed() => Array.TrueForAll(_clients, client => client is { Unacknowledged: 0, IsJoined: true })
        && Array.TrueForAll(_clients, client => client.Last == _newest.GetValueOrDefault(client.Topic));

    private bool IsWhole() => Array.TrueForAll(_seats, seat => seat is { IsOpen: true, Cluster: { IsTerminated: false } cluster }
        && cluster.State.Unreachable.Count == 0 && cluster.State.Members.Count == _seats.Length && cluster.State.Members.All(static m => m.Status is MemberStatus.Up));

    private void CheckLog(string topic)
    {
        RoomReply.Page? page = null;
        // More than once: what is sent on a connection whose other end is gone is lost, and a node that was still leaving has another life by then.
        for (var tries = 0; tries < 15 && page is null; tries++)
        {
            if (_seats[0] is { IsOpen: true, Actors: { } actors })
                actors.Rooms.Tell(new RoomEnvelope(topic, new RoomCommand.Read(1, 0, null, int.MaxValue)), _seats[0].Inbox(answer => page = answer as RoomReply.Page ?? page));
            World.RunUntil(() => page is not null, TimeSpan.FromSeconds(2));
        }

        if (page is null)
        {
            World.Violate("rooms serve again", $"{topic} cannot be read");
            return;
        }

        var last = _newest[topic];
        World.Require(page.LastSeq == last && page.Messages.Count == last, "the log is what clients saw", $"{topic} has {page.Messages.Count} messages up to {page.LastSeq}, clients saw {last}");
        for (var i = 0; i < page.Messages.Count; i++)
        {
            var message = page.Messages[i];
            World.Require(message.Seq == i + 1, "numbers have no gaps", $"message {i + 1} of {topic} has the number {message.Seq}");
            World.Require(message.Epoch == page.Epoch, "a log has one epoch", $"message {i + 1} of {topic}: {message.Epoch} and {page.Epoch}");
            World.Require(!_log.TryGetValue((topic, message.Seq), out var seen) || seen == message.Id, "the log is what clients saw", $"{message.Seq} of {topic} is {message.Id}, clients saw {seen}");
        }

        var ids = page.Messages.GroupBy(static m => m.Id).ToDictionary(static g => g.Key ?? "", static g => g.ToList());
        foreach (var (id, twice) in ids.Where(static g => g.Value.Count > 1)) World.Violate("the same id is stored once", $"{id} of {topic} {twice.Count} times");
        foreach (var ((_, id), (seq, epoch)) in _acknowledged.Where(a => a.Key.Topic == topic))
            World.Require(ids.TryGetValue(id, out var stored) && stored[0].Seq == seq && stored[0].Epoch == epoch, "acknowledged is stored", $"{id} of {topic}, acknowledged as {seq} of {epoch}");
    }

    private void TickClients()
    {
        foreach (var client in _clients) client.Tick();
        World.After(Tick, TickClients);
    }

    private void HealNetwork()
    {
        _network.Heal();
        _network.ConnectionLoss = 0;
    }

    private static void Harm(DiskFaults faults, int how)
    {
        switch (how)
        {
            case 0:
                faults.WriteErrors = 0.3;
                break;
            case 1:
                faults.ReadErrors = 0.3;
                break;
            case 2:
                faults.Hangs = 0.05;
                break;
            case 3:
                (faults.WriteErrors, faults.ReadErrors) = (1, 1);
                break;
            default:
                (faults.SlowPeriods, faults.SlowPeriodEnds, faults.Slowdown) = (0.1, 0.2, 1_000);
                break;
        }
    }

    private void Start(RoomSeat seat)
    {
        var cluster = seat.Start();
        Join(seat, cluster);
        cluster.System.WhenTerminated.ContinueWith(
            _ => World.After(_operator.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), () =>
            {
                if (seat.IsLife(cluster)) Revive(seat);
            }),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Revive(RoomSeat seat)
    {
        if (seat.Node.IsUp) seat.Crash();
        Start(seat);
    }

    // Only when no member is left anywhere somebody founds a cluster: founding beside one that exists is an operator's mistake.
    private void Join(RoomSeat seat, AkkaCluster cluster)
    {
        if (!seat.IsLife(cluster) || cluster.IsTerminated || cluster.State.Members.Count > 0) return;
        var members = _seats.Where(other => other != seat && other.Cluster is { IsTerminated: false, SelfMember.Status: MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Joining })
            .Select(static other => other.Cluster!.SelfAddress).ToList();
        if (members.Count > 0)
        {
            cluster.Join(_operator.Pick(members));
        }
        else if ((_seats[0] == seat || !_seats[0].Node.IsUp) && Now >= _foundAgainAt
            && !_seats.Any(static other => other.Cluster is { IsTerminated: false } one && one.State.Members.Count > 0))
        {
            _foundAgainAt = Now + TimeSpan.FromSeconds(1);
            cluster.Join(cluster.SelfAddress);
        }

        World.After(TimeSpan.FromSeconds(1), () => Join(seat, cluster));
    }

    private string Describe() => string.Join("\n", _seats.Select(static seat =>
        $"{seat.Node.Name}: {(seat.Cluster is null ? "down" : seat.Cluster.IsTerminated ? "terminated" : string.Join(' ', seat.Cluster.State.Members))}")
        .Concat(_clients.Select(static client => client.ToString())));
}
