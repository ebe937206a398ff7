using Akka.Persistence.Sql.Storage;
using SQLitePCL;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>The prepared statements that write one set of tables. Errors that concern one operation alone are returned, others thrown.</summary>
internal sealed class SqliteTableWriter : IDisposable
{
    private readonly SqliteConnectionHandle _connection;
    private readonly TableSet _tables;
    private readonly SqliteSchema _schema;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement? _insertEvent;
    private readonly SqliteStatement? _insertTag;
    private readonly SqliteStatement? _deleteTags;
    private readonly SqliteStatement? _insertMetadata;
    private readonly SqliteStatement? _deleteMetadata;
    private readonly SqliteStatement? _highest;
    private readonly SqliteStatement? _highestUpTo;
    private readonly SqliteStatement? _deleteBelow;
    private readonly SqliteStatement? _markDeleted;
    private readonly SqliteStatement? _upsertSnapshot;
    private readonly SqliteStatement? _deleteSnapshots;

    public SqliteTableWriter(SqliteConnectionHandle connection, TableSet tables, SqliteSchema schema)
    {
        (_connection, _tables, _schema) = (connection, tables, schema);
        if (tables.Snapshot is not null)
        {
            _upsertSnapshot = Prepare("writing a snapshot", schema.UpsertSnapshot());
            _deleteSnapshots = Prepare("deleting snapshots", schema.DeleteSnapshots());
        }

        if (tables.Journal is null) return;
        _insertEvent = Prepare("writing an event", schema.InsertEvent());
        _highest = Prepare("writing an event", schema.Highest());
        _highestUpTo = Prepare("deleting events", schema.HighestUpTo());
        _deleteBelow = Prepare("deleting events", schema.DeleteBelow());
        _markDeleted = Prepare("deleting events", schema.MarkDeleted());
        if (schema.HasTagTable)
        {
            _insertTag = Prepare("writing a tag", schema.InsertTag());
            _deleteTags = Prepare("deleting tags", schema.DeleteTags());
        }

        if (!tables.DeleteCompatibility) return;
        _insertMetadata = Prepare("deleting events", schema.InsertMetadata());
        _deleteMetadata = Prepare("deleting events", schema.DeleteMetadata());
    }

    public StorageException? Append(AppendEvents operation)
    {
        var id = operation.PersistenceId;
        var rows = operation.Events;
        var highest = Highest(id);
        if (operation.PreviousSequenceNr is { } previous ? highest != previous : highest >= rows[0].SequenceNr)
        {
            return StaleWriterException.Behind(id, rows[0].SequenceNr, operation.PreviousSequenceNr, highest);
        }

        var insert = _insertEvent!;
        insert.Bind(1, id);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            ref readonly var before = ref rows[Math.Max(0, i - 1)];
            var isFirst = i == 0;
            // Parameters keep their values from row to row, and most rows of a batch differ in number and payload only.
            insert.Bind(2, row.SequenceNr);
            insert.Bind(4, row.Payload);
            if (isFirst || row.Created != before.Created) insert.Bind(3, row.Created);
            if (isFirst || row.Manifest != before.Manifest) insert.Bind(5, row.Manifest);
            if (isFirst || row.SerializerId != before.SerializerId) BindSerializer(insert, row.SerializerId);
            var next = 7;
            if (_tables.Journal!.UseWriterUuid)
            {
                if (isFirst || row.WriterUuid != before.WriterUuid) insert.Bind(next, row.WriterUuid);
                next++;
            }

            if (_schema.HasTagColumn) insert.Bind(next, _tables.TagsAsText(row.Tags));
            var error = Run(insert, "writing an event", id, row.SequenceNr);
            if (error is null && _insertTag is not null && row.Tags is { Count: > 0 }) error = AppendTags(id, row.SequenceNr, row.Tags);
            if (error is not null) return error;
        }

        return null;
    }

    public StorageException? Delete(DeleteEvents operation)
    {
        var find = _highestUpTo!;
        find.Bind(1, operation.PersistenceId);
        find.Bind(2, operation.ToSequenceNr);
        var highest = find.Step() && !find.IsNull(0) ? find.Int64(0) : 0;
        find.Reset();
        if (highest == 0) return null;
        if (_insertMetadata is not null)
        {
            Run(_insertMetadata, operation.PersistenceId, highest);
            Run(_deleteMetadata!, operation.PersistenceId, highest);
            Run(_deleteBelow!, operation.PersistenceId, highest + 1);
        }
        else
        {
            Run(_deleteBelow!, operation.PersistenceId, highest);
            Run(_markDeleted!, operation.PersistenceId, highest);
        }

        if (_deleteTags is not null) Run(_deleteTags, operation.PersistenceId, highest);
        return null;
    }

    public StorageException? Store(SnapshotRow row)
    {
        var upsert = _upsertSnapshot!;
        upsert.Bind(1, row.PersistenceId);
        upsert.Bind(2, row.SequenceNr);
        upsert.Bind(3, row.Created);
        upsert.Bind(4, row.Payload);
        upsert.Bind(5, row.Manifest);
        BindSerializer(upsert, row.SerializerId);
        return Run(upsert, "writing a snapshot", row.PersistenceId, row.SequenceNr);
    }

    public StorageException? Remove(RemoveSnapshots operation)
    {
        _deleteSnapshots!.BindRange(operation.PersistenceId, operation.Range);
        _deleteSnapshots.Execute();
        return null;
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
    }

    private long Highest(string id)
    {
        _highest!.Bind(1, id);
        var number = _highest.Step() ? _highest.Int64(0) : 0;
        _highest.Reset();
        return number;
    }

    private SqliteStatement Prepare(string doing, string sql)
    {
        var statement = new SqliteStatement(_connection, doing, sql);
        _statements.Add(statement);
        return statement;
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

    private static void BindSerializer(SqliteStatement statement, int? serializer)
    {
        if (serializer is { } number) statement.Bind(6, number);
        else statement.BindNull(6);
    }

    private static void Run(SqliteStatement statement, string id, long sequenceNr)
    {
        statement.Bind(1, id);
        statement.Bind(2, sequenceNr);
        statement.Execute();
    }

    private StorageException? Run(SqliteStatement statement, string doing, string id, long sequenceNr)
    {
        var code = statement.TryExecute();
        if (code == raw.SQLITE_OK) return null;
        var error = _connection.Error(doing, code);
        if (!SqliteErrors.ConcernsOneRow(code) || _connection.IsIdle) throw error;
        return code is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY ? StaleWriterException.Overtaken(id, sequenceNr, error) : error;
    }
}
