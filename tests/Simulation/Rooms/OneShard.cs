using Akka.Actor;
using Akka.Cluster.Sharding;
using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Simulation.Rooms;

/// <summary>
/// What takes the place of sharding where one node's rooms are tested alone, without a cluster beside them: it starts a room with its first command, lets it passivate,
/// and keeps what comes meanwhile for the next incarnation. Sharding itself is in <see cref="RoomClusters.RoomClusterScenario"/>.
/// </summary>
internal sealed class OneShard(RoomSettings settings, IEpochSource epochs) : ProtocolActor<RoomEnvelope>
{
    private readonly Dictionary<string, Entity> _entities = [];

    public static Props Props(RoomSettings settings, IEpochSource epochs) => Akka.Actor.Props.Create(() => new OneShard(settings, epochs));

    protected override void Handle(RoomEnvelope envelope)
    {
        var id = RoomIdentity.EntityOf(envelope)!;
        if (!_entities.TryGetValue(id, out var entity))
            _entities[id] = entity = Start(id);
        if (entity.IsStopping)
            entity.Waiting.Enqueue((envelope.Command, Sender));
        else
            entity.Actor.Forward(envelope.Command);
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case Passivate passivate when _entities.TryGetValue(Sender.Path.Name, out var entity) && entity.Actor.Equals(Sender) && !entity.IsStopping:
                entity.IsStopping = true;
                entity.Actor.Tell(passivate.StopMessage);
                return true;
            case Passivate:
                return true;
            case Terminated ended:
                OnEnded(ended.ActorRef.Path.Name);
                return true;
            default:
                return false;
        }
    }

    private Entity Start(string id) => new(Context.Watch(Context.ActorOf(RoomEntity.Props(id, settings, epochs), id)));

    private void OnEnded(string id)
    {
        if (!_entities.Remove(id, out var entity) || entity.Waiting.Count == 0)
            return;
        var next = _entities[id] = Start(id);
        foreach (var (command, sender) in entity.Waiting)
            next.Actor.Tell(command, sender);
    }

    private sealed class Entity(IActorRef actor)
    {
        public IActorRef Actor { get; } = actor;

        public bool IsStopping { get; set; }

        public Queue<(RoomCommand Command, IActorRef Sender)> Waiting { get; } = new();
    }
}
