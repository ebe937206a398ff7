namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// The database refused an operation. Nothing of the failed operation is stored, unless <see cref="StorageUnavailableException"/>
/// says that its outcome is unknown. The subtypes name the reasons that an operator can act on.
/// </summary>
public class StorageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was tried, on which database, and what it answered.</param>
    /// <param name="innerException">The provider's own error, if there is one.</param>
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The disk, or the size that the database is allowed, is used up. Reads still work; writes work again when there is room.</summary>
/// <param name="message">What was tried, on which database, and what it answered.</param>
/// <param name="innerException">The provider's own error, if there is one.</param>
public sealed class StorageFullException(string message, Exception? innerException = null) : StorageException(message, innerException);

/// <summary>Somebody else, usually another process, held the database's write lock for longer than the busy timeout.</summary>
/// <param name="message">What was tried, on which database, and what it answered.</param>
/// <param name="innerException">The provider's own error, if there is one.</param>
public sealed class StorageLockedException(string message, Exception? innerException = null) : StorageException(message, innerException);

/// <summary>The database, its file or its folder may only be read.</summary>
/// <param name="message">What was tried, on which database, and what it answered.</param>
/// <param name="innerException">The provider's own error, if there is one.</param>
public sealed class StorageReadOnlyException(string message, Exception? innerException = null) : StorageException(message, innerException);

/// <summary>The file is damaged, or is not a database.</summary>
/// <param name="message">What was tried, on which database, and what it answered.</param>
/// <param name="innerException">The provider's own error, if there is one.</param>
public sealed class StorageCorruptException(string message, Exception? innerException = null) : StorageException(message, innerException);

/// <summary>
/// The database could not be opened or did not answer. A write that failed so while it was being committed may or may not be stored.
/// </summary>
/// <param name="message">What was tried, on which database, and what it answered.</param>
/// <param name="innerException">The provider's own error, if there is one.</param>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : StorageException(message, innerException);

/// <summary>The database does not keep up with what is written: this write was not accepted, or has waited too long without being begun. It is not stored.</summary>
public sealed class StorageOverloadedException : StorageException
{
    private StorageOverloadedException(int capacity, string message)
        : base(message) => Capacity = capacity;

    /// <summary>How many writes may wait without their makers waiting, too: the setting <c>buffer-size</c>.</summary>
    public int Capacity { get; }

    internal static StorageOverloadedException Full(int capacity) =>
        new(capacity, $"{capacity} writes are waiting for the database, which is all that buffer-size allows. Raise it, or slow the writers down.");

    internal static StorageOverloadedException Late(int capacity, int waiting, TimeSpan waited) =>
        new(capacity, $"The write has waited {waited.TotalSeconds:0.#} s for its turn, behind or among {waiting} others. The database does not keep up: slow the writers down.");
}

/// <summary>
/// The events were refused because others have been stored since this writer last read or wrote: a newer incarnation of the persistent actor
/// writes, so that this one is stale and must stop. Nothing of its append is stored.
/// </summary>
public sealed class StaleWriterException : StorageException
{
    private StaleWriterException(string persistenceId, long sequenceNr, string message, Exception? innerException)
        : base(message, innerException) => (PersistenceId, SequenceNr) = (persistenceId, sequenceNr);

    /// <summary>Whose events they are.</summary>
    public string PersistenceId { get; }

    /// <summary>The number of the first event that was refused.</summary>
    public long SequenceNr { get; }

    /// <summary>The journal does not end where the writer believes.</summary>
    internal static StaleWriterException Behind(string persistenceId, long sequenceNr, long? previous, long highest)
    {
        var known = previous is { } number && number != sequenceNr - 1 ? $" after {number}" : "";
        return new(
            persistenceId, sequenceNr,
            $"Event {sequenceNr} of '{persistenceId}' cannot be stored{known}: the highest number that is stored is {highest}. Another actor with this persistence id has written.",
            null);
    }

    /// <summary>Another transaction stored the number while this one was under way.</summary>
    internal static StaleWriterException Overtaken(string persistenceId, long sequenceNr, Exception innerException) => new(
        persistenceId, sequenceNr,
        $"Event {sequenceNr} of '{persistenceId}' cannot be stored: that number, or one after it, is taken. Another actor with this persistence id has written.",
        innerException);
}
