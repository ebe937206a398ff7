using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.PublishSubscribe;
using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Switchboard.Node.Topics;

/// <summary>
/// The parent of this node's hubs, one for each topic with members here. A hub is started by the first join and stopped some time after the last member
/// left; joins that come while it stops wait for the next one.
/// </summary>
internal sealed class HubsActor : ProtocolActor<HubsMessage>
{
    /// <summary>What the topics that are not stored start with.</summary>
    public const string TopicPrefix = "topic:";

    private readonly Ref<RoomEnvelope> _rooms;
    private readonly RoomLimits _limits;
    private readonly HubTimes _times;
    private readonly IActorRef _mediator;
    private readonly Dictionary<string, Hub> _hubs = [];
    private readonly Dictionary<IActorRef, Hub> _byActor = [];

    public HubsActor(Ref<RoomEnvelope> rooms, RoomLimits limits, HubTimes times, IActorRef mediator)
    {
        _rooms = rooms;
        _limits = limits;
        _times = times;
        _mediator = mediator;
    }

    /// <param name="rooms">Takes commands to rooms.</param>
    /// <param name="limits">Bounds of what hubs of rooms keep and answer.</param>
    /// <param name="times">How long to wait for what.</param>
    /// <param name="mediator">Distributed publish-subscribe: it carries the events of topics that are not stored to the hubs of all nodes.</param>
    public static Props Props(Ref<RoomEnvelope> rooms, RoomLimits limits, HubTimes times, IActorRef mediator) =>
        Akka.Actor.Props.Create(() => new HubsActor(rooms, limits, times, mediator));

    /// <summary>Whether a topic has hubs: a room or a broadcast topic with a name, of at most 200 bytes.</summary>
    public static bool IsTopic(string topic) => RoomIdentity.IsRoom(topic)
        || (topic.Length > TopicPrefix.Length && topic.StartsWith(TopicPrefix, StringComparison.Ordinal)
            && System.Text.Encoding.UTF8.GetByteCount(topic) <= RoomIdentity.MaxTopicBytes);

    // A hub that fails is stopped, not restarted: who was in it is told and joins a new one, which gets its messages from the room. The others run on.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void Handle(HubsMessage message)
    {
        switch (message)
        {
            case HubsMessage.Join join when !IsTopic(join.Topic):
                join.Member.Joined(new JoinOutcome.Refused(Reasons.UnmatchedTopic));
                break;
            case HubsMessage.Join join:
                Join(GetOrStart(join.Topic), new HubJoin(join.Member, join.Request));
                break;
            case HubsMessage.Leave leave when _hubs.TryGetValue(leave.Topic, out var hub):
                Leave(hub, leave.Member);
                break;
            case HubsMessage.Publish publish:
                _mediator.Tell(new Publish(publish.Event.Topic, publish.Event), ActorRefs.NoSender);
                break;
        }
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case HubNotice.Idle when _byActor.TryGetValue(Sender, out var hub) && !hub.IsStopping:
                hub.IsStopping = true;
                hub.Actor.Tell(HubStop.Instance);
                return true;
            case HubNotice.Stays when _byActor.TryGetValue(Sender, out var hub):
                hub.IsStopping = false;
                foreach (var join in hub.TakeWaiting())
                    hub.Actor.Tell(join);
                return true;
            case ClusterEvent.MemberRemoved removed:
                foreach (var hub in _hubs.Values.Where(h => RoomIdentity.IsRoom(h.Topic)))
                    hub.Actor.Tell(new HubNodeLost(removed.Member.Address));
                return true;
            case HubNotice or SubscribeAck:
                return true;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef);
                return true;
            default:
                return false;
        }
    }

    private Hub GetOrStart(string topic)
    {
        if (_hubs.TryGetValue(topic, out var hub))
            return hub;
        var props = RoomIdentity.IsRoom(topic) ? RoomHub.Props(topic, _rooms, _limits, _times) : TopicHub.Props(_times.Linger);
        hub = new Hub(topic, Context.Watch(Context.ActorOf(props, RoomIdentity.EntityIdOf(topic))));
        _hubs[topic] = hub;
        _byActor[hub.Actor] = hub;
        // From here, so that whatever this actor publishes later finds the subscription made.
        if (!RoomIdentity.IsRoom(topic))
            _mediator.Tell(new Subscribe(topic, hub.Actor), Self);
        return hub;
    }

    private static void Join(Hub hub, HubJoin join)
    {
        if (hub.IsStopping)
            hub.Waiting.Add(join);
        else
            hub.Actor.Tell(join);
    }

    private static void Leave(Hub hub, ILocalMember member)
    {
        if (hub.Waiting.RemoveAll(join => ReferenceEquals(join.Member, member)) == 0)
            hub.Actor.Tell(new HubLeave(member));
    }

    private void OnTerminated(IActorRef actor)
    {
        if (!_byActor.Remove(actor, out var hub))
            return;
        _hubs.Remove(hub.Topic);
        foreach (var join in hub.TakeWaiting())
            Join(GetOrStart(hub.Topic), join);
    }

    private sealed class Hub(string topic, IActorRef actor)
    {
        public string Topic { get; } = topic;

        public IActorRef Actor { get; } = actor;

        public bool IsStopping { get; set; }

        /// <summary>
        /// Joins that came since the hub was told to stop, which it answers next. Each is of a channel that is open at this moment, since who leaves takes it out again: never
        /// more than this node's sockets may have channels.
        /// </summary>
        public List<HubJoin> Waiting { get; } = [];

        public HubJoin[] TakeWaiting()
        {
            HubJoin[] waiting = [.. Waiting];
            Waiting.Clear();
            return waiting;
        }
    }
}
