using Npgsql;

namespace Akka.Persistence.Tests.Storage;

/// <summary>What tests do to a PostgreSQL database behind the journal's back.</summary>
internal static class PostgresDatabase
{
    public static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    public static void Execute(this NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static void Execute(string connectionString, string sql)
    {
        using var connection = Open(connectionString);
        connection.Execute(sql);
    }

    /// <summary>Runs SQL and gives each row as text, columns separated by '|'.</summary>
    public static string[] Query(string connectionString, string sql)
    {
        using var connection = Open(connectionString);
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), null))));
        return [.. rows];
    }

    /// <summary>Stores an event in a transaction that the test ends.</summary>
    public static NpgsqlTransaction Insert(this NpgsqlConnection connection, string persistenceId, long sequenceNr)
    {
        var transaction = connection.BeginTransaction();
        connection.Execute($"INSERT INTO journal (created, deleted, persistence_id, sequence_number, message) VALUES (1, false, '{persistenceId}', {sequenceNr}, '')");
        return transaction;
    }

    /// <summary>Returns when somebody in the database waits for a lock.</summary>
    public static void WaitUntilBlocked(this NpgsqlConnection connection)
    {
        // Only the server knows; it can only be asked, again and again.
        using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        while ((long)command.ExecuteScalar()! == 0) Thread.Yield();
    }
}
