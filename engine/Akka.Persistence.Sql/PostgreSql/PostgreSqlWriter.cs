using System.Runtime.CompilerServices;
using Akka.Persistence.Sql.Storage;
using Npgsql;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>
/// A writing connection: one round trip per group, which is one transaction because its statements share one synchronisation point.
/// </summary>
/// <remarks>
/// When another node's transaction stores the same number first, or a value is refused, the group fails as a whole: it is tried once more, which
/// leaves out what has lost meanwhile, and then operation by operation. A connection that the server has closed is replaced and the group sent again;
/// that is safe although the first attempt may have been stored, because an append that is stored already is recognised by its writer and
/// number, and the other operations can be repeated.
/// </remarks>
internal sealed class PostgreSqlWriter : IWriteSession
{
    private readonly PostgreSqlProvider _provider;
    private readonly DatabaseOptions _options;
    private readonly GroupStatements _statements;
    private readonly ConditionalWeakTable<TableSet, PostgreSqlSchema> _schemas = [];
    private readonly WriteOperation[] _single = new WriteOperation[1];
    private NpgsqlConnection _connection;

    public PostgreSqlWriter(PostgreSqlProvider provider, DatabaseOptions options)
    {
        (_provider, _options) = (provider, options);
        _statements = new GroupStatements(SchemaOf);
        _connection = Connect();
    }

    public bool IsUsable { get; private set; } = true;

    public void Write(IReadOnlyList<WriteOperation> group, bool isRepeated)
    {
        try
        {
            WriteOnce(group, isRepeated, isLastTry: false);
        }
        catch (Exception lost) when (PostgreSqlErrors.IsDisconnection(lost))
        {
            Repeat(group);
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Repeat(IReadOnlyList<WriteOperation> group)
    {
        try
        {
            _connection.Dispose();
            _connection = Connect();
            WriteOnce(group, isRepeated: true, isLastTry: true);
        }
        catch
        {
            IsUsable = false;
            throw;
        }
    }

    private void WriteOnce(IReadOnlyList<WriteOperation> group, bool isRepeated, bool isLastTry)
    {
        try
        {
            foreach (var operation in group) SchemaOf(operation.Tables);
            Apply(group, isRepeated);
        }
        catch (PostgresException refused) when (PostgreSqlErrors.ConcernsOneOperation(refused))
        {
            ApplyOneByOne(group, isRepeated);
        }
        catch (Exception e) when (isLastTry || !PostgreSqlErrors.IsDisconnection(e))
        {
            IsUsable = PostgreSqlErrors.IsUsableAfter(e, _connection);
            throw _provider.Error("writing", e);
        }
    }

    private void ApplyOneByOne(IReadOnlyList<WriteOperation> group, bool isRepeated)
    {
        try
        {
            Apply(group, isRepeated);
            return;
        }
        catch (PostgresException refused) when (PostgreSqlErrors.ConcernsOneOperation(refused))
        {
            // One of them is at fault itself.
        }

        foreach (var operation in group)
        {
            try
            {
                _single[0] = operation;
                Apply(_single, isRepeated);
            }
            catch (PostgresException refused) when (PostgreSqlErrors.ConcernsOneOperation(refused))
            {
                operation.Error = refused.SqlState == PostgresErrorCodes.UniqueViolation && operation is AppendEvents append
                    ? StaleWriterException.Overtaken(append.PersistenceId, append.Events[0].SequenceNr, _provider.Error("writing", refused))
                    : _provider.Error("writing", refused);
            }
        }
    }

    private void Apply(IReadOnlyList<WriteOperation> group, bool isRepeated)
    {
        using var batch = new NpgsqlBatch(_connection);
        _statements.Fill(batch, group);
        if (batch.BatchCommands.Count == 0) return;
        foreach (var operation in group) operation.Error = null;
        using var reader = batch.ExecuteReader();
        for (var statement = 0; statement < _statements.Appends.Count; statement++)
        {
            // Only appends have rows: the result sets are theirs.
            if (_statements.Appends[statement] is not { } appends) continue;
            while (reader.Read())
            {
                var append = appends.Appends[(int)reader.GetInt64(0) - 1];
                var highest = reader.GetInt64(1);
                var isOurs = isRepeated && highest == append.Events[^1].SequenceNr
                    && append.Events[^1].WriterUuid is { Length: > 0 } writer && !reader.IsDBNull(2) && reader.GetString(2) == writer;
                if (!isOurs) append.Error = StaleWriterException.Behind(append.PersistenceId, append.Events[0].SequenceNr, append.PreviousSequenceNr, highest);
            }

            reader.NextResult();
        }
    }

    private PostgreSqlSchema SchemaOf(TableSet tables)
    {
        if (_schemas.TryGetValue(tables, out var known)) return known;
        var schema = new PostgreSqlSchema(tables, _options.IdentityColumns);
        if (tables.Create) PostgreSqlTables.Create(_connection, schema);
        _schemas.Add(tables, schema);
        return schema;
    }

    // A statement that waits for the transaction of a node that does not go on gives up well before the whole group does.
    private NpgsqlConnection Connect() => _provider.Connect($"SET lock_timeout = {Math.Max(1, (long)_options.CommandTimeout.TotalMilliseconds / 4)};");
}
