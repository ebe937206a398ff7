using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Simulation;
using Switchboard.Messages;
using Switchboard.Messages.Wire;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>
/// One life of a node: an actor system on a deterministic executor with rooms and, as on several nodes, more than one parent of hubs, each behind a link of
/// its own. It crashes by never being run again: nothing is told to anybody.
/// </summary>
internal sealed class SimulatedNode : IDisposable
{
    public const string Topic = "room:sim";

    private readonly string _clock;

    public SimulatedNode(SimulatedDisk disk, long seed, RoomSettings rooms, HubTimes hubs, int hubParents = 1, LinkFaults? faults = null)
    {
        Executor = new DeterministicExecutor(seed);
        _clock = SimulatedTime.Add(Executor.Time);
        var plugin = $"plugin-dispatcher = akka.actor.default-dispatcher, disk = {disk.Name}, time = {_clock}";
        var config = ConfigurationFactory.ParseString($$"""
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.persistence.journal.plugin = simulated.journal
            akka.persistence.snapshot-store.plugin = simulated.snapshots
            akka.persistence.journal-plugin-fallback.circuit-breaker.reset-timeout = 1s
            akka.persistence.snapshot-store-plugin-fallback.circuit-breaker.reset-timeout = 1s
            simulated.journal { class = "{{Name(typeof(SimulatedJournal))}}", {{plugin}} }
            simulated.snapshots { class = "{{Name(typeof(SimulatedSnapshotStore))}}", {{plugin}} }
            """).WithFallback(MessagesSerializer.Bindings);
        System = ActorSystem.Create("sim", BootstrapSetup.Create().WithConfig(config).And(Executor.Setup()));
        var epochs = new SeededEpochs(seed);
        Rooms = new Ref<RoomEnvelope>(System.ActorOf(OneShard.Props(rooms, epochs), "rooms"));
        for (var i = 0; i < hubParents; i++)
        {
            var way = faults is null ? Rooms : new Ref<RoomEnvelope>(System.ActorOf(LossyLink.Props(Rooms, faults), "link" + i));
            Hubs.Add(new Ref<HubsMessage>(System.ActorOf(HubsActor.Props(way, rooms.Limits, hubs, System.DeadLetters), "hubs" + i)));
        }
    }

    public DeterministicExecutor Executor { get; }

    public ActorSystem System { get; }

    public Ref<RoomEnvelope> Rooms { get; }

    public List<Ref<HubsMessage>> Hubs { get; } = [];

    public ActorSelection Room => System.ActorSelection("/user/rooms/" + RoomIdentity.EntityIdOf(Topic) + "/room");

    public ActorSelection Entity => System.ActorSelection("/user/rooms/" + RoomIdentity.EntityIdOf(Topic));

    public ActorSelection Hub(int parent = 0) => System.ActorSelection($"/user/hubs{parent}/" + RoomIdentity.EntityIdOf(Topic));

    /// <summary>An actor that hands what it gets to a callback.</summary>
    public IActorRef Inbox(Action<object> onMessage) => System.ActorOf(Props.Create(() => new Callback(onMessage)));

    public void Dispose() => SimulatedTime.Forget(_clock);

    private static string Name(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    private sealed class SeededEpochs(long seed) : IEpochSource
    {
        private int _count;

        public string Next() => $"e{seed:x}-{_count++}";
    }

    private sealed class Callback(Action<object> onMessage) : UntypedActor
    {
        protected override void OnReceive(object message) => onMessage(message);
    }
}
