using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>
/// The base of persistent actors: state is rebuilt from stored events, and changes only by events that are stored first.
/// Derive from <see cref="ReceivePersistentActor"/>, <see cref="UntypedPersistentActor"/> or <see cref="PersistentActor"/>.
/// </summary>
/// <remarks>
/// An actor recovers before it sees its first command; commands that come earlier wait. What a command persists goes to the journal when
/// the command returns, as one batch; while a batch is under way, what comes meanwhile (<c>PersistAsync</c>) forms the next one.
/// As with any actor, nothing here may be used from another thread.
/// </remarks>
public abstract partial class Eventsourced : ActorBase, IPersistentIdentity, IPersistenceStash, IPersistenceRecovery
{
    private readonly PersistenceExtension _extension;
    private readonly int _instanceId;
    private JournalPlugin? _journal;
    private IActorRef? _snapshotStore;
    private ILoggingAdapter? _log;
    private string? _writerGuid;
    private Stage _stage = Stage.New;

    /// <summary>Made by <see cref="Props"/> only.</summary>
    protected Eventsourced()
    {
        _extension = Akka.Persistence.Persistence.Instance.Apply(Context.System);
        _instanceId = _extension.NextInstanceId();
    }

    private enum Stage : byte
    {
        New,
        WaitingForPermit,
        LoadingSnapshot,
        Replaying,
        Running,

        /// <summary>
        /// Recovery or a write failed, or the instance is stopped or replaced: it stores nothing more. An async handler that still waits
        /// may come back to it.
        /// </summary>
        Ended,
    }

    /// <summary>The name of the actor's history. Constant for one actor; never two actors with the same at once.</summary>
    public abstract string PersistenceId { get; }

    /// <summary>Configuration path of the journal; empty (the default) for the one that the system's configuration names.</summary>
    public string JournalPluginId { get; protected set; } = "";

    /// <summary>Configuration path of the snapshot store; empty (the default) for the one that the system's configuration names.</summary>
    public string SnapshotPluginId { get; protected set; } = "";

    /// <summary>The actor's journal.</summary>
    public IActorRef Journal => JournalPlugin.Ref;

    /// <summary>The actor's snapshot store.</summary>
    public IActorRef SnapshotStore => _snapshotStore ??= _extension.SnapshotStoreFor(SnapshotPluginId);

    /// <summary>Whose snapshots are loaded and saved: <see cref="PersistenceId"/>, unless overridden.</summary>
    public virtual string SnapshotterId => PersistenceId;

    /// <summary>The number that a snapshot taken now gets: <see cref="LastSequenceNr"/>.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    /// <summary>The number of the last event that was replayed, or stored and handled; 0 when there is none.</summary>
    public long LastSequenceNr { get; private set; }

    /// <summary>True from the start of the actor until its last event has been replayed.</summary>
    public bool IsRecovering => _stage is not (Stage.Running or Stage.Ended);

    /// <summary>True when commands are handled.</summary>
    public bool IsRecoveryFinished => !IsRecovering;

    /// <summary>How the actor recovers: <see cref="Akka.Persistence.Recovery.Default"/>, unless overridden.</summary>
    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>What happens to a command when the stash for commands is full; by default what the configuration says.</summary>
    public virtual IStashOverflowStrategy InternalStashOverflowStrategy => _extension.DefaultInternalStashOverflowStrategy;

    /// <summary>The system's persistence.</summary>
    protected PersistenceExtension Extension => _extension;

    /// <summary>The actor's log.</summary>
    protected ILoggingAdapter Log => _log ??= Context.GetLogger();

    private JournalPlugin JournalPlugin => _journal ??= _extension.JournalPluginFor(JournalPluginId);

    private string WriterGuid => _writerGuid ??= _extension.NextWriterGuid();

    /// <summary>Asks the snapshot store for a snapshot, outside of recovery. The answer is a command: <see cref="LoadSnapshotResult"/> or <see cref="LoadSnapshotFailed"/>.</summary>
    /// <param name="persistenceId">Whose snapshot.</param>
    /// <param name="criteria">Which snapshots may be used.</param>
    /// <param name="toSequenceNr">Highest number that counts, inclusive.</param>
    public void LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) =>
        SnapshotStore.Tell(new LoadSnapshot(persistenceId, criteria, toSequenceNr), Self);

    /// <summary>Stores the state as of <see cref="LastSequenceNr"/>. The answer is a command: <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/>.</summary>
    /// <param name="snapshot">The state. Serialized later, so it must not change any more.</param>
    public void SaveSnapshot(object snapshot) =>
        SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr, _extension.UtcNow), snapshot), Self);

    /// <summary>Deletes one snapshot. The answer is a command: <see cref="DeleteSnapshotSuccess"/> or <see cref="DeleteSnapshotFailure"/>.</summary>
    /// <param name="sequenceNr">Its number.</param>
    public void DeleteSnapshot(long sequenceNr) =>
        SnapshotStore.Tell(new DeleteSnapshot(new SnapshotMetadata(SnapshotterId, sequenceNr, DateTime.MinValue)), Self);

    /// <summary>Deletes snapshots. The answer is a command: <see cref="DeleteSnapshotsSuccess"/> or <see cref="DeleteSnapshotsFailure"/>.</summary>
    /// <param name="criteria">Which ones.</param>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) => SnapshotStore.Tell(new DeleteSnapshots(SnapshotterId, criteria), Self);

    /// <summary>
    /// Deletes stored events for good. The answer is a command: <see cref="DeleteMessagesSuccess"/> or <see cref="DeleteMessagesFailure"/>.
    /// Numbering goes on where it was.
    /// </summary>
    /// <param name="toSequenceNr">Number of the last event to delete; <see cref="long.MaxValue"/> for all. More than <see cref="LastSequenceNr"/> is answered with a failure.</param>
    public void DeleteMessages(long toSequenceNr)
    {
        if (toSequenceNr == long.MaxValue || toSequenceNr <= LastSequenceNr)
        {
            Journal.Tell(new DeleteMessagesTo(PersistenceId, toSequenceNr, Self), Self);
            return;
        }

        var cause = new ArgumentOutOfRangeException(
            nameof(toSequenceNr), toSequenceNr, $"Events can be deleted up to {LastSequenceNr}, the last event of '{PersistenceId}', or all with long.MaxValue.");
        Self.Tell(new DeleteMessagesFailure(cause, toSequenceNr), Self);
    }

    /// <summary>Called for each replayed event, for a <see cref="SnapshotOffer"/>, and for <see cref="RecoveryCompleted"/>. Must only change state.</summary>
    /// <param name="message">The event, the offer or the completion.</param>
    /// <returns>False when the message is not handled; it is then reported as unhandled.</returns>
    protected abstract bool ReceiveRecover(object message);

    /// <summary>Called for each command, unless <c>Become</c> has put another behaviour in its place.</summary>
    /// <param name="message">The command.</param>
    /// <returns>False when the command is not handled; it is then reported as unhandled.</returns>
    protected abstract bool ReceiveCommand(object message);

    /// <inheritdoc />
    protected sealed override bool Receive(object message) => ReceiveCommand(message);

    /// <summary>
    /// Reports a message that nobody handles. Answers that say that something went wrong are logged as warnings, so that a failed
    /// snapshot or deletion is never lost; <see cref="RecoveryCompleted"/> is ignored.
    /// </summary>
    /// <param name="message">The message.</param>
    protected override void Unhandled(object message)
    {
        switch (message)
        {
            case RecoveryCompleted:
                break;
            case SaveSnapshotFailure failure:
                Log.Warning(failure.Cause, "Failed to SaveSnapshot given metadata [{0}] due to: {1}", failure.Metadata, failure.Cause.Message);
                break;
            case DeleteSnapshotFailure failure:
                Log.Warning(failure.Cause, "Failed to DeleteSnapshot given metadata [{0}] due to: {1}", failure.Metadata, failure.Cause.Message);
                break;
            case DeleteSnapshotsFailure failure:
                Log.Warning(failure.Cause, "Failed to DeleteSnapshots of [{0}] given criteria [{1}] due to: {2}", PersistenceId, failure.Criteria, failure.Cause.Message);
                break;
            case DeleteMessagesFailure failure:
                Log.Warning(failure.Cause, "Failed to DeleteMessages ToSequenceNr [{0}] for PersistenceId [{1}] due to: {2}", failure.ToSequenceNr, PersistenceId, failure.Cause.Message);
                break;
            default:
                base.Unhandled(message);
                break;
        }
    }
}
