using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

// Recovery: wait for a turn, load a snapshot, replay the events after it, then let the waiting commands in.
public abstract partial class Eventsourced
{
    private Receive? _recoverBehavior;
    private ICancelable? _recoveryTimer;
    private ReplayMessages? _replay; // whose answers count; an earlier incarnation's do not
    private bool _holdsPermit;
    private bool _sawEvent; // since the last tick of the recovery timer
    private long _expectedSequenceNr; // set when a newer snapshot could not be read: the next event must be exactly this one

    /// <inheritdoc />
    public override void AroundPreStart()
    {
        if (string.IsNullOrEmpty(PersistenceId))
        {
            throw new InvalidOperationException($"{GetType()} [{Self.Path}] has no PersistenceId; it must not be null or empty, and not depend on state set after construction.");
        }

        base.AroundPreStart();
        StartRecovery();
    }

    /// <inheritdoc />
    public override void AroundPostRestart(Exception cause, object message)
    {
        base.AroundPostRestart(cause, message);
        StartRecovery();
    }

    /// <inheritdoc />
    public override void AroundPreRestart(Exception cause, object message)
    {
        EndRecovery();
        ReleaseStashes();
        _stage = Stage.Ended;
        base.AroundPreRestart(cause, message is IWriteCompletion ? null! : message);
    }

    /// <inheritdoc />
    public override void AroundPostStop()
    {
        EndRecovery();
        ReleaseStashes();
        _stage = Stage.Ended;
        base.AroundPostStop();
    }

    /// <summary>
    /// Called when recovery fails: the snapshot or an event cannot be read, the handler of an event throws, or an answer does not come in
    /// time. Logs the error. The actor is stopped afterwards in any case, because its state cannot be trusted.
    /// </summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">The event or offer whose handler threw; null when it was not a handler.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
        {
            Log.Error(reason, "Persistence failure when replaying events for persistenceId [{0}]. Last known sequence number [{1}]", PersistenceId, LastSequenceNr);
        }
        else
        {
            Log.Error(reason, "Exception in ReceiveRecover when replaying event type [{0}] with sequence number [{1}] for persistenceId [{2}]", message.GetType(), LastSequenceNr, PersistenceId);
        }
    }

    /// <summary>Called when the last event has been replayed, before <see cref="RecoveryCompleted"/>. Does nothing unless overridden.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    private void StartRecovery()
    {
        _stage = Stage.WaitingForPermit;
        if (_extension.Permits.TryAcquire(Self)) LoadSnapshotForRecovery();
    }

    private void LoadSnapshotForRecovery()
    {
        _holdsPermit = true;
        _stage = Stage.LoadingSnapshot;
        var timeout = JournalPlugin.RecoveryEventTimeout;
        _recoveryTimer = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(timeout, timeout, Self, RecoveryTick.Instance, Self);
        var recovery = Recovery;
        if (recovery.FromSnapshot == SnapshotSelectionCriteria.None) Replay(recovery.ToSequenceNr);
        else SnapshotStore.Tell(new LoadSnapshot(SnapshotterId, recovery.FromSnapshot, recovery.ToSequenceNr), Self);
    }

    private void Replay(long toSequenceNr)
    {
        _stage = Stage.Replaying;
        _replay = new ReplayMessages(LastSequenceNr + 1, toSequenceNr, Recovery.ReplayMax, PersistenceId, Self, batched: true);
        Journal.Tell(_replay, Self);
    }

    /// <returns>True when the message belongs to the recovery; false for a command, which has to wait.</returns>
    private bool ReceiveDuringRecovery(object message)
    {
        switch (message)
        {
            case RecoveryPermitGranted when _stage == Stage.WaitingForPermit:
                LoadSnapshotForRecovery();
                return true;
            case RecoveryTick:
                CheckProgress();
                return true;
            case LoadSnapshotResult result when _stage == Stage.LoadingSnapshot:
                SnapshotLoaded(result);
                return true;
            case LoadSnapshotFailed failed when _stage == Stage.LoadingSnapshot:
                RecoveryFailed(failed.Cause, null);
                return true;
            case ReplayedBatch batch when _stage == Stage.Replaying && ReferenceEquals(batch.Request, _replay):
                _sawEvent = true;
                batch.Next?.Invoke();
                for (var i = 0; i < batch.Events.Count && _stage == Stage.Replaying; i++) Recover(batch.Events[i]);
                return true;
            case ReplayedMessage replayed when _stage == Stage.Replaying && replayed.Persistent.SequenceNr > LastSequenceNr:
                _sawEvent = true;
                Recover(replayed.Persistent);
                return true;
            case RecoverySuccess success when _stage == Stage.Replaying && IsOurs(success.Request):
                ReplayComplete(success.HighestSequenceNr);
                return true;
            case ReplayMessagesFailure failure when _stage == Stage.Replaying && IsOurs(failure.Request):
                RecoveryFailed(failure.Cause, null);
                return true;
            default:
                // Answers to an earlier incarnation, or that come twice, are of no interest.
                return message is IJournalResponse or LoadSnapshotResult or LoadSnapshotFailed or RecoveryPermitGranted or NextStashed;
        }
    }

    // Journals written against the public API only do not say what they answer.
    private bool IsOurs(ReplayMessages? request) => request is null || ReferenceEquals(request, _replay);

    private void SnapshotLoaded(LoadSnapshotResult result)
    {
        _sawEvent = true;
        if (result.Snapshot is { } selected)
        {
            LastSequenceNr = selected.Metadata.SequenceNr;
            if (!TryRecover(new SnapshotOffer(selected.Metadata, selected.Snapshot))) return;
        }

        if (result.Skipped > 0) _expectedSequenceNr = LastSequenceNr + 1;
        Replay(result.ToSequenceNr);
    }

    private void Recover(IPersistentRepresentation persistent)
    {
        if (_expectedSequenceNr > 0 && !IsContinuous(persistent.SequenceNr)) return;
        LastSequenceNr = persistent.SequenceNr;
        TryRecover(persistent.Payload);
    }

    // Where newer snapshots are unreadable, the events that they stood for must all be there still.
    private bool IsContinuous(long sequenceNr)
    {
        var expected = _expectedSequenceNr;
        _expectedSequenceNr = 0;
        if (sequenceNr <= expected) return true;
        RecoveryFailed(
            new InvalidOperationException(
                $"A snapshot of '{PersistenceId}' cannot be read, and the events {expected} to {sequenceNr - 1} that would replace it have been deleted. Repair or remove the snapshot."),
            null);
        return false;
    }

    private bool TryRecover(object message)
    {
        try
        {
            base.AroundReceive(_recoverBehavior ??= ReceiveRecover, message);
            return true;
        }
        catch (Exception failure)
        {
            RecoveryFailed(failure, message);
            return false;
        }
    }

    private void ReplayComplete(long highestSequenceNr)
    {
        if (_expectedSequenceNr > 0 && Recovery.ToSequenceNr >= highestSequenceNr && !IsContinuous(highestSequenceNr + 1)) return;
        try
        {
            OnReplaySuccess();
        }
        catch (Exception failure)
        {
            RecoveryFailed(failure, null);
            return;
        }

        _storedSequenceNr = highestSequenceNr;
        _sequenceNr = Math.Max(highestSequenceNr, LastSequenceNr);
        LastSequenceNr = _sequenceNr;
        _stage = Stage.Running;
        EndRecovery();
        var recover = _recoverBehavior ?? ReceiveRecover;
        _recoverBehavior = null;
        Run(recover, RecoveryCompleted.Instance);
    }

    private void CheckProgress()
    {
        if (_stage is not (Stage.LoadingSnapshot or Stage.Replaying)) return;
        if (_sawEvent)
        {
            _sawEvent = false;
            return;
        }

        var waitedFor = _stage == Stage.LoadingSnapshot ? "a snapshot" : $"the event after {LastSequenceNr}";
        RecoveryFailed(
            new RecoveryTimedOutException($"Recovery of '{PersistenceId}' waited for {waitedFor} longer than recovery-event-timeout, {JournalPlugin.RecoveryEventTimeout}."), null);
    }

    private void RecoveryFailed(Exception cause, object? message)
    {
        _stage = Stage.Ended;
        EndRecovery();
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private void EndRecovery()
    {
        _recoveryTimer?.Cancel();
        _recoveryTimer = null;
        _replay = null;
        if (_stage == Stage.WaitingForPermit) _extension.Permits.Forget(Self);
        if (!_holdsPermit) return;
        _holdsPermit = false;
        _extension.Permits.Release();
    }
}
