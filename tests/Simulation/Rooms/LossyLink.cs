using Akka.Actor;
using Switchboard.Messages;

namespace Simulation.Rooms;

/// <summary>How a link between hubs and rooms treats messages. All zero: well.</summary>
internal sealed class LinkFaults(int seed)
{
    public Random Random { get; } = new(seed);

    /// <summary>One of so many messages is lost; 0 for none.</summary>
    public int LoseOneOf { get; set; }

    /// <summary>One of so many messages comes twice; 0 for none.</summary>
    public int DoubleOneOf { get; set; }

    /// <summary>How late a message can be, so that others overtake it.</summary>
    public TimeSpan MaxDelay { get; set; }

    public bool Hits(int oneOf) => oneOf > 0 && Random.Next(oneOf) == 0;
}

/// <summary>
/// What hubs of another node take for the rooms: it carries their commands there and the answers back, and treats both as its faults say. To a room each
/// hub appears as an actor of this link.
/// </summary>
internal sealed class LossyLink(Ref<RoomEnvelope> rooms, LinkFaults faults) : UntypedActor
{
    private readonly Dictionary<IActorRef, IActorRef> _faces = [];

    public static Props Props(Ref<RoomEnvelope> rooms, LinkFaults faults) => Akka.Actor.Props.Create(() => new LossyLink(rooms, faults));

    protected override void OnReceive(object message)
    {
        if (message is Terminated ended)
        {
            _faces.Remove(ended.ActorRef);
            return;
        }
        if (!_faces.TryGetValue(Sender, out var face))
        {
            var hub = Context.Watch(Sender);
            face = _faces[hub] = Context.ActorOf(Akka.Actor.Props.Create(() => new Face(hub, faults)));
        }
        Pass(rooms.Actor, message, face, faults);
    }

    private static void Pass(IActorRef to, object message, IActorRef sender, LinkFaults faults)
    {
        for (var copies = faults.Hits(faults.LoseOneOf) ? 0 : faults.Hits(faults.DoubleOneOf) ? 2 : 1; copies > 0; copies--)
        {
            var delay = faults.MaxDelay * faults.Random.NextDouble();
            if (delay < TimeSpan.FromMilliseconds(1))
                to.Tell(message, sender);
            else
                Context.System.Scheduler.ScheduleTellOnce(delay, to, message, sender);
        }
    }

    private sealed class Face : UntypedActor
    {
        private readonly IActorRef _hub;
        private readonly LinkFaults _faults;

        public Face(IActorRef hub, LinkFaults faults)
        {
            _hub = hub;
            _faults = faults;
            Context.Watch(hub);
        }

        protected override void OnReceive(object message)
        {
            if (message is Terminated)
                Context.Stop(Self);
            else
                Pass(_hub, message, Sender, _faults);
        }
    }
}
