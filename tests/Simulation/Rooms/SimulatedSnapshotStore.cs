using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace Simulation.Rooms;

/// <summary>The snapshot plugin over a <see cref="SimulatedDisk"/>. Like the real one it passes over snapshots that cannot be read.</summary>
internal sealed class SimulatedSnapshotStore(Config config) : SnapshotStore
{
    private readonly SimulatedDisk _disk = SimulatedDisk.Of(config.GetString("disk")!);
    private readonly ExtendedActorSystem _system = (ExtendedActorSystem)Context.System;
    private readonly TimeProvider _time = SimulatedTime.Of(config.GetString("time")!);

    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        foreach (var (number, stored) in await _disk.Snapshots(persistenceId, criteria.MaxSequenceNr, _time))
        {
            try
            {
                var snapshot = _system.Serialization.Deserialize(stored.Bytes, stored.SerializerId, stored.Manifest);
                return new SelectedSnapshot(new SnapshotMetadata(persistenceId, number, stored.Timestamp), snapshot);
            }
            catch (System.Runtime.Serialization.SerializationException)
            {
                // The next older one.
            }
        }
        return null;
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) =>
        _disk.SaveSnapshot(metadata.PersistenceId, metadata.SequenceNr, SimulatedJournal.Bytes(_system, snapshot, metadata.Timestamp), _time);

    protected override Task DeleteAsync(SnapshotMetadata metadata) => throw new NotSupportedException("Rooms delete by criteria.");

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _disk.DeleteSnapshots(persistenceId, criteria.MaxSequenceNr, _time);
}
