using Akka.Actor;
using Akka.Event;
using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Switchboard.Node.Topics;

/// <summary>The hub of a room on this node. What it decides is in <see cref="HubCore"/>; here are its clock, its way to the room and its end.</summary>
internal sealed class RoomHub : ProtocolActor<HubMessage>, IWithTimers, IRoomLink
{
    private readonly string _topic;
    private readonly Ref<RoomEnvelope> _rooms;
    private readonly HubTimes _times;
    private readonly HubCore _core;
    private IActorRef? _room;
    private Address? _home; // where the room was when it last answered
    private TimeSpan? _interval;

    public RoomHub(string topic, Ref<RoomEnvelope> rooms, RoomLimits limits, HubTimes times)
    {
        _topic = topic;
        _rooms = rooms;
        _times = times;
        var clock = Context.System.Scheduler;
        _core = new HubCore(topic, limits, times, this, () => (long)clock.MonotonicClock.TotalMilliseconds);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string topic, Ref<RoomEnvelope> rooms, RoomLimits limits, HubTimes times) =>
        Akka.Actor.Props.Create(() => new RoomHub(topic, rooms, limits, times));

    void IRoomLink.Register(long registration, string? epoch, long lastSeq, long seenSeq) =>
        _rooms.Tell(new RoomEnvelope(_topic, new RoomCommand.Register(registration, epoch, lastSeq, seenSeq)), Self);

    void IRoomLink.Fill(long registration, long afterSeq) =>
        _rooms.Tell(new RoomEnvelope(_topic, new RoomCommand.Fill(registration, afterSeq)), Self);

    protected override void PreStart()
    {
        _core.Start();
        KeepTime();
    }

    // However the hub ends, its members are not left behind: their clients join again from the last number they saw.
    protected override void PostStop() => _core.Stop();

    // A hub has no children.
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    protected override void Handle(HubMessage message)
    {
        switch (message)
        {
            case HubMessage.Registered registered:
                Watch(registered);
                _core.Receive(registered);
                break;
            case HubMessage.FromRoom fromRoom:
                _core.Receive(fromRoom);
                break;
            case HubJoin join:
                _core.Join(join.Member, join.Request);
                break;
            case HubLeave leave:
                _core.Leave(leave.Member);
                break;
            case HubNodeLost lost:
                OnNodeLost(lost.Node);
                break;
            case HubStop:
                OnStop();
                break;
            default:
                Log.Error("The hub of {0} got {1}.", _topic, message);
                Unhandled(message);
                break;
        }
        KeepTime();
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case Tick:
                _core.Tick();
                KeepTime();
                return true;
            case IdleTick:
                if (_core.IsEmpty)
                    Context.Parent.Tell(HubNotice.Idle);
                return true;
            case Terminated gone when gone.ActorRef.Equals(_room):
                _room = null;
                // Not confirmed: it is another process at that address that says so, and what the room was asked went down with the one before.
                if (gone.AddressTerminated || !gone.ExistenceConfirmed)
                    _core.RoomLost();
                else
                    _core.RoomGone();
                KeepTime();
                return true;
            case Terminated:
                return true;
            default:
                return false;
        }
    }

    /// <summary>The room's own actor answers, wherever it runs now: its end is the sign to register again.</summary>
    private void Watch(HubMessage.Registered registered)
    {
        if (registered.IsDegraded || registered.Registration != _core.Registration || Sender.Equals(_room))
            return;
        if (_room is not null)
            Context.Unwatch(_room);
        _room = Context.Watch(Sender);
        _home = Sender.Path.Address;
    }

    private void OnNodeLost(Address node)
    {
        var isHome = node.Equals(_home);
        if (isHome)
        {
            // That the room is dead need not be told a second time.
            if (_room is not null)
                Context.Unwatch(_room);
            _room = null;
            _home = null;
        }
        _core.NodeLost(isHome);
    }

    private void OnStop()
    {
        if (!_core.IsEmpty)
        {
            Context.Parent.Tell(HubNotice.Stays);
            return;
        }
        _rooms.Tell(new RoomEnvelope(_topic, new RoomCommand.Unregister(_core.Registration)), Self);
        Context.Stop(Self);
    }

    /// <summary>Ticks often while something is open, and hardly at all in the years between.</summary>
    private void KeepTime()
    {
        var interval = _core.HasOpenEnds ? _times.Tick : _times.Silence / 4;
        if (interval != _interval)
        {
            _interval = interval;
            Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, interval);
        }
        if (!_core.IsEmpty)
            Timers.Cancel(IdleTick.Instance);
        else if (!Timers.IsTimerActive(IdleTick.Instance))
            Timers.StartPeriodicTimer(IdleTick.Instance, IdleTick.Instance, _times.Linger);
    }

    private sealed record Tick : INoSerializationVerificationNeeded
    {
        public static Tick Instance { get; } = new();
    }

    private sealed record IdleTick : INoSerializationVerificationNeeded
    {
        public static IdleTick Instance { get; } = new();
    }
}
