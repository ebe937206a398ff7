using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Storage;

/// <summary>How an operation ended: not yet, stored, or refused with an error.</summary>
internal sealed class Outcome
{
    public bool IsCompleted { get; private set; }

    public StorageException? Error { get; private set; }

    public void Complete(StorageException? error)
    {
        Assert.False(IsCompleted, "completed twice");
        IsCompleted = true;
        Error = error;
    }

    public void AssertStored()
    {
        Assert.True(IsCompleted, "not completed");
        Assert.Null(Error);
    }

    public T AssertFailed<T>()
        where T : StorageException
    {
        Assert.True(IsCompleted, "not completed");
        return Assert.IsType<T>(Error);
    }
}

internal sealed class Append(TableSet tables, string persistenceId, params EventRow[] rows) : AppendEvents(tables)
{
    public Outcome Outcome { get; } = new();

    /// <summary>What the writer believes to be the highest number stored; null for one that does not say.</summary>
    public long? Previous { get; init; }

    public bool IsAlone { get; init; }

    internal override string PersistenceId => persistenceId;

    internal override bool IsOneOfItsMaker => IsAlone;

    internal override long? PreviousSequenceNr => Previous;

    internal override ReadOnlySpan<EventRow> Events => rows;

    protected override void Completed(StorageException? error) => Outcome.Complete(error);
}

internal sealed class Delete(TableSet tables, string persistenceId, long toSequenceNr) : DeleteEvents(tables, persistenceId, toSequenceNr)
{
    public Outcome Outcome { get; } = new();

    protected override void Completed(StorageException? error) => Outcome.Complete(error);
}

internal sealed class Save(TableSet tables, SnapshotRow row) : StoreSnapshot(tables, row)
{
    public Outcome Outcome { get; } = new();

    protected override void Completed(StorageException? error) => Outcome.Complete(error);
}

internal sealed class Remove(TableSet tables, string persistenceId, SnapshotRange range) : RemoveSnapshots(tables, persistenceId, range)
{
    public Outcome Outcome { get; } = new();

    protected override void Completed(StorageException? error) => Outcome.Complete(error);
}
