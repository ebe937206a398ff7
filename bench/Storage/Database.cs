using Microsoft.Data.Sqlite;

namespace Switchboard.Bench.Storage;

/// <summary>A journal in a new SQLite file, for an actor system or for plain SQL on the same tables with the same settings.</summary>
internal sealed class Database : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchboard-bench-");

    static Database() => SQLitePCL.Batteries_V2.Init();

    public string File => Path.Combine(_folder.FullName, "journal.db");

    public string Configuration => $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql { provider-name = "SQLite.MS", connection-string = "Data Source={{File}}" }
          }
          snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        }
        """;

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "PRAGMA wal_autocheckpoint = 4000");
        return connection;
    }

    /// <summary>Makes the tables and indexes that <paramref name="other"/> has, so that both do the same work for a row.</summary>
    public void CopySchemaOf(Database other)
    {
        using var from = other.Open();
        using var to = Open();
        using var command = from.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC";
        using var reader = command.ExecuteReader();
        while (reader.Read()) Execute(to, reader.GetString(0));
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
