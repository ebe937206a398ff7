using Akka.Configuration;
using Akka.Persistence.Sql.Storage;
using AkkaConfig = Akka.Configuration.Config;

namespace Akka.Persistence.Sql.Config;

/// <summary>What the section of a SQL plugin says.</summary>
internal sealed class SqlSettings
{
    private SqlSettings(AkkaConfig config, string path)
    {
        var provider = config.GetString("provider-name", "");
        WriteTimeout = config.GetTimeSpan("circuit-breaker.call-timeout", TimeSpan.FromSeconds(10));
        if (WriteTimeout <= TimeSpan.Zero) throw new ConfigurationException($"{path}.circuit-breaker.call-timeout is {WriteTimeout}; it must be more than zero.");
        Database = new DatabaseOptions
        {
            Kind = KindOf(provider, path),
            CommandTimeout = WriteTimeout,
            IdentityColumns = provider.EndsWith("15", StringComparison.Ordinal),
            ConnectionString = config.GetString("connection-string", "") is { Length: > 0 } text
                ? text
                : throw new ConfigurationException($"{path}.connection-string is not set."),
            Synchronous = Named<SyncMode>(config, path, "sqlite-synchronous", "full"),
            BusyTimeout = config.GetTimeSpan("sqlite-busy-timeout", TimeSpan.FromSeconds(5)),
            MaxSize = config.GetByteSize("sqlite-max-size", 0) is > 0 and var size ? size : null,
        };
        Dispatcher = config.GetString("storage-dispatcher", "");
        BufferSize = AtLeastOne(config, path, "buffer-size", 5000);
        Parallelism = AtLeastOne(config, path, "parallelism", 3);
        WriteParallelism = AtLeastOne(config, path, "write-parallelism", 2);
        ReplayBatchSize = AtLeastOne(config, path, "replay-batch-size", 1000);
        Serializer = config.GetString("serializer", "") is { Length: > 0 } name ? name : null;
        Tables = new TableSet { Create = config.GetBoolean("auto-initialize", true) };
    }

    public DatabaseOptions Database { get; }

    public TableSet Tables { get; private init; }

    /// <summary>Id of the dispatcher that calls into the database run on.</summary>
    public string Dispatcher { get; }

    /// <summary>How long one transaction may take.</summary>
    public TimeSpan WriteTimeout { get; }

    /// <summary>Writes that may wait, for each connection that writes.</summary>
    public int BufferSize { get; }

    /// <summary>Connections that read at once.</summary>
    public int Parallelism { get; }

    /// <summary>Connections that write at once, where the database allows more than one.</summary>
    public int WriteParallelism { get; }

    /// <summary>Events that are read at once.</summary>
    public int ReplayBatchSize { get; }

    /// <summary>Name of the serializer for what has no binding; null for the system's default.</summary>
    public string? Serializer { get; }

    /// <exception cref="ConfigurationException">A setting cannot be used.</exception>
    public static SqlSettings ForJournal(AkkaConfig config, string path)
    {
        var names = Mapping(config, path);
        var settings = new SqlSettings(config, path);
        var defaults = new TableSet.JournalTable();
        var journal = Section(names, "journal");
        var tag = Section(names, "tag");
        var metadata = Section(names, "metadata");
        return new SqlSettings(config, path)
        {
            Tables = settings.Tables with
            {
                SchemaName = Schema(names),
                TagMode = Named<TagMode>(config, path, "tag-write-mode", nameof(TagMode.TagTable)),
                TagSeparator = config.GetString("tag-separator", ";"),
                DeleteCompatibility = config.GetBoolean("delete-compatibility-mode", false),
                Journal = new TableSet.JournalTable
                {
                    Name = journal.GetString("table-name", defaults.Name),
                    Ordering = journal.GetString("columns.ordering", defaults.Ordering),
                    Created = journal.GetString("columns.created", defaults.Created),
                    Deleted = journal.GetString("columns.deleted", defaults.Deleted),
                    PersistenceId = journal.GetString("columns.persistence-id", defaults.PersistenceId),
                    SequenceNumber = journal.GetString("columns.sequence-number", defaults.SequenceNumber),
                    Message = journal.GetString("columns.message", defaults.Message),
                    Manifest = journal.GetString("columns.manifest", defaults.Manifest),
                    Identifier = journal.GetString("columns.identifier", defaults.Identifier),
                    WriterUuid = journal.GetString("columns.writer-uuid", defaults.WriterUuid),
                    Tags = journal.GetString("columns.tags", defaults.Tags),
                    UseWriterUuid = journal.GetBoolean("use-writer-uuid-column", true),
                },
                Tags = new TableSet.TagTable
                {
                    Name = tag.GetString("table-name", "tags"),
                    OrderingId = tag.GetString("columns.ordering-id", "ordering_id"),
                    Tag = tag.GetString("columns.tag-value", "tag"),
                    SequenceNr = tag.GetString("columns.sequence-nr", "sequence_nr"),
                    PersistenceId = tag.GetString("columns.persistence-id", "persistence_id"),
                },
                Metadata = new TableSet.MetadataTable
                {
                    Name = metadata.GetString("table-name", "journal_metadata"),
                    PersistenceId = metadata.GetString("columns.persistence-id", "persistence_id"),
                    SequenceNumber = metadata.GetString("columns.sequence-number", "sequence_number"),
                },
            },
        };
    }

    /// <exception cref="ConfigurationException">A setting cannot be used.</exception>
    public static SqlSettings ForSnapshots(AkkaConfig config, string path)
    {
        var names = Mapping(config, path);
        var snapshot = Section(names, "snapshot");
        var settings = new SqlSettings(config, path);
        return new SqlSettings(config, path)
        {
            Tables = settings.Tables with
            {
                SchemaName = Schema(names),
                Snapshot = new TableSet.SnapshotTable
                {
                    Name = snapshot.GetString("table-name", "snapshot"),
                    PersistenceId = snapshot.GetString("columns.persistence-id", "persistence_id"),
                    SequenceNumber = snapshot.GetString("columns.sequence-number", "sequence_number"),
                    Created = snapshot.GetString("columns.created", "created"),
                    Payload = snapshot.GetString("columns.snapshot", "snapshot"),
                    Manifest = snapshot.GetString("columns.manifest", "manifest"),
                    SerializerId = snapshot.GetString("columns.serializerId", "serializer_id"),
                },
            },
        };
    }

    private static DatabaseKind KindOf(string provider, string path)
    {
        if (provider.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase)) return DatabaseKind.Sqlite;
        return provider.StartsWith("PostgreSQL", StringComparison.OrdinalIgnoreCase)
            ? DatabaseKind.PostgreSql
            : throw new ConfigurationException($"{path}.provider-name is '{provider}'. Known: SQLite, SQLite.MS, PostgreSQL, PostgreSQL.15.");
    }

    private static string? Schema(AkkaConfig names) => names.GetString("schema-name", "") is { Length: > 0 } name ? name : null;

    private static AkkaConfig Mapping(AkkaConfig config, string path)
    {
        var name = config.GetString("table-mapping", "default");
        return config.HasPath(name) ? config.GetConfig(name)! : throw new ConfigurationException($"{path}.table-mapping is '{name}', and there is no section {path}.{name}.");
    }

    private static AkkaConfig Section(AkkaConfig config, string path) => config.HasPath(path) ? config.GetConfig(path)! : AkkaConfig.Empty;

    private static int AtLeastOne(AkkaConfig config, string path, string key, int otherwise) =>
        config.GetInt(key, otherwise) is > 0 and var value ? value : throw new ConfigurationException($"{path}.{key} is {config.GetInt(key, otherwise)}; it must be at least 1.");

    private static T Named<T>(AkkaConfig config, string path, string key, string otherwise)
        where T : struct, Enum
    {
        var text = config.GetString(key, otherwise);
        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new ConfigurationException($"{path}.{key} is '{text}'. Known: {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
