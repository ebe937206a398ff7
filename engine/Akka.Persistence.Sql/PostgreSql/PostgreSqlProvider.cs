using Akka.Persistence.Sql.Storage;
using Npgsql;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>A PostgreSQL database as storage, through Npgsql.</summary>
internal sealed class PostgreSqlProvider : IStorageProvider
{
    // Every statement is planned once for each connection, not each time: planning costs more than storing an event. Such a plan must do for tables of any
    // size, also for one that was empty when it was made, and for arrays of any length, of which it expects ten elements: rows are found by index, never by
    // reading a whole table, and thousands of array elements are not joined in a nested loop.
    private const string Plans = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_nestloop = off;";

    private readonly DatabaseOptions _options;
    private readonly NpgsqlDataSource _source;

    /// <exception cref="ArgumentException">The connection string cannot be understood, or names no host. The message does not show it.</exception>
    public PostgreSqlProvider(DatabaseOptions options)
    {
        _options = options;
        var settings = Parse(options.ConnectionString);
        // Our connections are few and long-lived. Only several hosts need a pool, because it is the pool that chooses among them.
        settings.Pooling = settings.Host!.Contains(',', StringComparison.Ordinal);
        settings.CommandTimeout = Math.Max(1, (int)Math.Ceiling(options.CommandTimeout.TotalSeconds));
        // The server itself ends what takes long, before we do: only a server or network that does not answer at all is timed out here, and asked no more.
        settings.CancellationTimeout = -1;
        settings.MaxAutoPrepare = 50;
        settings.AutoPrepareMinUsages = 2;
        settings.ApplicationName ??= "Akka.Persistence.Sql";
        settings.Enlist = false;
        if (!settings.ContainsKey("Timeout")) settings.Timeout = Math.Min(settings.Timeout, settings.CommandTimeout);
        Name = $"PostgreSQL {settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";
        _source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    public string Name { get; }

    public bool RepeatsWhenAway => true;

    public bool WritesInParallel => true;

    public IWriteSession OpenWriter() => new PostgreSqlWriter(this, _options);

    public IReadSession OpenReader() => new PostgreSqlReader(this);

    /// <summary>Opens a connection.</summary>
    /// <param name="settings">SQL for settings of the session, each ended with a semicolon.</param>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public NpgsqlConnection Connect(string settings = "")
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = _source.OpenConnection();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // of the sessions' own making
            command.CommandText = $"{Plans}{settings}SET statement_timeout = {Math.Max(1, (long)(0.8 * _options.CommandTimeout.TotalMilliseconds))}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch (Exception e)
        {
            // Whatever the driver throws: sockets, TLS, names, logins.
            connection?.Dispose();
            throw Error("opening a connection", e);
        }
    }

    public StorageException Error(string doing, Exception error) => error as StorageException ?? PostgreSqlErrors.Create(Name, doing, error);

    public void Dispose() => _source.Dispose();

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The driver's message can repeat what it could not read, and with it the password.
            throw new ArgumentException("The PostgreSQL connection string cannot be read. It looks like 'Host=db;Port=5432;Database=app;Username=app;Password=...'.");
        }

        return string.IsNullOrEmpty(settings.Host) ? throw new ArgumentException("The PostgreSQL connection string names no Host.") : settings;
    }
}
