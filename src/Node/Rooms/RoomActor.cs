using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// A room: it decides, stores, numbers, answers and sends to the hubs. One write at a time, of everything that came in the meantime: all or nothing, so
/// that a refused write leaves no gap. It stops when a write fails and is started again by its <see cref="RoomEntity"/>.
/// </summary>
internal sealed partial class RoomActor : ReceivePersistentActor, IWithTimers
{
    private readonly string _topic;
    private readonly RoomSettings _settings;
    private readonly RoomState _state;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<IActorRef, long> _hubs = [];
    private bool _isReady;
    private bool _isStopping;

    /// <param name="topic">The room's topic.</param>
    /// <param name="settings">How rooms run.</param>
    /// <param name="proposedEpoch">Names the log if this is a new room.</param>
    /// <param name="newestSnapshot">Snapshots beyond this sequence number are left alone, since they could not be used.</param>
    public RoomActor(string topic, RoomSettings settings, string proposedEpoch, long newestSnapshot)
    {
        _topic = topic;
        _settings = settings;
        _state = new RoomState(settings.Limits, proposedEpoch);
        PersistenceId = RoomIdentity.PersistenceIdOf(topic);
        Recovery = new Recovery(new SnapshotSelectionCriteria(newestSnapshot));
        JournalPluginId = settings.JournalPluginId;
        SnapshotPluginId = settings.SnapshotPluginId;

        Recover<SnapshotOffer>(OnSnapshot);
        Recover<StoredMessage>(OnReplayed);
        Recover<RoomClaimed>(OnClaimReplayed);
        Recover<RecoveryCompleted>(_ => OnRecovered());

        Command<RoomCommand.Publish>(OnPublish);
        Command<RoomCommand.Signal>(OnSignal);
        Command<RoomCommand.Read>(AnswerWhenSure);
        Command<RoomCommand.Register>(AnswerWhenSure);
        Command<RoomCommand.Unregister>(c => Forget(Sender, c.Registration));
        Command<RoomCommand.Fill>(OnFill);
        Command<Terminated>(t => Forget(t.ActorRef, long.MaxValue));
        Command<TailTick>(_ => OnTailTick());
        Command<ClaimPause>(_ => OnClaimPause());
        Command<ClaimTick>(_ => OnClaimTick());
        Command<ReceiveTimeout>(_ => OnIdle());
        Command<RoomStop>(_ => OnStop());
        Command<SaveSnapshotSuccess>(OnSnapshotSaved);
        Command<SaveSnapshotFailure>(OnSnapshotFailed);
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(f => _log.Warning(f.Cause, "{0}: old events could not be deleted; the next snapshot tries again.", _topic));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(f => _log.Warning(f.Cause, "{0}: old snapshots could not be deleted; the next one tries again.", _topic));
        CommandAny(OnUnknown);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery { get; }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How the entity makes one.</summary>
    public static Props Props(string topic, RoomSettings settings, string proposedEpoch, long newestSnapshot) =>
        Akka.Actor.Props.Create(() => new RoomActor(topic, settings, proposedEpoch, newestSnapshot));

    protected override void PostStop()
    {
        RefuseWaiting();
        RefuseDoubted();
        if (_isReady)
            Context.Parent.Tell(new RoomNotice.Ended(_state));
        base.PostStop();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // The reference stays, so that watching it tells hubs nothing: they are told, and register with the recovered room.
        foreach (var (hub, registration) in _hubs)
            hub.Tell(new HubMessage.NotRegistered(registration));
        base.PreRestart(reason, message);
    }

    private void OnReplayed(StoredMessage message)
    {
        if (_state.IsEmpty && message.Seq != 1)
            _log.Error("{0}: messages before {1} are gone together with the snapshots that held them. The room goes on from there.", _topic, message.Seq);
        try
        {
            _state.Apply(message);
        }
        catch (ArgumentException e) when (_snapshotSequenceNr > 0)
        {
            // Events are what counts: the snapshot that they do not follow is left out.
            SkipSnapshot(_snapshotSequenceNr, e);
            throw;
        }
    }

    private void OnRecovered()
    {
        if (_settings.ClaimsLog)
            Claim();
        else
            OnReady();
    }

    private void OnReady()
    {
        _isReady = true;
        Context.Parent.Tell(new RoomNotice.Recovered());
        WatchIdleness();
    }

    private void OnStop()
    {
        _isStopping = true;
        StopWhenDone();
    }

    private void StopWhenDone()
    {
        if (_isStopping && !IsWriting && !_isClaiming)
            Context.Stop(Self);
    }

    private void OnIdle()
    {
        if (_hubs.Count == 0 && !IsWriting && !_isClaiming)
            Context.Parent.Tell(new RoomNotice.Idle());
    }

    /// <summary>A room with hubs stays: they would wake it at once. Without any it may go when nothing comes for a while.</summary>
    private void WatchIdleness() => SetReceiveTimeout(_hubs.Count == 0 ? _settings.IdleTimeout : null);

    private void OnUnknown(object message)
    {
        _log.Error("{0}: {1} from {2} is no command of a room.", _topic, message.GetType(), Sender);
        Sender.Tell(new RoomReply.Refused(0, Reasons.UnknownCommand));
    }

    private sealed record TailTick : INoSerializationVerificationNeeded
    {
        public static TailTick Instance { get; } = new();
    }
}
