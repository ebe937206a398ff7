using System.Diagnostics;
using System.Runtime.CompilerServices;
using Akka.Persistence.Sql.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>
/// Turns a group of operations into the statements of one round trip. All appends share one statement, unless one follows an append or a deletion of
/// the same persistence id in this group: statements see what those before them did, but one statement does not see its own doing.
/// </summary>
internal sealed class GroupStatements(Func<TableSet, PostgreSqlSchema> schemaOf)
{
    private readonly ConditionalWeakTable<TableSet, Statements> _statements = [];
    private readonly List<AppendStatement?> _appends = []; // by statement; null for one that is no append
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal); // by the append statement that is open, and by deletions after it
    private AppendStatement? _open;

    /// <summary>By statement of the batch: the appends in it; null for a statement without any.</summary>
    public IReadOnlyList<AppendStatement?> Appends => _appends;

    /// <summary>Fills the batch. What was filled in before is forgotten.</summary>
    public void Fill(NpgsqlBatch batch, IReadOnlyList<WriteOperation> group)
    {
        Clear(batch);
        foreach (var operation in group)
        {
            switch (operation)
            {
                case WriteBarrier:
                    break;
                case AppendEvents append:
                    Add(batch, append);
                    break;
                case DeleteEvents delete:
                    _touched.Add(delete.PersistenceId);
                    Add(batch, StatementsFor(delete.Tables).Delete, Text(delete.PersistenceId), Number(delete.ToSequenceNr));
                    break;
                case StoreSnapshot { Row: var row }:
                    Add(batch, StatementsFor(operation.Tables).UpsertSnapshot, Text(row.PersistenceId), Number(row.SequenceNr), Number(row.Created),
                        new NpgsqlParameter<byte[]> { TypedValue = row.Payload, NpgsqlDbType = NpgsqlDbType.Bytea }, Text(row.Manifest),
                        new NpgsqlParameter { Value = (object?)row.SerializerId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
                    break;
                case RemoveSnapshots { Range: var range } remove:
                    Add(batch, StatementsFor(remove.Tables).DeleteSnapshots, Text(remove.PersistenceId), Number(range.MinSequenceNr), Number(range.MaxSequenceNr),
                        Number(range.MinCreated), Number(range.MaxCreated));
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        for (var i = 0; i < _appends.Count; i++)
        {
            if (_appends[i] is { } append) batch.BatchCommands[i] = append.Command();
        }
    }

    private void Clear(NpgsqlBatch batch)
    {
        batch.BatchCommands.Clear();
        foreach (var append in _appends)
        {
            if (append is null) continue;
            append.Clear();
            StatementsFor(append.Tables).Spare.Push(append);
        }

        _appends.Clear();
        _open = null;
    }

    private void Add(NpgsqlBatch batch, AppendEvents append)
    {
        if (_open is null || _open.IsFull || !ReferenceEquals(_open.Tables, append.Tables) || !_touched.Add(append.PersistenceId))
        {
            _open = StatementsFor(append.Tables).Spare.TryPop(out var spare) ? spare : new AppendStatement(append.Tables, schemaOf(append.Tables));
            _touched.Clear();
            _touched.Add(append.PersistenceId);
            _appends.Add(_open);
            batch.BatchCommands.Add(new NpgsqlBatchCommand()); // its place; the statement is complete when the group is
        }

        _open.Add(append);
    }

    private void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        _appends.Add(null);
    }

    private Statements StatementsFor(TableSet tables)
    {
        if (_statements.TryGetValue(tables, out var known)) return known;
        var made = new Statements(tables, schemaOf(tables));
        _statements.Add(tables, made);
        return made;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    private sealed class Statements(TableSet tables, PostgreSqlSchema schema)
    {
        /// <summary>Append statements that are not in use.</summary>
        public Stack<AppendStatement> Spare { get; } = [];

        public string Delete { get; } = tables.Journal is null ? "" : schema.Delete();

        public string UpsertSnapshot { get; } = tables.Snapshot is null ? "" : schema.UpsertSnapshot();

        public string DeleteSnapshots { get; } = tables.Snapshot is null ? "" : schema.DeleteSnapshots();
    }
}
