namespace Akka.Persistence.Snapshot;

/// <summary>A snapshot in a <see cref="MemorySnapshotStore"/>.</summary>
public class SnapshotEntry
{
    /// <summary>Creates an empty entry.</summary>
    public SnapshotEntry()
    {
    }

    /// <summary>Persistence id and number, as one text.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whose snapshot.</summary>
    public string PersistenceId { get; set; } = "";

    /// <summary>The number of the last event that it contains.</summary>
    public long SequenceNr { get; set; }

    /// <summary>When it was taken, in .NET ticks (UTC).</summary>
    public long Timestamp { get; set; }

    /// <summary>The state.</summary>
    public object? Snapshot { get; set; }
}

/// <summary>A snapshot store that keeps snapshots in memory, for tests: they are gone with the actor system. States are kept as they are, not serialized.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly List<SnapshotEntry> _snapshots = [];

    /// <summary>Made by the persistence extension.</summary>
    public MemorySnapshotStore()
    {
    }

    /// <summary>The snapshots, in no particular order.</summary>
    protected virtual List<SnapshotEntry> Snapshots => _snapshots;

    /// <inheritdoc />
    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var newest = Snapshots.Where(entry => entry.PersistenceId == persistenceId && criteria.Matches(Metadata(entry))).MaxBy(entry => entry.SequenceNr);
        return Task.FromResult(newest is null ? null : new SelectedSnapshot(Metadata(newest), newest.Snapshot!));
    }

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        Snapshots.RemoveAll(entry => entry.PersistenceId == metadata.PersistenceId && entry.SequenceNr == metadata.SequenceNr);
        Snapshots.Add(new SnapshotEntry
        {
            Id = $"{metadata.PersistenceId}_{metadata.SequenceNr}",
            PersistenceId = metadata.PersistenceId,
            SequenceNr = metadata.SequenceNr,
            Timestamp = metadata.Timestamp.Ticks,
            Snapshot = snapshot,
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        Snapshots.RemoveAll(entry =>
            entry.PersistenceId == metadata.PersistenceId && entry.SequenceNr == metadata.SequenceNr &&
            (metadata.Timestamp == DateTime.MinValue || entry.Timestamp == metadata.Timestamp.Ticks));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        Snapshots.RemoveAll(entry => entry.PersistenceId == persistenceId && criteria.Matches(Metadata(entry)));
        return Task.CompletedTask;
    }

    private static SnapshotMetadata Metadata(SnapshotEntry entry) => new(entry.PersistenceId, entry.SequenceNr, new DateTime(entry.Timestamp, DateTimeKind.Utc));
}
