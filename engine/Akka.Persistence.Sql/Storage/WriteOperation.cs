namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// One unit of writing: it is stored whole or not at all, and it fails alone when only it is at fault. The writer owns it from
/// <see cref="GroupCommitQueue.TryEnqueue"/> until it calls <see cref="Completed"/>, exactly once, after the commit returned or failed, or has
/// taken too long.
/// </summary>
internal abstract class WriteOperation(TableSet tables)
{
    private bool _isCompleted;

    /// <summary>Where it is stored.</summary>
    internal TableSet Tables { get; } = tables;

    /// <summary>Why this operation alone was left out of the transaction; null when it is part of it.</summary>
    internal StorageException? Error { get; set; }

    /// <summary>
    /// True when its maker has no other one waiting, so that there are never more of them than makers: it waits in line for as long as it takes, up to
    /// the writer's timeout, where others are refused when the queue is full.
    /// </summary>
    internal virtual bool IsOneOfItsMaker => false;

    /// <summary>When it was queued, on the clock of the queue.</summary>
    internal TimeSpan QueuedAt { get; set; }

    /// <summary>Ends the operation, unless it has ended already.</summary>
    internal void Complete(StorageException? error)
    {
        if (Interlocked.Exchange(ref _isCompleted, true)) return;
        Completed(error);
    }

    /// <summary>Called on the writer's thread; must not block or throw. <paramref name="error"/> is null when the data is on disk.</summary>
    protected abstract void Completed(StorageException? error);
}

/// <summary>Appends events of one persistence id.</summary>
internal abstract class AppendEvents(TableSet tables) : WriteOperation(tables)
{
    internal abstract string PersistenceId { get; }

    /// <summary>
    /// The highest number that the writer knows to be stored, which must be the highest still; null when it does not know, then all that are
    /// stored must be lower than the first of <see cref="Events"/>. So a writer that another one has overtaken is refused.
    /// </summary>
    internal virtual long? PreviousSequenceNr => null;

    /// <summary>At least one, numbers rising.</summary>
    internal abstract ReadOnlySpan<EventRow> Events { get; }
}

/// <summary>Deletes the events of one persistence id up to and including a number. The highest number stays known.</summary>
internal abstract class DeleteEvents(TableSet tables, string persistenceId, long toSequenceNr) : WriteOperation(tables)
{
    internal string PersistenceId { get; } = persistenceId;

    internal long ToSequenceNr { get; } = toSequenceNr;
}

/// <summary>Stores a snapshot, in place of one with the same number if there is one.</summary>
internal abstract class StoreSnapshot(TableSet tables, SnapshotRow row) : WriteOperation(tables)
{
    internal SnapshotRow Row { get; } = row;
}

/// <summary>Deletes the snapshots of one persistence id in a range.</summary>
internal abstract class RemoveSnapshots(TableSet tables, string persistenceId, SnapshotRange range) : WriteOperation(tables)
{
    internal string PersistenceId { get; } = persistenceId;

    internal SnapshotRange Range { get; } = range;
}

/// <summary>Writes nothing; completed when everything queued before it is on disk and the tables exist.</summary>
internal abstract class WriteBarrier(TableSet tables) : WriteOperation(tables);
