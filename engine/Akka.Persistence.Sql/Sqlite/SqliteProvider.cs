using Akka.Persistence.Sql.Storage;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>SQLite files (and named shared in-memory databases) as storage.</summary>
internal sealed class SqliteProvider : IStorageProvider
{
    private readonly DatabaseOptions _options;

    // A shared in-memory database locks whole tables and answers "locked" at once, so its connections take turns here instead.
    private readonly Lock? _turns;

    // The database lives as long as one connection to it is open.
    private readonly SqliteConnectionHandle? _keepAlive;

    /// <exception cref="ArgumentException">The connection string cannot be understood, or names a database that each connection has its own of.</exception>
    public SqliteProvider(DatabaseOptions options)
    {
        _options = options;
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString);
        var inMemory = builder.Mode == SqliteOpenMode.Memory;
        if (builder.DataSource.Length == 0 || builder.DataSource == ":memory:" || (inMemory && builder.Cache != SqliteCacheMode.Shared))
        {
            throw new ArgumentException(
                $"SQLite connection string '{options.ConnectionString}': several connections must see the same database, so name a file, or use 'Data Source=some-name;Mode=Memory;Cache=Shared'.");
        }

        Name = $"SQLite {builder.DataSource}";
        if (!inMemory) return;
        _turns = new Lock();
        _keepAlive = new SqliteConnectionHandle(Name, options);
    }

    public string Name { get; }

    public bool RepeatsWhenAway => false;

    public bool WritesInParallel => false;

    public IWriteSession OpenWriter()
    {
        var connection = new SqliteConnectionHandle(Name, _options);
        try
        {
            return new SqliteWriter(connection, _options, _turns);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public IReadSession OpenReader()
    {
        var connection = new SqliteConnectionHandle(Name, _options);
        try
        {
            return new SqliteReader(connection, _turns);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _keepAlive?.Dispose();
}
