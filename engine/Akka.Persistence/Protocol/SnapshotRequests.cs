namespace Akka.Persistence;

/// <summary>Asks a snapshot store to store a snapshot.</summary>
public sealed record SaveSnapshot : ISnapshotRequest
{
    /// <summary>Creates the message.</summary>
    /// <param name="metadata">Which snapshot.</param>
    /// <param name="snapshot">The state.</param>
    public SaveSnapshot(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>The state.</summary>
    public object Snapshot { get; }
}

/// <summary>Asks a snapshot store for the newest snapshot that meets the criteria.</summary>
public sealed record LoadSnapshot : ISnapshotRequest
{
    /// <summary>Creates the message.</summary>
    /// <param name="persistenceId">Whose snapshots.</param>
    /// <param name="criteria">Which snapshots.</param>
    /// <param name="toSequenceNr">Highest number that counts, inclusive.</param>
    public LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr)
    {
        PersistenceId = persistenceId;
        Criteria = criteria;
        ToSequenceNr = toSequenceNr;
    }

    /// <summary>Whose snapshots.</summary>
    public string PersistenceId { get; }

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; }

    /// <summary>Highest number that counts, inclusive.</summary>
    public long ToSequenceNr { get; }
}

/// <summary>Asks a snapshot store to delete one snapshot.</summary>
public sealed record DeleteSnapshot : ISnapshotRequest
{
    /// <summary>Creates the message.</summary>
    /// <param name="metadata">Which snapshot.</param>
    public DeleteSnapshot(SnapshotMetadata metadata) => Metadata = metadata;

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }
}

/// <summary>Asks a snapshot store to delete all snapshots that meet the criteria.</summary>
public sealed record DeleteSnapshots : ISnapshotRequest
{
    /// <summary>Creates the message.</summary>
    /// <param name="persistenceId">Whose snapshots.</param>
    /// <param name="criteria">Which snapshots.</param>
    public DeleteSnapshots(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        PersistenceId = persistenceId;
        Criteria = criteria;
    }

    /// <summary>Whose snapshots.</summary>
    public string PersistenceId { get; }

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; }
}
