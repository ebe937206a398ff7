using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Tests.Membership;
using Akka.Configuration;
using Akka.Simulation;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.Clusters;

/// <summary>One cluster's life: does the steps, keeps nodes running as an operator's tools would, and watches what every node knows.</summary>
internal sealed class ClusterRun : ScenarioRun
{
    private const string Invariant = "cluster";

    private static readonly Config Defaults = ConfigurationFactory.ParseString("""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          actor.provider = cluster
          remote.dot-netty.tcp.port = 4053
          cluster {
            roles = [node]
            log-info = off
            split-brain-resolver.stable-after = 3s
          }
        }
        """);

    private readonly SimulatedNetwork _network;
    private readonly Seat[] _seats;
    private readonly GossipInvariants _invariants;
    private readonly SeededRandom _random;
    private readonly Action<ActorSystem>? _started;
    private TimeSpan _foundAgainAt;

    /// <param name="world">Where it is.</param>
    /// <param name="size">How many nodes.</param>
    /// <param name="extra">What the nodes are configured with besides; null for nothing.</param>
    /// <param name="started">Starts what runs on the nodes, whenever one is started.</param>
    public ClusterRun(SimulatedWorld world, int size, Config? extra = null, Action<ActorSystem>? started = null) : base(world)
    {
        _started = started;
        _network = new SimulatedNetwork(world);
        _random = world.Random.Fork("operator");
        _invariants = new GossipInvariants(what => world.Violate(Invariant, $"{what}\n{Describe()}"));
        var config = ConfigurationFactory.ParseString(Strategy(size)).WithFallback(extra is null ? Defaults : extra.WithFallback(Defaults));
        _seats = [.. Enumerable.Range(1, size).Select(i => new Seat(world.AddNode($"n{i}", config, _network.Setup)))];
        foreach (var seat in _seats) Start(seat);
    }

    /// <summary>Gossip and heartbeats sent so far, as writes on connections.</summary>
    public long Sends => _network.Sends;

    /// <summary>The cluster as each node sees it, of those that have not crashed.</summary>
    public IEnumerable<AkkaCluster> Clusters => _seats.Select(static seat => seat.Cluster).OfType<AkkaCluster>();

    public override void Do(Step step)
    {
        switch (step)
        {
            case Split split:
                foreach (var (a, i) in _seats.Select(static (seat, i) => (seat.Node, i)))
                    foreach (var (b, j) in _seats.Select(static (seat, j) => (seat.Node, j)))
                        if (split.OneWay ? split.GroupOf(i) < split.GroupOf(j) : split.GroupOf(i) != split.GroupOf(j)) _network.Block(a, b);
                break;
            case CutLink cut when SeatOf(cut.From) != SeatOf(cut.To):
                _network.Block(SeatOf(cut.From).Node, SeatOf(cut.To).Node);
                if (!cut.OneWay) _network.Block(SeatOf(cut.To).Node, SeatOf(cut.From).Node);
                break;
            case HealAll:
                Heal();
                break;
            case CrashNode crash when SeatOf(crash.Node) is { Node.IsUp: true } seat:
                Crash(seat);
                seat.BackAt = World.Now + crash.Downtime;
                World.After(crash.Downtime, () => Revive(seat));
                break;
            case LeaveNode leave when SeatOf(leave.Node).Cluster is { } cluster:
                cluster.Leave(cluster.SelfAddress);
                break;
            case FreezeNode freeze:
                var frozen = SeatOf(freeze.Node).Node;
                _network.Freeze(frozen);
                World.After(freeze.Span, () => _network.Thaw(frozen));
                break;
            case SlowNode slow:
                foreach (var other in _seats.Where(other => other != SeatOf(slow.Node)))
                {
                    _network.Delay(SeatOf(slow.Node).Node, other.Node, slow.Extra);
                    _network.Delay(other.Node, SeatOf(slow.Node).Node, slow.Extra / 2);
                }

                break;
            case LoseConnections lose:
                _network.ConnectionLoss = lose.Probability;
                break;
            case SkewClock skew when SeatOf(skew.Node).Node.IsUp:
                SeatOf(skew.Node).Node.ClockOffset = skew.Offset;
                break;
        }
    }

    public override void CheckAlways()
    {
        foreach (var seat in _seats)
        {
            if (seat.Cluster is not { } cluster) continue;
            var now = cluster.Latest;
            if (ReferenceEquals(now, seat.Known)) continue;
            var before = seat.Known;
            seat.Known = now;
            if (now.Members.Length == 0) _invariants.Ended(cluster.SelfUniqueAddress);
            else _invariants.Changed(cluster.SelfUniqueAddress, now, ActedAsLeader(cluster.SelfUniqueAddress, before, now));
        }
    }

    public override void CheckAtEnd()
    {
        Heal();
        foreach (var seat in _seats) _network.Thaw(seat.Node);
        var wholeSince = World.Now;
        var whole = false;
        for (var second = 0; second < 240 && !whole; second++)
        {
            World.RunFor(TimeSpan.FromSeconds(1));
            if (!IsWhole()) wholeSince = World.Now;
            whole = World.Now - wholeSince >= TimeSpan.FromSeconds(10);
        }

        World.Require(whole, "views converge after healing", Describe());
    }

    /// <summary>Whether all who run are up in one cluster, agree on that, and have nothing left to tell each other.</summary>
    public bool IsWhole() => _seats.FirstOrDefault(static seat => seat.Cluster is not null) is { } first && Array.TrueForAll(_seats, seat =>
        (seat.Cluster is null && World.Now < seat.BackAt) || (seat.Cluster is { IsTerminated: false } cluster
        && cluster.Latest.Members.Length == _seats.Count(static one => one.Cluster is not null) && cluster.Latest.SeenByAll && cluster.Latest.Unreachable.Count == 0
        && cluster.Latest.MemberList.All(static member => member.Status is MemberStatus.Up)
        && cluster.Latest.HasMembersOf(first.Known!)));

    private static bool ActedAsLeader(UniqueAddress self, Gossip? before, Gossip now) =>
        before is not null && before.IsConverged() && before.Leader(self)?.UniqueAddress.Equals(self) == true
        && now.Version.IsAfter(before.Version) && now.IsSeenBy(self) && now.Seen.Count == 1
        && before.MemberList.Any(member => now.Find(member.UniqueAddress)?.Status != member.Status);

    private string Strategy(int size)
    {
        const string Resolver = "akka.cluster.split-brain-resolver";
        return World.Random.Fork("strategy").Next(5) switch
        {
            0 => $"{Resolver} {{ active-strategy = keep-oldest\nkeep-oldest.down-if-alone = on }}",
            1 => $"{Resolver} {{ active-strategy = keep-oldest\nkeep-oldest.down-if-alone = off }}",
            2 => $"{Resolver} {{ active-strategy = static-quorum\nstatic-quorum.quorum-size = {(size / 2) + 1} }}",
            3 => $"{Resolver}.keep-majority.role = node",
            _ => $"{Resolver}.active-strategy = keep-majority",
        };
    }

    private Seat SeatOf(int number) => _seats[number % _seats.Length];

    private void Heal()
    {
        _network.Heal();
        _network.ConnectionLoss = 0;
    }

    private void Start(Seat seat)
    {
        var system = seat.Node.Start();
        var cluster = AkkaCluster.Get(system);
        seat.Cluster = cluster;
        seat.Known = cluster.Latest;
        _started?.Invoke(system);
        Join(seat, cluster);
        system.WhenTerminated.ContinueWith(
            _ => World.After(_random.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), () =>
            {
                if (seat.Cluster == cluster) Revive(seat);
            }),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Crash(Seat seat)
    {
        if (seat.Cluster is { } cluster) _invariants.Ended(cluster.SelfUniqueAddress);
        seat.Cluster = null;
        seat.Node.Crash();
    }

    private void Revive(Seat seat)
    {
        if (seat.Node.IsUp) Crash(seat);
        Start(seat);
    }

    // Only when no member is left anywhere somebody founds a cluster: founding beside one that exists is an operator's mistake.
    private void Join(Seat seat, AkkaCluster cluster)
    {
        if (seat.Cluster != cluster || cluster.IsTerminated || cluster.Latest.Members.Length > 0) return;
        var members = _seats.Where(other => other != seat && other.Cluster is { IsTerminated: false, SelfMember.Status: MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Joining })
            .Select(static other => other.Cluster!.SelfAddress).ToList();
        if (members.Count > 0)
        {
            cluster.Join(_random.Pick(members));
        }
        else if (_seats[0] == seat || !_seats[0].Node.IsUp)
        {
            // Whoever founds a cluster is a member a moment later.
            if (World.Now >= _foundAgainAt && !_seats.Any(static other => other.Cluster is { IsTerminated: false } one && one.Latest.Members.Length > 0))
            {
                _foundAgainAt = World.Now + TimeSpan.FromSeconds(1);
                _invariants.NewCluster();
                cluster.Join(cluster.SelfAddress);
            }
        }

        World.After(TimeSpan.FromSeconds(4), () => Join(seat, cluster));
    }

    private string Describe() => string.Join("\n", _seats.Select(static seat => $"{seat.Node.Name}: {(seat.Cluster is null ? "crashed" : seat.Cluster.IsTerminated ? "terminated" : "")} {seat.Known}"));

    // An address, and what runs at it.
    private sealed class Seat(SimulatedNode node)
    {
        public SimulatedNode Node { get; } = node;

        public AkkaCluster? Cluster { get; set; }

        public Gossip? Known { get; set; }

        /// <summary>When it is started again after a crash.</summary>
        public TimeSpan BackAt { get; set; }
    }
}
