using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>Makes missing tables. Tables that are there are left alone, so that a user without the right to make any can be used.</summary>
internal static class PostgreSqlTables
{
    // Several nodes start at the same moment, and "if not exists" does not protect from each other's transactions.
    private const long LockKey = 0x53776974_63686264;

    /// <exception cref="NpgsqlException">The database refuses.</exception>
    public static void Create(NpgsqlConnection connection, PostgreSqlSchema schema)
    {
        if (Missing(connection, schema).Count == 0) return;
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock({LockKey})");
        if (schema.CreateSchema() is { } createSchema) Execute(connection, createSchema);
        foreach (var sql in Missing(connection, schema)) Execute(connection, sql);
        transaction.Commit();
    }

    private static List<string> Missing(NpgsqlConnection connection, PostgreSqlSchema schema)
    {
        var missing = new List<string>();
        foreach (var (table, sql) in schema.CreateTables())
        {
            using var command = new NpgsqlCommand(PostgreSqlSchema.IsMissing, connection);
            command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Text, Value = table });
            command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)schema.SchemaName ?? DBNull.Value });
            if ((bool)command.ExecuteScalar()!) missing.Add(sql);
        }

        return missing;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
