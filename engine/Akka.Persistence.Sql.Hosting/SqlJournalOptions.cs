using System.Data;
using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;
using AkkaConfig = Akka.Configuration.Config;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>The settings of the journal on a SQL database.</summary>
public sealed class SqlJournalOptions : JournalOptions
{
    /// <summary>Creates the options of the default journal, named <c>sql</c>.</summary>
    public SqlJournalOptions()
        : this(true)
    {
    }

    /// <summary>Creates the options.</summary>
    /// <param name="isDefaultPlugin">Whether actors that name no journal use this one.</param>
    /// <param name="identifier">Name of the journal.</param>
    public SqlJournalOptions(bool isDefaultPlugin, string identifier = "sql")
        : base(isDefaultPlugin)
    {
        Identifier = identifier;
        AutoInitialize = true;
    }

    /// <inheritdoc />
    public override string Identifier { get; set; }

    /// <summary>How to reach the database. Required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Which kind of database: <c>SQLite</c>, <c>SQLite.MS</c>, <c>PostgreSQL</c>, or <c>PostgreSQL.15</c> for identity columns. Required.</summary>
    public string ProviderName { get; set; } = "";

    /// <summary>Names of schema, tables and columns; null for the default ones.</summary>
    public JournalDatabaseOptions? DatabaseOptions { get; set; }

    /// <summary>Where tags are stored; null for a table of their own.</summary>
    public TagMode? TagStorageMode { get; set; }

    /// <summary>Between tags in one column; null for a semicolon.</summary>
    public string? TagSeparator { get; set; }

    /// <summary>Whether deleted numbers are kept in the metadata table; null for no.</summary>
    public bool? DeleteCompatibilityMode { get; set; }

    /// <summary>Isolation of reads; null leaves it to the database. SQLite has one level only.</summary>
    public IsolationLevel? ReadIsolationLevel { get; set; }

    /// <summary>Isolation of writes; null leaves it to the database. SQLite has one level only.</summary>
    public IsolationLevel? WriteIsolationLevel { get; set; }

    /// <inheritdoc />
    protected override AkkaConfig InternalDefaultConfig => SqlPersistence.DefaultJournalConfiguration;

    /// <inheritdoc />
    /// <exception cref="ConfigurationException"><see cref="ConnectionString"/> or <see cref="ProviderName"/> is missing.</exception>
    protected override StringBuilder Build(StringBuilder sb)
    {
        Database.Append(sb, PluginId, ConnectionString, ProviderName);
        if (TagStorageMode is { } mode) sb.AppendLine($"tag-write-mode = {mode}");
        if (TagSeparator is { } separator) sb.AppendLine($"tag-separator = {separator.ToHocon()}");
        if (DeleteCompatibilityMode is { } compatible) sb.AppendLine($"delete-compatibility-mode = {compatible.ToHocon()}");
        DatabaseOptions?.Append(sb);
        Database.Append(sb, ReadIsolationLevel, WriteIsolationLevel);
        return base.Build(sb);
    }
}
