using System.Collections;
using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;
using Switchboard.Messages;
using Switchboard.Messages.Wire;
using Switchboard.Node.Hosting.Settings;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Simulation.RoomClusters;

/// <summary>An address, and the node that runs at it: an actor system with the settings of the real one, its rooms and its hubs.</summary>
internal sealed class RoomSeat
{
    private const string Database = "database";

    private static readonly Config Settings = ConfigurationFactory.ParseString("""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          loggers = []
          actor.provider = cluster
          remote.dot-netty.tcp.port = 4053
          cluster { roles = [node], log-info = off }
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          # As the real node has it for its own plugins.
          persistence.journal-plugin-fallback.circuit-breaker.reset-timeout = 1s
          persistence.snapshot-store-plugin-fallback.circuit-breaker.reset-timeout = 1s
        }
        """)
        .WithFallback(SimulatedPersistence.Config(Database, serialize: true))
        .WithFallback(MessagesSerializer.Bindings)
        .WithFallback(NodeConfiguration.Load(null, new Hashtable()));

    private static readonly RoomSettings Rooms = RoomConfiguration.ReadRooms(Settings) with
    {
        // Nobody is ever too far behind, so that everybody can be held to the whole log.
        Limits = new RoomLimits { HistoryMessages = 100_000, HistoryBytes = 1L << 30, ReplyMessages = 100_000, ReplyBytes = 1L << 30, IdempotencyKeys = 100_000 },
        SnapshotEvery = 20,
        ClaimsLog = true,
        IdleTimeout = TimeSpan.FromSeconds(10),
    };

    private static readonly HubTimes Hubs = RoomConfiguration.ReadHubs(Settings) with { Linger = TimeSpan.FromSeconds(10) };

    private int _lives;

    public RoomSeat(SimulatedWorld world, SimulatedNetwork network, string name) => Node = world.AddNode(name, Settings, network.Setup);

    /// <summary>The database of a world.</summary>
    public static SimulatedDisk DatabaseOf(SimulatedWorld world) => world.SharedDisk(Database);

    public SimulatedNode Node { get; }

    /// <summary>The membership of what runs here; null while nothing does.</summary>
    public AkkaCluster? Cluster { get; private set; }

    /// <summary>What runs here; null while nothing does.</summary>
    public RoomsAndHubs? Actors { get; private set; }

    /// <summary>Whether clients can connect: something runs here and does not stop.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When it is started again after a crash.</summary>
    public TimeSpan BackAt { get; set; }

    public bool IsLife(AkkaCluster cluster) => ReferenceEquals(Cluster, cluster);

    public AkkaCluster Start()
    {
        var system = Node.Start();
        var cluster = Cluster = AkkaCluster.Get(system);
        Actors = RoomsAndHubs.Start(system, Rooms, Hubs, new SeededEpochs(Node.World.Random.Fork("epochs " + Node.Name).Fork(_lives++)));
        IsOpen = true;
        // Whoever stops it, sockets are closed first.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "close-sockets", () =>
        {
            if (IsLife(cluster)) Close();
            return Task.FromResult(Akka.Done.Instance);
        });
        return cluster;
    }

    /// <summary>Takes no more clients, and closes the sockets of those who are here: the node stops.</summary>
    public void Close()
    {
        IsOpen = false;
        Closing?.Invoke(this);
    }

    /// <summary>Sockets are being closed.</summary>
    public event Action<RoomSeat>? Closing;

    public void Crash()
    {
        IsOpen = false;
        Cluster = null;
        Actors = null;
        Node.Crash();
    }

    /// <summary>An actor that hands what it gets to a callback.</summary>
    public IActorRef Inbox(Action<object> onMessage) => Node.System.ActorOf(Kit.LocalRun.Producing(() => new Callback(onMessage)));

    private sealed class SeededEpochs(SeededRandom random) : IEpochSource
    {
        public string Next() => random.NextLong().ToString("x", null);
    }

    private sealed class Callback(Action<object> onMessage) : UntypedActor
    {
        protected override void OnReceive(object message) => onMessage(message);
    }
}
