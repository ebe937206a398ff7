namespace Akka.Persistence;

/// <summary>The snapshot is stored. Sent to the persistent actor as a command.</summary>
public sealed record SaveSnapshotSuccess : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="metadata">Which snapshot.</param>
    public SaveSnapshotSuccess(SnapshotMetadata metadata) => Metadata = metadata;

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }
}

/// <summary>The snapshot could not be stored. Sent to the persistent actor as a command.</summary>
public sealed record SaveSnapshotFailure : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="metadata">Which snapshot.</param>
    /// <param name="cause">Why.</param>
    public SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause)
    {
        Metadata = metadata;
        Cause = cause;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }
}

/// <summary>The snapshot is deleted. Sent to the persistent actor as a command.</summary>
public sealed record DeleteSnapshotSuccess : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="metadata">Which snapshot.</param>
    public DeleteSnapshotSuccess(SnapshotMetadata metadata) => Metadata = metadata;

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }
}

/// <summary>The snapshot could not be deleted. Sent to the persistent actor as a command.</summary>
public sealed record DeleteSnapshotFailure : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="metadata">Which snapshot.</param>
    /// <param name="cause">Why.</param>
    public DeleteSnapshotFailure(SnapshotMetadata metadata, Exception cause)
    {
        Metadata = metadata;
        Cause = cause;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }
}

/// <summary>The snapshots are deleted. Sent to the persistent actor as a command.</summary>
public sealed record DeleteSnapshotsSuccess : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="criteria">Which snapshots.</param>
    public DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria) => Criteria = criteria;

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; }
}

/// <summary>The snapshots could not be deleted. Sent to the persistent actor as a command.</summary>
public sealed record DeleteSnapshotsFailure : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="criteria">Which snapshots.</param>
    /// <param name="cause">Why.</param>
    public DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause)
    {
        Criteria = criteria;
        Cause = cause;
    }

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; }

    /// <summary>Why.</summary>
    public Exception Cause { get; }
}

/// <summary>The snapshot could not be loaded.</summary>
public sealed record LoadSnapshotFailed : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="cause">Why.</param>
    public LoadSnapshotFailed(Exception cause) => Cause = cause;

    /// <summary>Why.</summary>
    public Exception Cause { get; }
}

/// <summary>The snapshot asked for, or the news that there is none.</summary>
public sealed record LoadSnapshotResult : ISnapshotResponse
{
    /// <summary>Creates the message.</summary>
    /// <param name="snapshot">The snapshot; null when none meets the criteria.</param>
    /// <param name="toSequenceNr">Highest number that counts, inclusive.</param>
    public LoadSnapshotResult(SelectedSnapshot? snapshot, long toSequenceNr)
        : this(snapshot, toSequenceNr, skipped: 0)
    {
    }

    internal LoadSnapshotResult(SelectedSnapshot? snapshot, long toSequenceNr, int skipped)
    {
        Snapshot = snapshot;
        ToSequenceNr = toSequenceNr;
        Skipped = skipped;
    }

    /// <summary>The snapshot; null when none meets the criteria.</summary>
    public SelectedSnapshot? Snapshot { get; }

    /// <summary>Highest number that counts, inclusive.</summary>
    public long ToSequenceNr { get; }

    /// <summary>How many newer snapshots could not be read: the events after this one must then all be there.</summary>
    internal int Skipped { get; }
}
