namespace Akka.Persistence;

/// <summary>Which snapshot it is.</summary>
public sealed record SnapshotMetadata
{
    /// <summary>Creates the description.</summary>
    /// <param name="persistenceId">Whose snapshot.</param>
    /// <param name="sequenceNr">The number of the last event that it contains.</param>
    /// <param name="timestamp">When it was taken (UTC).</param>
    public SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp)
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
        Timestamp = timestamp;
    }

    /// <summary>Orders by persistence id, then by number, then by time.</summary>
    public static IComparer<SnapshotMetadata> Comparer { get; } = Comparer<SnapshotMetadata>.Create(static (a, b) =>
    {
        var order = string.CompareOrdinal(a.PersistenceId, b.PersistenceId);
        if (order == 0) order = a.SequenceNr.CompareTo(b.SequenceNr);
        return order != 0 ? order : a.Timestamp.CompareTo(b.Timestamp);
    });

    /// <summary>Whose snapshot.</summary>
    public string PersistenceId { get; }

    /// <summary>The number of the last event that it contains.</summary>
    public long SequenceNr { get; }

    /// <summary>When it was taken (UTC).</summary>
    public DateTime Timestamp { get; }
}

/// <summary>A snapshot with its description.</summary>
public sealed record SelectedSnapshot
{
    /// <summary>Creates the pair.</summary>
    /// <param name="metadata">Which snapshot it is.</param>
    /// <param name="snapshot">The state.</param>
    public SelectedSnapshot(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    /// <summary>Which snapshot it is.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>The state.</summary>
    public object Snapshot { get; }
}

/// <summary>Offers a persistent actor its snapshot at the start of its recovery. The events after it follow.</summary>
public sealed record SnapshotOffer
{
    /// <summary>Creates the offer.</summary>
    /// <param name="metadata">Which snapshot it is.</param>
    /// <param name="snapshot">The state.</param>
    public SnapshotOffer(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    /// <summary>Which snapshot it is.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>The state.</summary>
    public object Snapshot { get; }
}

/// <summary>Selects snapshots by number and time; all bounds are inclusive.</summary>
public sealed record SnapshotSelectionCriteria
{
    /// <summary>Selects snapshots up to a number.</summary>
    /// <param name="maxSequenceNr">Highest number.</param>
    public SnapshotSelectionCriteria(long maxSequenceNr)
        : this(maxSequenceNr, DateTime.MaxValue)
    {
    }

    /// <summary>Selects snapshots by number and time.</summary>
    /// <param name="maxSequenceNr">Highest number.</param>
    /// <param name="maxTimeStamp">Latest time (UTC).</param>
    /// <param name="minSequenceNr">Lowest number.</param>
    /// <param name="minTimestamp">Earliest time (UTC); null for no bound.</param>
    public SnapshotSelectionCriteria(long maxSequenceNr, DateTime maxTimeStamp, long minSequenceNr = 0, DateTime? minTimestamp = null)
    {
        MaxSequenceNr = maxSequenceNr;
        MaxTimeStamp = maxTimeStamp;
        MinSequenceNr = minSequenceNr;
        MinTimestamp = minTimestamp ?? DateTime.MinValue;
    }

    /// <summary>Selects all; the newest is loaded.</summary>
    public static SnapshotSelectionCriteria Latest { get; } = new(long.MaxValue);

    /// <summary>Selects none.</summary>
    public static SnapshotSelectionCriteria None { get; } = new(0, DateTime.MinValue);

    /// <summary>Highest number.</summary>
    public long MaxSequenceNr { get; }

    /// <summary>Latest time (UTC).</summary>
    public DateTime MaxTimeStamp { get; }

    /// <summary>Lowest number.</summary>
    public long MinSequenceNr { get; }

    /// <summary>Earliest time (UTC).</summary>
    public DateTime? MinTimestamp { get; }

    internal SnapshotSelectionCriteria Limit(long toSequenceNr) =>
        toSequenceNr < MaxSequenceNr ? new SnapshotSelectionCriteria(toSequenceNr, MaxTimeStamp, MinSequenceNr, MinTimestamp) : this;

    internal bool Matches(SnapshotMetadata metadata) =>
        metadata.SequenceNr <= MaxSequenceNr && metadata.SequenceNr >= MinSequenceNr && metadata.Timestamp <= MaxTimeStamp && metadata.Timestamp >= MinTimestamp;
}
