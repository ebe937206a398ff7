using Akka.Actor;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// The local stand-in for the shard region of rooms: same entity ids, same envelopes, same passivation. It starts a room with its first command, and keeps
/// what comes for a room that is stopping until it can be started again.
/// </summary>
internal sealed class RoomParent : ProtocolActor<RoomEnvelope>
{
    private readonly RoomSettings _settings;
    private readonly Func<string, Props> _entityProps;
    private readonly Dictionary<string, Entity> _entities = [];
    private int _buffered;
    private bool _isShuttingDown;

    /// <param name="settings">How rooms run.</param>
    /// <param name="entityProps">Makes an entity of its id.</param>
    public RoomParent(RoomSettings settings, Func<string, Props> entityProps)
    {
        _settings = settings;
        _entityProps = entityProps;
    }

    public static Props Props(RoomSettings settings, IEpochSource epochs) =>
        Akka.Actor.Props.Create(() => new RoomParent(settings, id => RoomEntity.Props(id, settings, epochs)));

    // An entity that fails has failed at its own supervision, and what it holds can all be read again: it is stopped, and the next command starts another.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void Handle(RoomEnvelope envelope)
    {
        if (!RoomIdentity.IsRoom(envelope.Topic))
        {
            RoomRefusal.Send(envelope.Command, Sender, Reasons.UnmatchedTopic);
            return;
        }
        if (_isShuttingDown)
        {
            RoomRefusal.Send(envelope.Command, Sender, Reasons.Unavailable);
            return;
        }
        var id = RoomIdentity.EntityIdOf(envelope.Topic);
        if (!_entities.TryGetValue(id, out var entity))
            _entities[id] = entity = new Entity(Start(id));
        if (!entity.IsStopping)
            entity.Actor.Forward(envelope.Command);
        else if (_buffered < _settings.BufferLimit)
        {
            entity.Buffer.Enqueue((envelope.Command, Sender));
            _buffered++;
        }
        else
            RoomRefusal.Send(envelope.Command, Sender, Reasons.Overloaded);
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case Passivate passivate:
                OnPassivate(passivate);
                return true;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef.Path.Name);
                return true;
            case GracefulShutdown:
                OnShutdown();
                return true;
            default:
                return false;
        }
    }

    private IActorRef Start(string id) => Context.Watch(Context.ActorOf(_entityProps(id), id));

    private void OnPassivate(Passivate passivate)
    {
        if (!_entities.TryGetValue(Sender.Path.Name, out var entity) || !entity.Actor.Equals(Sender) || entity.IsStopping)
            return;
        entity.IsStopping = true;
        entity.Actor.Tell(passivate.StopMessage);
    }

    private void OnTerminated(string id)
    {
        if (!_entities.Remove(id, out var entity))
            return;
        _buffered -= entity.Buffer.Count;
        if (_isShuttingDown)
        {
            foreach (var (command, sender) in entity.Buffer)
                RoomRefusal.Send(command, sender, Reasons.Unavailable);
            StopWhenEmpty();
        }
        else if (entity.Buffer.Count > 0)
        {
            var next = new Entity(Start(id));
            _entities[id] = next;
            foreach (var (command, sender) in entity.Buffer)
                next.Actor.Tell(command, sender);
        }
    }

    private void OnShutdown()
    {
        _isShuttingDown = true;
        foreach (var entity in _entities.Values.Where(e => !e.IsStopping))
        {
            entity.IsStopping = true;
            entity.Actor.Tell(RoomStop.Instance);
        }
        StopWhenEmpty();
    }

    private void StopWhenEmpty()
    {
        if (_entities.Count == 0)
            Context.Stop(Self);
    }

    private sealed class Entity(IActorRef actor)
    {
        public IActorRef Actor { get; } = actor;

        public bool IsStopping { get; set; }

        public Queue<(RoomCommand Command, IActorRef Sender)> Buffer { get; } = new();
    }
}
