using System.Diagnostics;
using System.Runtime.CompilerServices;
using Akka.Persistence.Sql.Storage;

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
    private readonly Lock? _turns;
    private readonly ConditionalWeakTable<TableSet, SqliteTableWriter> _tables = [];
    private readonly List<SqliteTableWriter> _tableWriters = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _savepoint;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _undo;

    public SqliteWriter(SqliteConnectionHandle connection, DatabaseOptions options, Lock? turns)
    {
        _connection = connection;
        _turns = turns;
        var maxPages = options.MaxSize is { } size ? $"PRAGMA max_page_count = {Math.Max(1, size / 4096)};" : "";
        connection.Execute("configuring it", $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {options.Synchronous.ToString().ToUpperInvariant()};
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            PRAGMA cache_size = -{CacheKiB};
            {maxPages}
            """);
        _begin = new SqliteStatement(connection, "starting a transaction", "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "committing", "COMMIT");
        _rollback = new SqliteStatement(connection, "rolling back", "ROLLBACK");
        _savepoint = new SqliteStatement(connection, "setting a savepoint", "SAVEPOINT operation");
        _release = new SqliteStatement(connection, "releasing a savepoint", "RELEASE operation");
        _undo = new SqliteStatement(connection, "going back to a savepoint", "ROLLBACK TO operation");
    }

    public bool IsUsable => _connection.IsUsable;

    public void Write(IReadOnlyList<WriteOperation> group, bool isRepeated)
    {
        _turns?.Enter();
        try
        {
            // Tables are created here, outside of the transaction, so that a rollback leaves them.
            foreach (var operation in group) WriterFor(operation.Tables);
            if (group.Count == 1 && group[0] is WriteBarrier) return;
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
        foreach (var writer in _tableWriters) writer.Dispose();
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_begin, _commit, _rollback, _savepoint, _release, _undo]) statement.Dispose();
        _connection.Dispose();
    }

    private SqliteTableWriter WriterFor(TableSet tables)
    {
        if (_tables.TryGetValue(tables, out var known)) return known;
        var schema = new SqliteSchema(tables);
        if (tables.Create)
        {
            foreach (var sql in schema.CreateTables()) _connection.Execute("creating tables", sql);
        }

        var made = new SqliteTableWriter(_connection, tables, schema);
        _tables.Add(tables, made);
        _tableWriters.Add(made);
        return made;
    }

    private void Apply(WriteOperation operation)
    {
        if (operation is WriteBarrier) return;
        var writer = WriterFor(operation.Tables);
        var several = operation is DeleteEvents || (operation is AppendEvents append && (append.Events.Length > 1 || append.Events[0].Tags is { Count: > 0 }));
        if (several) _savepoint.Execute();
        operation.Error = operation switch
        {
            AppendEvents events => writer.Append(events),
            DeleteEvents events => writer.Delete(events),
            StoreSnapshot snapshot => writer.Store(snapshot.Row),
            RemoveSnapshots snapshots => writer.Remove(snapshots),
            _ => throw new UnreachableException(),
        };
        if (!several) return;
        if (operation.Error is not null) _undo.Execute();
        _release.Execute();
    }
}
