namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// One kind of database. Everything that is particular to it (connections, SQL, error codes) is behind this interface; opening is
/// cheap enough to be tried again for every group of writes while the database is away.
/// </summary>
internal interface IStorageProvider : IDisposable
{
    /// <summary>What to call the database in messages, without secrets.</summary>
    string Name { get; }

    /// <summary>
    /// True when the database can be away for a moment, and what failed so may be tried again. Of a group of writes whose outcome is unknown, what is stored
    /// already is recognised, so that nothing is stored twice and nothing of it is refused.
    /// </summary>
    bool RepeatsWhenAway { get; }

    /// <summary>True when several connections can write at once.</summary>
    bool WritesInParallel { get; }

    /// <summary>Opens a connection for writing.</summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    IWriteSession OpenWriter();

    /// <summary>Opens a connection for reading. It sees what was committed before each call.</summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    IReadSession OpenReader();
}

/// <summary>A writing connection. Used by one thread at a time.</summary>
internal interface IWriteSession : IDisposable
{
    /// <summary>
    /// Applies the group in one transaction and returns when it is on disk. An operation that alone is at fault (a number taken already,
    /// a value too large) gets its <see cref="WriteOperation.Error"/> and leaves nothing behind; its neighbours are stored.
    /// </summary>
    /// <param name="group">The operations, in order.</param>
    /// <param name="isRepeated">True when it was tried before, and may have been stored.</param>
    /// <exception cref="StorageException">Nothing of the group was stored; or, when the database was lost meanwhile, nobody knows.</exception>
    void Write(IReadOnlyList<WriteOperation> group, bool isRepeated);

    /// <summary>False after a failure that calls for a new connection.</summary>
    bool IsUsable { get; }
}

/// <summary>A reading connection. Used by one thread at a time.</summary>
internal interface IReadSession : IDisposable
{
    /// <summary>The highest sequence number ever stored for the id, also when its event has been deleted since; 0 when there is none.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    long HighestSequenceNr(TableSet tables, string persistenceId);

    /// <summary>Puts at most <paramref name="limit"/> events, in order, in place of what <paramref name="into"/> holds.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    void ReadEvents(TableSet tables, string persistenceId, long fromSequenceNr, long toSequenceNr, int limit, List<EventRow> into);

    /// <summary>The snapshot with the highest number in the range, or null.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    SnapshotRow? ReadSnapshot(TableSet tables, string persistenceId, SnapshotRange range);

    /// <summary>False after a failure that calls for a new connection.</summary>
    bool IsUsable { get; }
}
