using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <content>
/// Snapshots. Two are kept, and the events behind the older one, so that a newest snapshot that cannot be read costs nothing. The room runs on
/// when one cannot be saved.
/// </content>
internal sealed partial class RoomActor
{
    private long _snapshotSequenceNr;
    private long _snapshotSeq;
    private bool _isSaving;

    private void OnSnapshot(SnapshotOffer offer)
    {
        try
        {
            _state.Restore(offer.Snapshot as RoomSnapshot
                ?? throw new InvalidDataException($"A room's snapshot is not a {offer.Snapshot?.GetType().Name ?? "null"}."));
        }
        catch (InvalidDataException e)
        {
            SkipSnapshot(offer.Metadata.SequenceNr, e);
            throw;
        }
        _snapshotSequenceNr = offer.Metadata.SequenceNr;
        _snapshotSeq = _state.Log.LastSeq;
    }

    private void SkipSnapshot(long sequenceNr, Exception reason)
    {
        _log.Error(reason, "{0}: snapshot {1} cannot be used. An older one, or the events, take its place.", _topic, sequenceNr);
        Context.Parent.Tell(new RoomNotice.SnapshotUnusable(sequenceNr));
    }

    private void SnapshotWhenDue()
    {
        if (_isSaving || _state.IsEmpty || _state.Log.LastSeq - _snapshotSeq + _claims < _settings.SnapshotEvery)
            return;
        _isSaving = true;
        _claims = 0;
        _snapshotSeq = _state.Log.LastSeq;
        SaveSnapshot(_state.ToSnapshot());
    }

    private void OnSnapshotSaved(SaveSnapshotSuccess saved)
    {
        _isSaving = false;
        // A restarted room may have recovered from this very snapshot before it hears that it was saved: there is no older one to count on then.
        if (saved.Metadata.SequenceNr <= _snapshotSequenceNr)
            return;
        var previous = _snapshotSequenceNr;
        _snapshotSequenceNr = saved.Metadata.SequenceNr;
        if (previous <= 0)
            return;
        DeleteMessages(previous);
        DeleteSnapshots(new SnapshotSelectionCriteria(previous - 1));
    }

    private void OnSnapshotFailed(SaveSnapshotFailure failure)
    {
        _isSaving = false;
        _log.Warning(failure.Cause, "{0}: a snapshot could not be saved. The room goes on and tries again after {1} more messages.",
            _topic, _settings.SnapshotEvery);
    }
}
