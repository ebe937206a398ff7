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

/// <summary>Too many writes wait for the database already; this one was not accepted.</summary>
/// <param name="capacity">How many writes may wait: the setting <c>buffer-size</c>.</param>
public sealed class StorageOverloadedException(int capacity)
    : StorageException($"{capacity} writes are waiting for the database, which is all that buffer-size allows. Raise it, or slow the writers down.")
{
    /// <summary>How many writes may wait.</summary>
    public int Capacity { get; } = capacity;
}

/// <summary>
/// An event with this persistence id and sequence number is stored already: two actors with one persistence id write at once.
/// </summary>
/// <param name="persistenceId">Whose event it is.</param>
/// <param name="sequenceNr">The number that is taken.</param>
/// <param name="innerException">The provider's own error, if there is one.</param>
public sealed class DuplicateSequenceNrException(string persistenceId, long sequenceNr, Exception? innerException = null)
    : StorageException($"Event {sequenceNr} of '{persistenceId}' is stored already. Is another actor with this persistence id running?", innerException)
{
    /// <summary>Whose event it is.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>The number that is taken.</summary>
    public long SequenceNr { get; } = sequenceNr;
}
