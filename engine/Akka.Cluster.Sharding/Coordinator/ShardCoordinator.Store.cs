using Akka.Cluster.Sharding.Protocol;
using Akka.Event;
using Akka.Persistence;

namespace Akka.Cluster.Sharding.Coordination;

// What is stored, read, and cleaned up.
internal sealed partial class ShardCoordinator
{
    // What is stored for sure: what snapshots are made of, since the logic's own state runs ahead.
    private CoordinatorState _stored = new();
    private long _storedAtSnapshot;
    private long _wholeSnapshotAt = -1;
    private bool _saving;
    private bool _saveIsDue;
    private bool _ended;

    public override Recovery Recovery => _memory.Rebuilds ? Recovery.None : Recovery.Default;

    // The logic gets a state of its own.
    private CoordinatorState State => CoordinatorState.Of(_stored.ToStored());

    protected override bool ReceiveRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: StoredState stored } offer:
                _stored = CoordinatorState.Of(stored);
                _storedAtSnapshot = offer.Metadata.SequenceNr;
                return true;
            case SnapshotOffer offer:
                throw new System.Runtime.Serialization.SerializationException($"The snapshot holds {offer.Snapshot.GetType()}, which is no state of a coordinator.");
            case ICoordinatorEvent one:
                Apply(one);
                return true;
            case RecoveryCompleted:
                Begin();
                return true;
            default:
                // The history goes on without it, as without any event that makes no sense.
                Log.Error("[{0}] {1} with number {2} is no event of a coordinator, and is left out.", _setup.TypeName, message.GetType(), LastSequenceNr);
                return true;
        }
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        if (_memory.Failed(reason)) Log.Error("[{0}] The coordinator does without its store when it starts next, and asks the regions.", _setup.TypeName);
    }

    // Something that others would be told about later is not stored: nothing may be told any more.
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        _ended = true;
        Context.Stop(Self);
    }

    private bool ReceiveAboutStore(object message)
    {
        switch (message)
        {
            case SaveSnapshotSuccess saved:
                Saved(saved.Metadata.SequenceNr);
                return true;
            case SaveSnapshotFailure failed:
                Log.Warning(failed.Cause, "[{0}] The coordinator's state could not be saved as a snapshot; its events are kept. {1}", _setup.TypeName, failed.Cause.Message);
                _saving = false;
                _saveIsDue |= _wholeSnapshotAt >= 0;
                return true;
            case DeleteMessagesSuccess or DeleteSnapshotsSuccess:
                return true;
            default:
                return false;
        }
    }

    private void Stored(ICoordinatorEvent one)
    {
        Apply(one);
        if (LastSequenceNr - _storedAtSnapshot >= _setup.Tuning.SnapshotAfter) SaveSnapshotNow();
    }

    private void Apply(ICoordinatorEvent one)
    {
        if (_stored.Apply(one) is { } contradiction)
        {
            Log.Warning("[{0}] Event {1} of the coordinator contradicts those before it, and counts: {2}.", _setup.TypeName, LastSequenceNr, contradiction);
        }
    }

    // After a rebuild: everything older is unreadable, and goes when this is safe.
    private void SaveState()
    {
        if (_ended) return;
        _wholeSnapshotAt = LastSequenceNr;
        SaveSnapshotNow();
    }

    private void SaveStateIfDue()
    {
        if (!_saveIsDue) return;
        _saveIsDue = false;
        SaveState();
    }

    private void SaveSnapshotNow()
    {
        if (_saving) return;
        _saving = true;
        _storedAtSnapshot = LastSequenceNr;
        SaveSnapshot(_stored.ToStored());
    }

    private void Saved(long sequenceNr)
    {
        _saving = false;
        if (_wholeSnapshotAt >= 0 && sequenceNr >= _wholeSnapshotAt)
        {
            _wholeSnapshotAt = -1;
            Log.Info("[{0}] The coordinator's state is readable again; what was stored before is deleted.", _setup.TypeName);
            DeleteUpTo(sequenceNr, sequenceNr - 1);
            return;
        }

        if (_wholeSnapshotAt >= 0) return;
        var upTo = sequenceNr - ((long)_setup.Tuning.SnapshotAfter * _setup.Tuning.KeepNrOfBatches);
        if (upTo > 0) DeleteUpTo(upTo, upTo);
    }

    private void DeleteUpTo(long events, long snapshots)
    {
        DeleteMessages(events);
        DeleteSnapshots(new SnapshotSelectionCriteria(snapshots));
    }
}
