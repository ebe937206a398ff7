using System.Diagnostics;
using Akka.Persistence.Sql.Storage;
using SQLitePCL;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>
/// The writing connection: one transaction per group. A savepoint protects the neighbours of an operation of several statements;
/// a single statement needs none, because SQLite undoes a failed statement by itself.
/// </summary>
internal sealed class SqliteWriter : IWriteSession
{
    // Pages of 4 KiB. SQLite's own 1,000 makes every tenth or so large group pay for a checkpoint.
    private const int CheckpointPages = 4_000;
    private const int CacheKiB = 32 * 1024;

    private readonly SqliteConnectionHandle _connection;
    private readonly StorageOptions _options;
    private readonly SqliteSchema _schema;
    private readonly Lock? _turns;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _savepoint;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _undo;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement? _insertTag;
    private readonly SqliteStatement? _deleteTags;
    private readonly SqliteStatement? _insertMetadata;
    private readonly SqliteStatement? _deleteMetadata;
    private readonly SqliteStatement _highestUpTo;
    private readonly SqliteStatement _deleteBelow;
    private readonly SqliteStatement _markDeleted;
    private readonly SqliteStatement _upsertSnapshot;
    private readonly SqliteStatement _deleteSnapshots;

    public SqliteWriter(SqliteConnectionHandle connection, StorageOptions options, SqliteSchema schema, Lock? turns)
    {
        (_connection, _options, _schema, _turns) = (connection, options, schema, turns);
        Configure();
        _begin = Prepare("starting a transaction", "BEGIN IMMEDIATE");
        _commit = Prepare("committing", "COMMIT");
        _rollback = Prepare("rolling back", "ROLLBACK");
        _savepoint = Prepare("setting a savepoint", "SAVEPOINT operation");
        _release = Prepare("releasing a savepoint", "RELEASE operation");
        _undo = Prepare("going back to a savepoint", "ROLLBACK TO operation");
        _insertEvent = Prepare("writing an event", schema.InsertEvent());
        _highestUpTo = Prepare("deleting events", schema.HighestUpTo());
        _deleteBelow = Prepare("deleting events", schema.DeleteBelow());
        _markDeleted = Prepare("deleting events", schema.MarkDeleted());
        _upsertSnapshot = Prepare("writing a snapshot", schema.UpsertSnapshot());
        _deleteSnapshots = Prepare("deleting snapshots", schema.DeleteSnapshots());
        if (schema.HasTagTable)
        {
            _insertTag = Prepare("writing a tag", schema.InsertTag());
            _deleteTags = Prepare("deleting tags", schema.DeleteTags());
        }

        if (!options.DeleteCompatibility) return;
        _insertMetadata = Prepare("deleting events", schema.InsertMetadata());
        _deleteMetadata = Prepare("deleting events", schema.DeleteMetadata());
    }

    public bool IsUsable => _connection.IsUsable;

    public void Write(IReadOnlyList<WriteOperation> group)
    {
        _turns?.Enter();
        try
        {
            _begin.Execute();
            foreach (var operation in group) Apply(operation);
            _commit.Execute();
        }
        catch
        {
            // SQLite has rolled back by itself after some errors (full, I/O).
            if (!_connection.IsIdle) _rollback.TryExecute();
            throw;
        }
        finally
        {
            _turns?.Exit();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _connection.Dispose();
    }

    private void Configure()
    {
        var maxPages = _options.MaxSize is { } size ? $"PRAGMA max_page_count = {Math.Max(1, size / 4096)};" : "";
        _connection.Execute("configuring it", $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {_options.Synchronous.ToString().ToUpperInvariant()};
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            PRAGMA cache_size = -{CacheKiB};
            {maxPages}
            """);
        if (!_options.CreateTables) return;
        foreach (var sql in _schema.CreateTables()) _connection.Execute("creating tables", sql);
    }

    private SqliteStatement Prepare(string doing, string sql)
    {
        var statement = new SqliteStatement(_connection, doing, sql);
        _statements.Add(statement);
        return statement;
    }

    private void Apply(WriteOperation operation)
    {
        var several = operation is DeleteEvents || (operation is AppendEvents append && (append.Events.Length > 1 || append.Events[0].Tags is { Count: > 0 }));
        if (several) _savepoint.Execute();
        operation.Error = operation switch
        {
            AppendEvents events => Append(events),
            DeleteEvents events => Delete(events),
            StoreSnapshot snapshot => Store(snapshot.Row),
            RemoveSnapshots snapshots => Remove(snapshots),
            _ => throw new UnreachableException(),
        };
        if (!several) return;
        if (operation.Error is not null) _undo.Execute();
        _release.Execute();
    }

    private StorageException? Append(AppendEvents operation)
    {
        var id = operation.PersistenceId;
        _insertEvent.Bind(1, id);
        foreach (ref readonly var row in operation.Events)
        {
            _insertEvent.Bind(2, row.SequenceNr);
            _insertEvent.Bind(3, row.Created);
            _insertEvent.Bind(4, row.Payload);
            _insertEvent.Bind(5, row.Manifest);
            if (row.SerializerId is { } serializer) _insertEvent.Bind(6, serializer);
            else _insertEvent.BindNull(6);
            var next = 7;
            if (_options.Tables.Journal.UseWriterUuid) _insertEvent.Bind(next++, row.WriterUuid);
            if (_schema.HasTagColumn) _insertEvent.Bind(next, TagsAsText(row.Tags));
            var error = Run(_insertEvent, "writing an event", id, row.SequenceNr);
            if (error is null && _insertTag is not null && row.Tags is { Count: > 0 }) error = AppendTags(id, row.SequenceNr, row.Tags);
            if (error is not null) return error;
        }

        return null;
    }

    private StorageException? AppendTags(string id, long sequenceNr, IReadOnlyCollection<string> tags)
    {
        var ordering = raw.sqlite3_last_insert_rowid(_connection.Db);
        foreach (var tag in tags)
        {
            _insertTag!.Bind(1, ordering);
            _insertTag.Bind(2, tag);
            _insertTag.Bind(3, sequenceNr);
            _insertTag.Bind(4, id);
            if (Run(_insertTag, "writing a tag", id, sequenceNr) is { } error) return error;
        }

        return null;
    }

    private string? TagsAsText(IReadOnlyCollection<string>? tags) =>
        tags is { Count: > 0 } ? $"{_options.TagSeparator}{string.Join(_options.TagSeparator, tags)}{_options.TagSeparator}" : null;

    private StorageException? Delete(DeleteEvents operation)
    {
        _highestUpTo.Bind(1, operation.PersistenceId);
        _highestUpTo.Bind(2, operation.ToSequenceNr);
        var highest = _highestUpTo.Step() && !_highestUpTo.IsNull(0) ? _highestUpTo.Int64(0) : 0;
        _highestUpTo.Reset();
        if (highest == 0) return null;
        if (_insertMetadata is not null)
        {
            Run(_insertMetadata, operation.PersistenceId, highest);
            Run(_deleteMetadata!, operation.PersistenceId, highest);
            Run(_deleteBelow, operation.PersistenceId, highest + 1);
        }
        else
        {
            Run(_deleteBelow, operation.PersistenceId, highest);
            Run(_markDeleted, operation.PersistenceId, highest);
        }

        if (_deleteTags is not null) Run(_deleteTags, operation.PersistenceId, highest);
        return null;
    }

    private StorageException? Store(SnapshotRow row)
    {
        _upsertSnapshot.Bind(1, row.PersistenceId);
        _upsertSnapshot.Bind(2, row.SequenceNr);
        _upsertSnapshot.Bind(3, row.Created);
        _upsertSnapshot.Bind(4, row.Payload);
        _upsertSnapshot.Bind(5, row.Manifest);
        if (row.SerializerId is { } serializer) _upsertSnapshot.Bind(6, serializer);
        else _upsertSnapshot.BindNull(6);
        return Run(_upsertSnapshot, "writing a snapshot", row.PersistenceId, row.SequenceNr);
    }

    private StorageException? Remove(RemoveSnapshots operation)
    {
        _deleteSnapshots.BindRange(operation.PersistenceId, operation.Range);
        _deleteSnapshots.Execute();
        return null;
    }

    private static void Run(SqliteStatement statement, string id, long sequenceNr)
    {
        statement.Bind(1, id);
        statement.Bind(2, sequenceNr);
        statement.Execute();
    }

    /// <returns>The error, when it concerns this row alone; any other is thrown and ends the transaction.</returns>
    private StorageException? Run(SqliteStatement statement, string doing, string id, long sequenceNr)
    {
        var code = statement.TryExecute();
        if (code == raw.SQLITE_OK) return null;
        var error = _connection.Error(doing, code);
        if (!SqliteErrors.ConcernsOneRow(code) || _connection.IsIdle) throw error;
        return code is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY ? new DuplicateSequenceNrException(id, sequenceNr, error) : error;
    }
}
