namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>A SQLite file for one test, and the configuration that makes it journal and snapshot store.</summary>
internal sealed class SqlConfiguration : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchboard-persistence-");

    public string File => Path.Combine(_folder.FullName, "data.db");

    public string Text => For(File);

    /// <summary>Configures a file as journal and snapshot store.</summary>
    public static string For(string file) => $$"""
        akka.extensions = ["Akka.Persistence.Sql.SqlPersistenceProvider, Akka.Persistence.Sql"]
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql { provider-name = "SQLite.MS", connection-string = "Data Source={{file}}", sqlite-busy-timeout = 0s }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql { provider-name = "SQLite.MS", connection-string = "Data Source={{file}}", sqlite-busy-timeout = 0s }
          }
        }
        """;

    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public Microsoft.Data.Sqlite.SqliteConnection Open()
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
