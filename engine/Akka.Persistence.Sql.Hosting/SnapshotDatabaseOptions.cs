using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of the schema, tables and columns of a snapshot store. What is null is taken from the mapping.</summary>
public sealed class SnapshotDatabaseOptions
{
    /// <summary>Creates options in which nothing differs from a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    public SnapshotDatabaseOptions(DatabaseMapping mapping) => Mapping = mapping;

    /// <summary>The tables of Akka.Persistence.Sql; a new instance each time.</summary>
    public static SnapshotDatabaseOptions Default => new(DatabaseMapping.Default) { SnapshotTable = SnapshotTableOptions.Default };

    /// <summary>The tables of Akka.Persistence.SqlServer; a new instance each time.</summary>
    public static SnapshotDatabaseOptions SqlServer => new(DatabaseMapping.SqlServer) { SchemaName = "dbo", SnapshotTable = SnapshotTableOptions.SqlServer };

    /// <summary>The tables of Akka.Persistence.Sqlite; a new instance each time.</summary>
    public static SnapshotDatabaseOptions Sqlite => new(DatabaseMapping.Sqlite) { SnapshotTable = SnapshotTableOptions.Sqlite };

    /// <summary>The tables of Akka.Persistence.PostgreSql; a new instance each time.</summary>
    public static SnapshotDatabaseOptions PostgreSql => new(DatabaseMapping.PostgreSql) { SchemaName = "public", SnapshotTable = SnapshotTableOptions.PostgreSql };

    /// <summary>The tables of Akka.Persistence.MySql; a new instance each time.</summary>
    public static SnapshotDatabaseOptions MySql => new(DatabaseMapping.MySql) { SnapshotTable = SnapshotTableOptions.MySql };

    /// <summary>The mapping that these options go over.</summary>
    public DatabaseMapping Mapping { get; }

    /// <summary>The database schema; null for that of the mapping. SQLite has none.</summary>
    public string? SchemaName { get; set; }

    /// <summary>Names of the table of the snapshots; null for those of the mapping.</summary>
    public SnapshotTableOptions? SnapshotTable { get; set; }

    internal void Append(StringBuilder sb) => MappingSection.Append(sb, Mapping, SchemaName, () => SnapshotTable?.Append(sb));
}
