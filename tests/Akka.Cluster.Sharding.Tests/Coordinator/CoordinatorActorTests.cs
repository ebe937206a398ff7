using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Cluster.Sharding.Tests.Region;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>The coordinator with its store: whatever the store does, what runs goes on running where it is, nothing runs twice, and all is well when the store is.</summary>
public sealed class CoordinatorActorTests : IDisposable
{
    private const string PersistenceId = "/system/sharding/boxCoordinator/singleton/coordinator";

    private const string Impatient = """
        akka.cluster.sharding { snapshot-after = 5, rebalance-interval = 1h }
        akka.persistence.journal-plugin-fallback { circuit-breaker { call-timeout = 3s, reset-timeout = 1s }, recovery-event-timeout = 5s }
        akka.persistence.snapshot-store-plugin-fallback.circuit-breaker { call-timeout = 3s, reset-timeout = 1s }
        """;

    // More than shards, so that all shards exist.
    private static readonly string[] Boxes = [.. Enumerable.Range(0, 30).Select(static i => $"box{i}")];

    private readonly ShardingWorld _world = new();
    private int _numbers;

    private JournalContents Events => _world.World.SharedDisk("db").Contents<JournalContents>(JournalContents.Name);

    private SimulatedDisk Database => _world.World.SharedDisk("db");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_next_coordinator_goes_on_where_the_last_one_was()
    {
        var nodes = _world.StartCluster(3, Impatient);
        PutEverywhere(nodes[2]);
        var before = Homes();

        nodes[0].Crash();
        Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(nodes[1]) && CoordinatorOn(nodes[1]), 60));
        _world.Run(1);
        PutEverywhere(nodes[2]);

        var after = Homes();
        Assert.All(before.Where(home => home.Value != "n1"), home => Assert.Equal(home.Value, after[home.Key]));
        Assert.Empty(Doubles());
    }

    [Fact]
    public void C4_a_store_that_cannot_be_read_is_rebuilt_and_what_runs_stays_where_it_is()
    {
        var nodes = _world.StartCluster(4, Impatient);
        var log = Listen(nodes[1]);
        PutEverywhere(nodes[2], Boxes[..10]);
        var before = Homes();

        Corrupt();
        nodes[0].Crash();
        Assert.True(_world.RunUntil(() => log.Any(static line => line.Contains("was put together from what", StringComparison.Ordinal)), 120), string.Join("\n", log));
        PutEverywhere(nodes[2]);
        Assert.All(before.Where(home => home.Value != "n1"), home => Assert.Equal(home.Value, Homes()[home.Key]));
        Assert.Empty(Doubles());

        // The next one reads what this one wrote down.
        _world.Run(5);
        var again = Listen(nodes[2]);
        nodes[1].Crash();
        Assert.True(_world.RunUntil(() => again.Any(static line => line.Contains("Coordinator of [box] starts with", StringComparison.Ordinal)), 60), string.Join("\n", again));
        PutEverywhere(nodes[2]);
        Assert.DoesNotContain(again, static line => line.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Empty(Doubles());
    }

    [Fact]
    public void C4_an_event_that_makes_no_sense_is_left_out_with_a_line_in_the_log()
    {
        var nodes = _world.StartCluster(3, Impatient);
        PutEverywhere(nodes[1], Boxes[..5]);
        Append(nodes[1], new ShardHomeDeallocated("no such shard"));
        Append(nodes[1], "not even of sharding");
        var log = Listen(nodes[1]);

        nodes[0].Crash();
        Assert.True(_world.RunUntil(() => CoordinatorOn(nodes[1]), 60));
        PutEverywhere(nodes[1]);

        Assert.Contains(log, static line => line.Contains("no such shard", StringComparison.Ordinal));
        Assert.Contains(log, static line => line.Contains("is no event of a coordinator", StringComparison.Ordinal));
    }

    [Fact]
    public void While_the_store_refuses_writes_what_runs_is_reached_and_the_rest_waits()
    {
        var nodes = _world.StartCluster(2, Impatient);
        PutEverywhere(nodes[1], Boxes[..3]);
        var running = Shards().ToArray();
        Database.Faults.WriteErrors = 1;
        Database.Faults.FailedWritesKept = 0;

        var numbers = Put(nodes[1], Boxes);
        _world.Run(20);
        Assert.Equal(running, Shards());
        Assert.True(Arrived(Boxes[0], numbers[0]));

        Database.Faults.Heal();
        Assert.True(_world.RunUntil(() => Boxes.Zip(numbers).All(one => Arrived(one.First, one.Second)), 30));
        Assert.Empty(Doubles());
    }

    [Fact]
    public void A_store_that_is_away_when_the_coordinator_starts_is_waited_for()
    {
        var nodes = _world.StartCluster(3, Impatient);
        PutEverywhere(nodes[2], Boxes[..10]);
        var before = Homes();
        var log = Listen(nodes[1]);
        Database.Faults.ReadErrors = 1;

        nodes[0].Crash();
        _world.Run(20);
        // Not at once again and again: each time it waits longer, from 1 s to 5 s.
        Assert.InRange(log.Count(static line => line.Contains("Persistence failure when replaying events", StringComparison.Ordinal)), 1, 10);
        var still = before.First(static home => home.Value != "n1").Key;
        var number = Put(nodes[2], [still])[0];
        _world.Run(1);
        Assert.True(Arrived(still, number), "what runs is not reached while the coordinator is away");

        Database.Faults.Heal();
        Assert.True(_world.RunUntil(() => CoordinatorOn(nodes[1]), 30), string.Join("\n", log));
        PutEverywhere(nodes[2]);
        Assert.Empty(Doubles());
    }

    [Fact]
    public void The_store_holds_some_snapshots_and_the_events_since_whatever_has_happened()
    {
        var nodes = _world.StartCluster(2, Impatient + "\nakka.cluster.sharding { rebalance-interval = 1s, least-shard-allocation-strategy.rebalance-absolute-limit = 10 }");
        for (var i = 0; i < 6; i++)
        {
            PutEverywhere(nodes[0]);
            nodes[1].Crash();
            Assert.True(_world.RunUntil(() => Akka.Cluster.Cluster.Get(nodes[0].System).State.Members.Count == 1, 60));
            nodes[1].Start();
            _world.StartRegion(nodes[1]);
            Assert.True(_world.RunUntil(() => ShardingWorld.IsRegistered(nodes[1]), 60));
            _world.Run(10);
        }

        // Ten shards have moved to and fro: more than a hundred events.
        Assert.True(Events.HighestOf(PersistenceId) > 60, $"only {Events.HighestOf(PersistenceId)} events");
        Assert.InRange(Events.Read(PersistenceId, 0, long.MaxValue, long.MaxValue).Count, 1, 30);
    }

    [Fact]
    public void With_a_journal_of_its_own_on_each_node_the_next_coordinator_asks_the_regions()
    {
        const string OwnJournals = "\nakka.persistence { journal.simulated.disk = \"\", snapshot-store.simulated.disk = \"\" }";
        var nodes = _world.StartCluster(3, Impatient + OwnJournals);
        PutEverywhere(nodes[2]);
        var before = Homes();

        nodes[0].Crash();
        Assert.True(_world.RunUntil(() => CoordinatorOn(nodes[1]), 60));
        PutEverywhere(nodes[2]);

        Assert.All(before.Where(home => home.Value != "n1"), home => Assert.Equal(home.Value, Homes()[home.Key]));
        Assert.Empty(Doubles());
    }

    private static bool CoordinatorOn(SimulatedNode node) => node.IsUp
        && ShardingWorld.LifeOf(node) is { IsRegistered: true } && ((ExtendedActorSystem)node.System).Provider.ResolveActorRef("akka://sim/system/sharding/boxCoordinator/singleton/coordinator") is { } found
        && found is not MinimalActorRef;

    private static List<string> Listen(SimulatedNode node)
    {
        var lines = new List<string>();
        ((ExtendedActorSystem)node.System).EventStream.SetLogLevel(LogLevel.InfoLevel);
        var listener = node.System.ActorOf(Props.CreateBy(new Listener.Producer(lines)));
        node.System.EventStream.Subscribe(listener, typeof(LogEvent));
        return lines;
    }

    // What is last in the journal is of a make that nobody knows.
    private void Corrupt() => Add(new StoredObject(null, 13, "zz", [1, 2, 3]));

    private void Append(SimulatedNode node, object one) => Add(StoredObject.Of(node.System, one, serialize: true));

    private void Add(StoredObject payload)
    {
        var number = Events.HighestOf(PersistenceId) + 1;
        var persistent = new Akka.Persistence.Persistent(1, number, PersistenceId, "", false, ActorRefs.NoSender, "somebody");
        Events.Add(new Akka.Persistence.AtomicWrite(persistent), [new StoredEvent(payload, "", "somebody", 0)]);
    }

    private SortedDictionary<string, string> Homes()
    {
        var homes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in _world.Journal.Entries)
        {
            if (entry.What == "start") homes[entry.Box] = entry.Node;
        }

        return homes;
    }

    private IEnumerable<string> Shards() => Homes().Keys.Select(static box => ShardingWorld.Extractor.ShardId(box)!).Distinct().Order(StringComparer.Ordinal);

    // Boxes of which two were alive at once on nodes that still live.
    private List<string> Doubles()
    {
        var alive = new Dictionary<string, int>(StringComparer.Ordinal);
        var doubles = new List<string>();
        foreach (var entry in _world.Journal.Entries.Where(entry => entry.What is "start" or "stop" && _world.World.Nodes.First(node => node.Name == entry.Node).IsUp))
        {
            alive[entry.Box] = alive.GetValueOrDefault(entry.Box) + (entry.What == "start" ? 1 : -1);
            if (alive[entry.Box] > 1) doubles.Add(entry.Box);
        }

        return doubles;
    }

    private int[] Put(SimulatedNode from, IReadOnlyList<string> boxes) =>
    [
        .. boxes.Select(box =>
        {
            ShardingWorld.RegionOf(from).Tell(new Put(box, ++_numbers), ActorRefs.NoSender);
            return _numbers;
        }),
    ];

    private bool Arrived(string box, int number) => _world.Journal.Numbers(box).Contains(number);

    private void PutEverywhere(SimulatedNode from, IReadOnlyList<string>? boxes = null)
    {
        boxes ??= Boxes;
        var numbers = Put(from, boxes);
        Assert.True(_world.RunUntil(() => boxes.Zip(numbers).All(one => Arrived(one.First, one.Second)), 60), "not all boxes were reached");
    }

    private sealed class Listener(List<string> lines) : UntypedActor
    {
        protected override void OnReceive(object message) => lines.Add($"{message}");

        public sealed class Producer(List<string> lines) : IIndirectActorProducer
        {
            public Type ActorType => typeof(Listener);

            public ActorBase Produce() => new Listener(lines);

            public void Release(ActorBase actor)
            {
            }
        }
    }
}
