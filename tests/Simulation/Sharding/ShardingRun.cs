using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Simulation;
using Simulation.Clusters;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.Sharding;

/// <summary>One life of a cluster with sharded counters.</summary>
internal sealed class ShardingRun : ScenarioRun
{
    public const string Database = "db";

    private const string TypeName = "counter";

    /// <summary>How long after the network is whole and the members agree every node reaches every counter.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    private static readonly IReadOnlyList<string> CounterIds = [.. Enumerable.Range(0, ShardingScenario.Counters).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    private static readonly Config Defaults = ConfigurationFactory.ParseString("""
        akka {
          cluster.sharding {
            role = node
            coordinator-failure-backoff = 1s
            entity-restart-backoff = 1s
            shard-failure-backoff = 1s
            handoff-timeout = 10s
            rebalance-interval = 2s
            passivate-idle-entity-after = 5s
            snapshot-after = 10
            least-shard-allocation-strategy { rebalance-absolute-limit = 2, rebalance-relative-limit = 1.0 }
          }
          persistence.journal-plugin-fallback { circuit-breaker { call-timeout = 5s, reset-timeout = 2s }, recovery-event-timeout = 10s }
          persistence.snapshot-store-plugin-fallback.circuit-breaker { call-timeout = 5s, reset-timeout = 2s }
        }
        """).WithFallback(SimulatedPersistence.Config(Database, serialize: true));

    private readonly ClusterRun _cluster;
    private readonly CounterBook _book;
    private readonly Dictionary<SimulatedNode, (IActorRef Region, IActorRef Client)> _nodes = [];
    private readonly SimulatedDisk _database;

    public ShardingRun(SimulatedWorld world, int size) : base(world)
    {
        _book = new CounterBook(world);
        _database = world.SharedDisk(Database);
        world.NodeStarted += node => world.After(TimeSpan.Zero, () => Attach(node));
        world.NodeCrashed += node =>
        {
            _nodes.Remove(node);
            _book.Crashed(node);
        };
        _cluster = new ClusterRun(world, size, Defaults);
    }

    public override void Do(Step step)
    {
        switch (step)
        {
            case Increment one:
                for (var i = 0; i < one.Count; i++) Send(World.Nodes[one.Node % World.Nodes.Count], CounterIds[one.Counter]);
                break;
            case SetDatabase set:
                Worsen(set.Fault);
                break;
            default:
                _cluster.Do(step);
                break;
        }
    }

    public override void CheckAlways() => _cluster.CheckAlways();

    public override void CheckAtEnd()
    {
        Worsen(DatabaseFault.Well);
        _cluster.CheckAtEnd();
        var open = World.Nodes.Where(_nodes.ContainsKey).SelectMany(static node => CounterIds.Select(counter => (Node: node, Counter: counter))).ToList();
        var sent = new Dictionary<(SimulatedNode, string), List<int>>();
        var deadline = World.Now + Bound;
        while (open.Count > 0 && World.Now < deadline)
        {
            // Somebody who gets no answer tries again.
            foreach (var one in open)
            {
                if (!sent.TryGetValue(one, out var numbers)) sent.Add(one, numbers = []);
                if (Send(one.Node, one.Counter) is { } number) numbers.Add(number);
            }

            World.RunUntil(() => open.TrueForAll(one => sent[one].Exists(_book.IsAcknowledged)), TimeSpan.FromSeconds(5));
            open.RemoveAll(one => sent[one].Exists(_book.IsAcknowledged));
        }

        World.Require(open.Count == 0, "every node reaches every entity after healing",
            string.Join("; ", open.Select(one => $"{one.Node} not counter {one.Counter}, which runs on [{_book.WhereIs(one.Counter)}]")));
        _book.CheckLogs(CounterIds, World.Nodes.First(static node => node.IsUp).System);
    }

    private int? Send(SimulatedNode node, string counter)
    {
        if (!node.IsUp || !_nodes.TryGetValue(node, out var ends)) return null;
        var number = _book.Next();
        ends.Region.Tell(new ShardingEnvelope(counter, number), ends.Client);
        return number;
    }

    // As the application does it: a region as soon as there is an actor system.
    private void Attach(SimulatedNode node)
    {
        if (!node.IsUp || _nodes.ContainsKey(node) || AkkaCluster.Get(node.System).IsTerminated) return;
        var sharding = ClusterSharding.Get(node.System);
        var extractor = HashCodeMessageExtractor.Create(5, static _ => null!);
        var region = sharding.Start(TypeName, id => Counter.Props(_book, node, id), sharding.Settings, extractor);
        _nodes[node] = (region, node.System.ActorOf(Counter.ClientProps(_book), "client"));
    }

    private void Worsen(DatabaseFault fault)
    {
        switch (fault)
        {
            case DatabaseFault.Well:
                _database.Faults.Heal();
                _database.Journal.Heal();
                break;
            case DatabaseFault.Slow:
                _database.Faults.SlowPeriods = 0.1;
                _database.Faults.SlowPeriodEnds = 0.05;
                break;
            case DatabaseFault.WritesFail:
                _database.Faults.WriteErrors = 0.3;
                break;
            case DatabaseFault.ReadsFail:
                _database.Faults.ReadErrors = 0.3;
                break;
            case DatabaseFault.Hangs:
                _database.Faults.Hangs = 0.1;
                break;
            case DatabaseFault.AnswersLate:
                _database.Journal.LateAnswers = 0.3;
                _database.Journal.DoubledAnswers = 0.1;
                break;
            case DatabaseFault.LosesPower:
                _database.PowerCut();
                break;
        }
    }
}
