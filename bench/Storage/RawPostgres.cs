using Npgsql;
using NpgsqlTypes;

namespace Switchboard.Bench.Storage;

/// <summary>The limits that persisting is held against: one connection of Npgsql, prepared statements over arrays or COPY, no actors.</summary>
internal sealed class RawPostgres : IDisposable
{
    private const string Columns = "created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid";
    private const string Writer = "6f1f0f3c-3f0e-4d5e-8b4c-000000000000";
    private const long Created = 638_000_000_000_000_000;

    private readonly byte[] _payload;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _insert;
    private readonly NpgsqlCommand _insertTogether;
    private readonly NpgsqlCommand _select;
    private long _number;

    public RawPostgres(string connectionString)
        : this(connectionString, Events.Payload)
    {
    }

    public RawPostgres(string connectionString, byte[] payload)
    {
        _payload = payload;
        _connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        _connection.Open();
        _insert = Prepare($"INSERT INTO journal ({Columns}) VALUES ({Created}, false, 'raw', $1, $2, '', 4, '{Writer}')", NpgsqlDbType.Bigint, NpgsqlDbType.Bytea);
        _insertTogether = Prepare(
            $"INSERT INTO journal ({Columns}) SELECT r.created, false, r.id, r.number, r.message, r.manifest, r.identifier, r.writer FROM unnest($1, $2, $3, $4, $5, $6, $7) AS r(created, id, number, message, manifest, identifier, writer)",
            NpgsqlDbType.Array | NpgsqlDbType.Bigint, NpgsqlDbType.Array | NpgsqlDbType.Text, NpgsqlDbType.Array | NpgsqlDbType.Bigint, NpgsqlDbType.Array | NpgsqlDbType.Bytea,
            NpgsqlDbType.Array | NpgsqlDbType.Text, NpgsqlDbType.Array | NpgsqlDbType.Integer, NpgsqlDbType.Array | NpgsqlDbType.Text);
        _select = Prepare("SELECT persistence_id, sequence_number, message, manifest, identifier, writer_uuid, created FROM journal WHERE persistence_id = 'raw' ORDER BY sequence_number");
    }

    /// <summary>A journal's tables in an empty database, as they are in another.</summary>
    public static string Copy(string connectionString, string empty)
    {
        using var from = new NpgsqlConnection(connectionString + ";Pooling=false");
        from.Open();
        using var to = new NpgsqlConnection(empty + ";Pooling=false");
        to.Open();
        Execute(to, """
            CREATE TABLE journal (ordering bigserial NOT NULL PRIMARY KEY, created bigint NOT NULL, deleted boolean NOT NULL, persistence_id varchar(255) NOT NULL,
            sequence_number bigint NOT NULL, message bytea NOT NULL, manifest varchar(500), identifier int, writer_uuid varchar(128))
            """);
        using var indexes = new NpgsqlCommand("SELECT indexdef FROM pg_indexes WHERE tablename = 'journal' AND indexname <> 'journal_pkey'", from);
        using var reader = indexes.ExecuteReader();
        while (reader.Read()) Execute(to, reader.GetString(0));
        return empty;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // of this class, or the database's own words
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void InsertOne()
    {
        _insert.Parameters[0].Value = ++_number;
        _insert.Parameters[1].Value = _payload;
        _insert.ExecuteNonQuery();
    }

    /// <summary>Inserts rows with one statement, which is one transaction and one round trip.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="ids">Of how many actors, by turns: more of them are more work for the index.</param>
    public void InsertTogether(int rows, int ids = 1)
    {
        var (created, names, numbers, messages) = (new long[rows], new string[rows], new long[rows], new byte[rows][]);
        var (manifests, identifiers, writers) = (new string[rows], new int[rows], new string[rows]);
        for (var i = 0; i < rows; i++)
        {
            (created[i], names[i], numbers[i], messages[i]) = (Created, Name(i, ids), ++_number, _payload);
            (manifests[i], identifiers[i], writers[i]) = ("", 4, Writer);
        }

        foreach (var (i, value) in ((object[])[created, names, numbers, messages, manifests, identifiers, writers]).Index()) _insertTogether.Parameters[i].Value = value;
        _insertTogether.ExecuteNonQuery();
    }

    /// <summary>Copies rows in, as one transaction.</summary>
    public void CopyTogether(int rows, int ids)
    {
        using var copy = _connection.BeginBinaryImport($"COPY journal ({Columns}) FROM STDIN (FORMAT BINARY)");
        for (var i = 0; i < rows; i++)
        {
            copy.StartRow();
            copy.Write(Created, NpgsqlDbType.Bigint);
            copy.Write(false, NpgsqlDbType.Boolean);
            copy.Write(Name(i, ids), NpgsqlDbType.Varchar);
            copy.Write(++_number, NpgsqlDbType.Bigint);
            copy.Write(_payload, NpgsqlDbType.Bytea);
            copy.Write("", NpgsqlDbType.Varchar);
            copy.Write(4, NpgsqlDbType.Integer);
            copy.Write(Writer, NpgsqlDbType.Varchar);
        }

        copy.Complete();
    }

    /// <summary>Reads every row as a replay has to, and returns how many.</summary>
    public long ReadAll()
    {
        var count = 0L;
        using var reader = _select.ExecuteReader();
        while (reader.Read())
        {
            _ = (reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetString(3), reader.GetInt32(4), reader.GetString(5), reader.GetInt64(6));
            count++;
        }

        return count;
    }

    public void Dispose()
    {
        _select.Dispose();
        _insertTogether.Dispose();
        _insert.Dispose();
        _connection.Dispose();
    }

    private static string Name(int i, int ids) => ids == 1 ? "raw" : $"raw-{i % ids}";

    private NpgsqlCommand Prepare(string sql, params ReadOnlySpan<NpgsqlDbType> types)
    {
#pragma warning disable CA2100 // constants of this class
        var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        foreach (var type in types) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        command.Prepare();
        return command;
    }
}
