namespace Akka.Persistence.Sql.Storage;

/// <summary>Which database, and how it is used. Plugins with equal options share one database, hence one writer.</summary>
internal sealed record DatabaseOptions
{
    public required string ConnectionString { get; init; }

    public SyncMode Synchronous { get; init; } = SyncMode.Full;

    /// <summary>How long to wait for a lock that somebody else holds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Size in bytes that the database may reach; null leaves it to the disk.</summary>
    public long? MaxSize { get; init; }
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
