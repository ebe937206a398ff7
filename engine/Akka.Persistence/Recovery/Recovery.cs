namespace Akka.Persistence;

/// <summary>How a persistent actor recovers: from which snapshot, and up to which event.</summary>
public sealed class Recovery
{
    /// <summary>From the newest snapshot, then all events.</summary>
    public Recovery()
        : this(SnapshotSelectionCriteria.Latest, long.MaxValue, long.MaxValue)
    {
    }

    /// <summary>From the newest snapshot that meets the criteria, then all events.</summary>
    /// <param name="fromSnapshot">Which snapshots may be used.</param>
    public Recovery(SnapshotSelectionCriteria fromSnapshot)
        : this(fromSnapshot, long.MaxValue, long.MaxValue)
    {
    }

    /// <summary>From the newest snapshot that meets the criteria, then the events up to a number.</summary>
    /// <param name="fromSnapshot">Which snapshots may be used.</param>
    /// <param name="toSequenceNr">Number of the last event to replay, inclusive.</param>
    public Recovery(SnapshotSelectionCriteria fromSnapshot, long toSequenceNr)
        : this(fromSnapshot, toSequenceNr, long.MaxValue)
    {
    }

    /// <summary>From the newest snapshot that meets the criteria, then so many events up to a number.</summary>
    /// <param name="fromSnapshot">Which snapshots may be used; null for the newest.</param>
    /// <param name="toSequenceNr">Number of the last event to replay, inclusive.</param>
    /// <param name="replayMax">At most so many events are replayed.</param>
    public Recovery(SnapshotSelectionCriteria? fromSnapshot = null, long toSequenceNr = long.MaxValue, long replayMax = long.MaxValue)
    {
        FromSnapshot = fromSnapshot ?? SnapshotSelectionCriteria.Latest;
        ToSequenceNr = toSequenceNr;
        ReplayMax = replayMax;
    }

    /// <summary>From the newest snapshot, then all events.</summary>
    public static Recovery Default { get; } = new();

    /// <summary>Nothing is replayed; only the highest sequence number is read, so that new events continue the numbering.</summary>
    public static Recovery None { get; } = new(SnapshotSelectionCriteria.None, 0, 0);

    /// <summary>Which snapshots may be used.</summary>
    public SnapshotSelectionCriteria FromSnapshot { get; }

    /// <summary>Number of the last event to replay, inclusive.</summary>
    public long ToSequenceNr { get; }

    /// <summary>At most so many events are replayed.</summary>
    public long ReplayMax { get; }
}

/// <summary>Says how an actor recovers.</summary>
public interface IPersistenceRecovery
{
    /// <summary>How the actor recovers.</summary>
    Recovery Recovery { get; }
}

/// <summary>Told to a persistent actor after its last replayed event and before its first command.</summary>
public sealed class RecoveryCompleted
{
    /// <summary>The only instance.</summary>
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted()
    {
    }
}
