using Akka.Actor;
using Akka.Cluster.Sharding;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// The entity that sharding knows: it owns the room's actor, starts it again with backoff when it fails, and answers in its place meanwhile: writes with a
/// refusal, reads from what the room last knew.
/// </summary>
internal sealed class RoomEntity : ProtocolActor<RoomCommand>, IWithTimers
{
    private readonly string _topic;
    private readonly RoomSettings _settings;
    private readonly string _proposedEpoch;
    private readonly Queue<(RoomCommand Command, IActorRef Sender)> _early = new();
    private IActorRef? _room;
    private bool _isReady;
    private bool _isSkipping;
    private RoomState? _lastKnown;
    private long _newestSnapshot = long.MaxValue;
    private int _failures;
    private bool _isStopping;
    private bool _isWanted = true;

    public RoomEntity(string entityId, RoomSettings settings, IEpochSource epochs)
    {
        _topic = RoomIdentity.TopicOf(entityId);
        _settings = settings;
        // One for all starts: what subscribers of an empty room were told stays true when it fails before its first message.
        _proposedEpoch = epochs.Next();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How sharding makes one.</summary>
    public static Props Props(string entityId, RoomSettings settings, IEpochSource epochs) =>
        Akka.Actor.Props.Create(() => new RoomEntity(entityId, settings, epochs));

    protected override void PreStart() => StartRoom();

    protected override void PostStop()
    {
        // Only when it is stopped hard or fails: in good order nothing waits.
        while (_early.TryDequeue(out var early))
            RoomRefusal.Send(early.Command, early.Sender, Reasons.Unavailable);
    }

    // A handler that throws loses its own message only: the room is read from the journal again. One that keeps throwing is stopped, and
    // started again after a pause like any room whose journal fails.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        3, TimeSpan.FromSeconds(10),
        failure => failure is ActorInitializationException or ActorKilledException or InvalidDataException ? Directive.Stop : Directive.Restart);

    protected override void Handle(RoomCommand command)
    {
        _isWanted = true;
        if (_room is null)
            AnswerFromMemory(command, Sender);
        else if (_isReady)
            _room.Forward(command);
        else if (_early.Count < _settings.QueueLimit)
            // Kept here rather than in the room's own stash: if it cannot be read, these are answered instead of lost.
            _early.Enqueue((command, Sender));
        else
            RoomRefusal.Send(command, Sender, Reasons.Overloaded);
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case Terminated ended when ended.ActorRef.Equals(_room):
                OnRoomEnded();
                return true;
            case RoomNotice.Stored:
                _failures = 0;
                return true;
            case RoomNotice.Recovered:
                OnRecovered();
                return true;
            case RoomNotice.Ended ended:
                _lastKnown = ended.State;
                _isReady = false;
                return true;
            case RoomNotice.SnapshotUnusable unusable:
                _newestSnapshot = unusable.SequenceNr - 1;
                _isSkipping = true;
                return true;
            case RoomNotice.Idle:
                Context.Parent.Tell(new Passivate(RoomStop.Instance));
                return true;
            case StartAgain:
                OnStartAgain();
                return true;
            case RoomStop:
                OnStop();
                return true;
            default:
                return false;
        }
    }

    private void StartRoom() =>
        _room = Context.Watch(Context.ActorOf(RoomActor.Props(_topic, _settings, _proposedEpoch, _newestSnapshot), "room"));

    private void OnRecovered()
    {
        _newestSnapshot = long.MaxValue;
        _lastKnown = null;
        _isReady = true;
        while (_early.TryDequeue(out var early))
            _room!.Tell(early.Command, early.Sender);
        if (_isStopping)
            _room!.Tell(RoomStop.Instance);
    }

    private void OnRoomEnded()
    {
        _room = null;
        _isReady = false;
        if (_isSkipping && !_isStopping)
        {
            // The journal is well: the next start needs no pause, and what waits for it goes on waiting.
            _isSkipping = false;
            StartRoom();
            return;
        }
        while (_early.TryDequeue(out var early))
            AnswerFromMemory(early.Command, early.Sender);
        if (_isStopping)
        {
            Context.Stop(Self);
            return;
        }
        _isWanted = false;
        Timers.StartSingleTimer(StartAgain.Instance, StartAgain.Instance, Backoff(_failures++));
    }

    private void OnStartAgain()
    {
        if (_room is not null || _isStopping)
            return;
        // Nobody asked since it failed: the next command starts it.
        if (!_isWanted && _failures > 1)
            Context.Parent.Tell(new Passivate(RoomStop.Instance));
        else
            StartRoom();
    }

    private TimeSpan Backoff(int failures)
    {
        var pause = _settings.MinBackoff * Math.Pow(2, Math.Min(failures, 20));
        return pause < _settings.MaxBackoff ? pause : _settings.MaxBackoff;
    }

    private void OnStop()
    {
        _isStopping = true;
        if (_room is null)
            Context.Stop(Self);
        else if (_isReady)
            _room.Tell(RoomStop.Instance);
    }

    private void AnswerFromMemory(RoomCommand command, IActorRef sender)
    {
        switch (command)
        {
            case RoomCommand.Read read when _lastKnown is { } state:
                sender.Tell(Replay.Read(state.Log, state.Epoch, read, _settings.Limits, true));
                break;
            case RoomCommand.Register register when _lastKnown is { } known:
                sender.Tell(Replay.Register(known.Log, known.Epoch, register, _settings.Limits, true));
                break;
            default:
                RoomRefusal.Send(command, sender, Reasons.Unavailable);
                break;
        }
    }

    private sealed record StartAgain : INoSerializationVerificationNeeded
    {
        public static StartAgain Instance { get; } = new();
    }
}
