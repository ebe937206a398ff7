using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of the schema, tables and columns of a journal. What is null is taken from the mapping.</summary>
public sealed class JournalDatabaseOptions
{
    /// <summary>Creates options in which nothing differs from a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    public JournalDatabaseOptions(DatabaseMapping mapping) => Mapping = mapping;

    /// <summary>The tables of Akka.Persistence.Sql; a new instance each time.</summary>
    public static JournalDatabaseOptions Default => new(DatabaseMapping.Default) { JournalTable = JournalTableOptions.Default, MetadataTable = MetadataTableOptions.Default, TagTable = TagTableOptions.Default };

    /// <summary>The tables of Akka.Persistence.SqlServer; a new instance each time.</summary>
    public static JournalDatabaseOptions SqlServer => new(DatabaseMapping.SqlServer) { SchemaName = "dbo", JournalTable = JournalTableOptions.SqlServer, MetadataTable = MetadataTableOptions.SqlServer, TagTable = TagTableOptions.Default };

    /// <summary>The tables of Akka.Persistence.Sqlite; a new instance each time.</summary>
    public static JournalDatabaseOptions Sqlite => new(DatabaseMapping.Sqlite) { JournalTable = JournalTableOptions.Sqlite, MetadataTable = MetadataTableOptions.Sqlite, TagTable = TagTableOptions.Default };

    /// <summary>The tables of Akka.Persistence.PostgreSql; a new instance each time.</summary>
    public static JournalDatabaseOptions PostgreSql => new(DatabaseMapping.PostgreSql) { SchemaName = "public", JournalTable = JournalTableOptions.PostgreSql, MetadataTable = MetadataTableOptions.PostgreSql, TagTable = TagTableOptions.Default };

    /// <summary>The tables of Akka.Persistence.MySql; a new instance each time.</summary>
    public static JournalDatabaseOptions MySql => new(DatabaseMapping.MySql) { JournalTable = JournalTableOptions.MySql, MetadataTable = MetadataTableOptions.MySql, TagTable = TagTableOptions.Default };

    /// <summary>The mapping that these options go over.</summary>
    public DatabaseMapping Mapping { get; }

    /// <summary>The database schema; null for that of the mapping. SQLite has none.</summary>
    public string? SchemaName { get; set; }

    /// <summary>Names of the table of the events; null for those of the mapping.</summary>
    public JournalTableOptions? JournalTable { get; set; }

    /// <summary>Names of the table of the highest deleted numbers; null for those of the mapping.</summary>
    public MetadataTableOptions? MetadataTable { get; set; }

    /// <summary>Names of the table of the tags; null for those of the mapping.</summary>
    public TagTableOptions? TagTable { get; set; }

    internal void Append(StringBuilder sb) => MappingSection.Append(sb, Mapping, SchemaName, () =>
    {
        JournalTable?.Append(sb);
        MetadataTable?.Append(sb);
        TagTable?.Append(sb);
    });
}
