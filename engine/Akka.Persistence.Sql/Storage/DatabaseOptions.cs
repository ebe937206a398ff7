namespace Akka.Persistence.Sql.Storage;

/// <summary>Which database, and how it is used. Plugins with equal options share one database, hence one writer.</summary>
internal sealed record DatabaseOptions
{
    public DatabaseKind Kind { get; init; } = DatabaseKind.Sqlite;

    public required string ConnectionString { get; init; }

    /// <summary>SQLite only.</summary>
    public SyncMode Synchronous { get; init; } = SyncMode.Full;

    /// <summary>SQLite only: how long to wait for a lock that somebody else holds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>SQLite only: size in bytes that the database may reach; null leaves it to the disk.</summary>
    public long? MaxSize { get; init; }

    /// <summary>PostgreSQL only: how long one round trip may take.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>PostgreSQL only: the type of new ordering columns is an identity, as with the provider name PostgreSQL.15, and not a serial.</summary>
    public bool IdentityColumns { get; init; }

    /// <summary>Without the connection string, which can hold a password.</summary>
    public override string ToString() => $"{Kind}";
}

/// <summary>The kinds of databases that there are providers for.</summary>
internal enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>What a commit waits for.</summary>
internal enum SyncMode
{
    /// <summary>For nothing: a crash of the machine can lose acknowledged writes and damage the file.</summary>
    Off,

    /// <summary>For the operating system: a crash of the machine can lose the last acknowledged writes, a crash of the process none.</summary>
    Normal,

    /// <summary>For the disk: acknowledged writes survive a power cut.</summary>
    Full,
}
