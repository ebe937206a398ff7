using System.Data;
using System.Text;
using Akka.Configuration;
using Akka.Persistence.Hosting;
using AkkaConfig = Akka.Configuration.Config;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>The settings of the snapshot store on a SQL database.</summary>
public sealed class SqlSnapshotOptions : SnapshotOptions
{
    /// <summary>Creates the options of the default snapshot store, named <c>sql</c>.</summary>
    public SqlSnapshotOptions()
        : this(true)
    {
    }

    /// <summary>Creates the options.</summary>
    /// <param name="isDefaultPlugin">Whether actors that name no snapshot store use this one.</param>
    /// <param name="identifier">Name of the snapshot store.</param>
    public SqlSnapshotOptions(bool isDefaultPlugin, string identifier = "sql")
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
    public SnapshotDatabaseOptions? DatabaseOptions { get; set; }

    /// <summary>Isolation of reads; null leaves it to the database. SQLite has one level only.</summary>
    public IsolationLevel? ReadIsolationLevel { get; set; }

    /// <summary>Isolation of writes; null leaves it to the database. SQLite has one level only.</summary>
    public IsolationLevel? WriteIsolationLevel { get; set; }

    /// <inheritdoc />
    protected override AkkaConfig InternalDefaultConfig => SqlPersistence.DefaultSnapshotConfiguration;

    /// <inheritdoc />
    /// <exception cref="ConfigurationException"><see cref="ConnectionString"/> or <see cref="ProviderName"/> is missing.</exception>
    protected override StringBuilder Build(StringBuilder sb)
    {
        Database.Append(sb, PluginId, ConnectionString, ProviderName);
        DatabaseOptions?.Append(sb);
        Database.Append(sb, ReadIsolationLevel, WriteIsolationLevel);
        return base.Build(sb);
    }
}
