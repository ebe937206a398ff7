using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Storage;

/// <summary>What a provider needs to know. Two plugins with equal options share one database, hence one writer.</summary>
internal sealed record StorageOptions
{
    public required string ConnectionString { get; init; }

    public TableNames Tables { get; init; } = new();

    public bool CreateTables { get; init; } = true;

    public TagMode TagMode { get; init; } = TagMode.TagTable;

    public string TagSeparator { get; init; } = ";";

    /// <summary>Keep the highest deleted numbers in the metadata table instead of in a row marked as deleted.</summary>
    public bool DeleteCompatibility { get; init; }

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
