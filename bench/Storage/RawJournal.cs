using Microsoft.Data.Sqlite;

namespace Switchboard.Bench.Storage;

/// <summary>The limit that persisting is held against: one connection of ADO.NET and one prepared insert, no actors.</summary>
internal sealed class RawJournal : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _select;
    private readonly SqliteParameter _sequenceNumber;
    private readonly SqliteParameter _id;
    private long _number;

    public RawJournal(Database database)
    {
        _connection = database.Open();
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _insert = Prepare("""
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            VALUES ($created, 0, $id, $number, $message, '', 4, '6f1f0f3c-3f0e-4d5e-8b4c-000000000000')
            """);
        _insert.Parameters.Add("$created", SqliteType.Integer).Value = 1_790_000_000_000;
        _id = _insert.Parameters.Add("$id", SqliteType.Text);
        _sequenceNumber = _insert.Parameters.Add("$number", SqliteType.Integer);
        _insert.Parameters.Add("$message", SqliteType.Blob).Value = Events.Payload;
        _select = Prepare("SELECT persistence_id, sequence_number, message, manifest, identifier, writer_uuid, created FROM journal WHERE persistence_id = 'raw' ORDER BY sequence_number");
    }

    public void InsertOne() => InsertTogether(1);

    /// <summary>Inserts rows in one transaction.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="ids">Of how many actors, by turns: more of them are more work for the index.</param>
    public void InsertTogether(int rows, int ids = 1)
    {
        _begin.ExecuteNonQuery();
        for (var i = 0; i < rows; i++)
        {
            _id.Value = ids == 1 ? "raw" : $"raw-{i % ids}";
            _sequenceNumber.Value = ++_number;
            _insert.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
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
        _insert.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
