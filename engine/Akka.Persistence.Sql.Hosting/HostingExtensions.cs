using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>SQL persistence for a hosted actor system.</summary>
public static class HostingExtensions
{
    /// <summary>Stores events, snapshots or both in a SQL database.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">How to reach the database.</param>
    /// <param name="providerName">Which kind of database: <c>SQLite</c>, <c>SQLite.MS</c>, <c>PostgreSQL</c>, or <c>PostgreSQL.15</c> for identity columns.</param>
    /// <param name="mode">What the database is used for.</param>
    /// <param name="schemaName">The database schema; null for that of the mapping. SQLite has none.</param>
    /// <param name="journalBuilder">Adds event adapters.</param>
    /// <param name="autoInitialize">Whether missing tables are created.</param>
    /// <param name="pluginIdentifier">Name of the plugins.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no plugin use these.</param>
    /// <param name="databaseMapping">Names of tables and columns; null for the default ones.</param>
    /// <param name="tagStorageMode">Where tags are stored; null for a table of their own.</param>
    /// <param name="deleteCompatibilityMode">Whether deleted numbers are kept in the metadata table; null for no.</param>
    /// <param name="useWriterUuidColumn">Whether the journal table has the writer's column; null for what the mapping says.</param>
    /// <param name="maxConcurrentQueries">How many queries run at once; there are no queries here yet, so that it has no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode is none of the named ones.</exception>
    /// <exception cref="Configuration.ConfigurationException">The connection string or the provider is missing.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        string connectionString,
        string providerName,
        PersistenceMode mode = PersistenceMode.Both,
        string? schemaName = null,
        Action<AkkaPersistenceJournalBuilder>? journalBuilder = null,
        bool autoInitialize = true,
        string pluginIdentifier = "sql",
        bool isDefaultPlugin = true,
        DatabaseMapping? databaseMapping = null,
        TagMode? tagStorageMode = null,
        bool? deleteCompatibilityMode = null,
        bool? useWriterUuidColumn = null,
        int? maxConcurrentQueries = null)
    {
        if (!Enum.IsDefined(mode)) throw new ArgumentOutOfRangeException(nameof(mode), mode, "Known are Both, Journal and SnapshotStore.");
        SqlJournalOptions? journal = null;
        SqlSnapshotOptions? snapshots = null;
        if (mode != PersistenceMode.SnapshotStore)
        {
            journal = new SqlJournalOptions(isDefaultPlugin, pluginIdentifier)
            {
                ConnectionString = connectionString,
                ProviderName = providerName,
                AutoInitialize = autoInitialize,
                DatabaseOptions = JournalNames(databaseMapping, schemaName, useWriterUuidColumn),
                TagStorageMode = tagStorageMode,
                DeleteCompatibilityMode = deleteCompatibilityMode,
            };
            journalBuilder?.Invoke(journal.Adapters);
        }

        if (mode != PersistenceMode.Journal)
        {
            snapshots = new SqlSnapshotOptions(isDefaultPlugin, pluginIdentifier)
            {
                ConnectionString = connectionString,
                ProviderName = providerName,
                AutoInitialize = autoInitialize,
                DatabaseOptions = databaseMapping is null && schemaName is null ? null : new(databaseMapping ?? DatabaseMapping.Default) { SchemaName = schemaName },
            };
        }

        return builder.WithSqlPersistence(journal, snapshots);
    }

    /// <summary>Stores events, snapshots or both in SQL databases.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journalOptionConfigurator">Sets up the journal; null for none.</param>
    /// <param name="snapshotOptionConfigurator">Sets up the snapshot store; null for none.</param>
    /// <param name="isDefaultPlugin">Whether actors that name no plugin use these.</param>
    /// <exception cref="ArgumentException">Neither is set up.</exception>
    /// <exception cref="Configuration.ConfigurationException">A connection string or provider is missing.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        Action<SqlJournalOptions>? journalOptionConfigurator = null,
        Action<SqlSnapshotOptions>? snapshotOptionConfigurator = null,
        bool isDefaultPlugin = true)
    {
        var journal = journalOptionConfigurator is null ? null : new SqlJournalOptions(isDefaultPlugin);
        var snapshots = snapshotOptionConfigurator is null ? null : new SqlSnapshotOptions(isDefaultPlugin);
        if (journal is not null) journalOptionConfigurator!(journal);
        if (snapshots is not null) snapshotOptionConfigurator!(snapshots);
        return builder.WithSqlPersistence(journal, snapshots);
    }

    /// <summary>Stores events, snapshots or both in SQL databases.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journalOptions">The journal's settings; null for none.</param>
    /// <param name="snapshotOptions">The snapshot store's settings; null for none.</param>
    /// <exception cref="ArgumentException">Both are null.</exception>
    /// <exception cref="Configuration.ConfigurationException">A connection string or provider is missing.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(this AkkaConfigurationBuilder builder, SqlJournalOptions? journalOptions = null, SqlSnapshotOptions? snapshotOptions = null)
    {
        if (journalOptions is null && snapshotOptions is null) throw new ArgumentException("Set up a journal, a snapshot store, or both.");
        if (journalOptions is not null) builder.WithJournal(journalOptions);
        if (snapshotOptions is not null) builder.WithSnapshot(snapshotOptions);
        return builder.AddHocon(SqlPersistence.DefaultConfiguration, HoconAddMode.Append);
    }

    // Only what is asked for: the rest is the mapping's, as the configuration has it.
    private static JournalDatabaseOptions? JournalNames(DatabaseMapping? mapping, string? schemaName, bool? useWriterUuidColumn)
    {
        if (mapping is null && schemaName is null && useWriterUuidColumn is null) return null;
        var names = new JournalDatabaseOptions(mapping ?? DatabaseMapping.Default) { SchemaName = schemaName };
        if (useWriterUuidColumn is not null) names.JournalTable = new JournalTableOptions { UseWriterUuidColumn = useWriterUuidColumn };
        return names;
    }
}
