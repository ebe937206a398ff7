using System.Runtime.CompilerServices;
using Akka.Persistence.Sql.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>Reads on a connection of its own. One that the server has closed is replaced, and the read made again.</summary>
internal sealed class PostgreSqlReader : IReadSession
{
    private readonly PostgreSqlProvider _provider;
    private readonly ConditionalWeakTable<TableSet, Commands> _commands = [];
    private NpgsqlConnection _connection;
    private readonly RepeatedText _manifest = new();
    private readonly RepeatedText _writer = new();

    public PostgreSqlReader(PostgreSqlProvider provider)
    {
        _provider = provider;
        _connection = provider.Connect();
    }

    public bool IsUsable { get; private set; } = true;

    public long HighestSequenceNr(TableSet tables, string persistenceId) => Run("reading the highest sequence number", () =>
    {
        var command = CommandsFor(tables).Highest!;
        Set(command, 0, persistenceId);
        return (long)command.ExecuteScalar()!;
    });

    public void ReadEvents(TableSet tables, string persistenceId, long fromSequenceNr, long toSequenceNr, int limit, List<EventRow> into) => Run("reading events", () =>
    {
        into.Clear();
        var command = CommandsFor(tables).Events!;
        Set(command, 0, persistenceId);
        Set(command, 1, fromSequenceNr);
        Set(command, 2, toSequenceNr);
        Set(command, 3, limit);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            into.Add(new EventRow
            {
                SequenceNr = reader.GetInt64(0),
                Created = reader.GetInt64(1),
                Payload = reader.GetFieldValue<byte[]>(2),
                Manifest = _manifest.Read(reader, 3),
                SerializerId = reader.IsDBNull(4) ? null : reader.GetInt32(4),
                WriterUuid = _writer.Read(reader, 5),
            });
        }

        return into.Count;
    });

    public SnapshotRow? ReadSnapshot(TableSet tables, string persistenceId, SnapshotRange range) => Run("reading a snapshot", () =>
    {
        var command = CommandsFor(tables).Snapshot!;
        Set(command, 0, persistenceId);
        Set(command, 1, range.MinSequenceNr);
        Set(command, 2, range.MaxSequenceNr);
        Set(command, 3, range.MinCreated);
        Set(command, 4, range.MaxCreated);
        using var reader = command.ExecuteReader();
        return !reader.Read() ? null : new SnapshotRow
        {
            PersistenceId = persistenceId,
            SequenceNr = reader.GetInt64(0),
            Created = reader.GetInt64(1),
            Payload = reader.GetFieldValue<byte[]>(2),
            Manifest = reader.IsDBNull(3) ? "" : reader.GetString(3),
            SerializerId = reader.IsDBNull(4) ? null : reader.GetInt32(4),
        };
    });

    public void Dispose() => _connection.Dispose();

    private T Run<T>(string doing, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception lost) when (PostgreSqlErrors.IsDisconnection(lost))
        {
            return RunAgain(doing, read);
        }
        catch (Exception e)
        {
            // Whatever the driver throws.
            IsUsable = PostgreSqlErrors.IsUsableAfter(e, _connection);
            throw _provider.Error(doing, e);
        }
    }

    private T RunAgain<T>(string doing, Func<T> read)
    {
        try
        {
            _connection.Dispose();
            _commands.Clear();
            _connection = _provider.Connect();
            return read();
        }
        catch (Exception e)
        {
            IsUsable = false;
            throw _provider.Error(doing, e);
        }
    }

    private static void Set(NpgsqlCommand command, int parameter, string value) => ((NpgsqlParameter<string>)command.Parameters[parameter]).TypedValue = value;

    private static void Set(NpgsqlCommand command, int parameter, long value) => ((NpgsqlParameter<long>)command.Parameters[parameter]).TypedValue = value;

    private Commands CommandsFor(TableSet tables)
    {
        if (_commands.TryGetValue(tables, out var known)) return known;
        var made = new Commands(_connection, tables);
        _commands.Add(tables, made);
        return made;
    }

    private sealed class Commands
    {
        public Commands(NpgsqlConnection connection, TableSet tables)
        {
            var schema = new PostgreSqlSchema(tables, identityColumns: false);
            if (tables.Journal is not null)
            {
                Highest = Command(connection, schema.Highest(), numbers: 0);
                Events = Command(connection, schema.SelectEvents(), numbers: 3);
            }

            if (tables.Snapshot is not null) Snapshot = Command(connection, schema.SelectSnapshot(), numbers: 4);
        }

        public NpgsqlCommand? Highest { get; }

        public NpgsqlCommand? Events { get; }

        public NpgsqlCommand? Snapshot { get; }

        private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, int numbers)
        {
            var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" });
            for (var i = 0; i < numbers; i++) command.Parameters.Add(new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint });
            return command;
        }
    }
}
