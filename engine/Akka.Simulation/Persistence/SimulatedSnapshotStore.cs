using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace Akka.Simulation;

/// <summary>A snapshot store on a <see cref="SimulatedDisk"/>; see <see cref="SimulatedPersistence"/>.</summary>
public sealed class SimulatedSnapshotStore : SnapshotStore
{
    private readonly SimulatedDisk _disk;
    private readonly SnapshotContents _snapshots;
    private readonly ActorSystem _system = Context.System;
    private readonly bool _serialize;

    /// <summary>Made by the persistence extension.</summary>
    /// <param name="config">The plugin's section.</param>
    public SimulatedSnapshotStore(Config config)
    {
        _disk = SimulatedPersistence.DiskOf(_system, config);
        _snapshots = _disk.Contents<SnapshotContents>(SnapshotContents.Name);
        _serialize = config.GetBoolean("serialize", false);
    }

    /// <inheritdoc/>
    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var newest = await _disk.ReadAsync(() => _snapshots.Newest(persistenceId, criteria)).ConfigureAwait(false);
        return newest is { } found ? new SelectedSnapshot(found.Metadata, found.State.Read(_system)) : null;
    }

    /// <inheritdoc/>
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var state = StoredObject.Of(_system, snapshot, _serialize);
        return _disk.WriteAsync(() => _snapshots.Save(metadata, state));
    }

    /// <inheritdoc/>
    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var exact = metadata.Timestamp != DateTime.MinValue;
        return _disk.WriteAsync(
            () => _snapshots.Delete(metadata.PersistenceId, one => one.SequenceNr == metadata.SequenceNr && (!exact || one.Timestamp == metadata.Timestamp)), 0);
    }

    /// <inheritdoc/>
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _disk.WriteAsync(() => _snapshots.Delete(persistenceId, one => SnapshotContents.Matches(criteria, one)), 0);
}

/// <summary>The snapshots on a disk.</summary>
internal sealed class SnapshotContents
{
    public const string Name = "snapshots";

    private readonly Dictionary<string, SortedList<long, (SnapshotMetadata Metadata, StoredObject State)>> _snapshots = new(StringComparer.Ordinal);

    public static bool Matches(SnapshotSelectionCriteria criteria, SnapshotMetadata one) =>
        one.SequenceNr <= criteria.MaxSequenceNr && one.SequenceNr >= criteria.MinSequenceNr && one.Timestamp <= criteria.MaxTimeStamp && !(one.Timestamp < criteria.MinTimestamp);

    public (SnapshotMetadata Metadata, StoredObject State)? Newest(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        if (!_snapshots.TryGetValue(persistenceId, out var all)) return null;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (Matches(criteria, all.GetValueAtIndex(i).Metadata)) return all.GetValueAtIndex(i);
        }

        return null;
    }

    public void Save(SnapshotMetadata metadata, StoredObject state)
    {
        if (!_snapshots.TryGetValue(metadata.PersistenceId, out var all)) _snapshots[metadata.PersistenceId] = all = [];
        all[metadata.SequenceNr] = (metadata, state);
    }

    public void Delete(string persistenceId, Func<SnapshotMetadata, bool> which)
    {
        if (!_snapshots.TryGetValue(persistenceId, out var all)) return;
        foreach (var number in all.Where(one => which(one.Value.Metadata)).Select(one => one.Key).ToArray()) all.Remove(number);
    }
}
