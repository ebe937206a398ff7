using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of the table of the highest deleted numbers and of its columns. A name that is null is the one that the configuration has for the mapping.</summary>
public sealed class MetadataTableOptions
{
    /// <summary>The names of Akka.Persistence.Sql; a new instance each time.</summary>
    public static MetadataTableOptions Default => Metadata("journal_metadata", "persistence_id", "sequence_number");

    /// <summary>The names of Akka.Persistence.Sqlite; a new instance each time.</summary>
    public static MetadataTableOptions Sqlite => Metadata("journal_metadata", "persistence_id", "sequence_nr");

    /// <summary>The names of Akka.Persistence.PostgreSql; a new instance each time.</summary>
    public static MetadataTableOptions PostgreSql => Metadata("metadata", "persistence_id", "sequence_nr");

    /// <summary>The names of Akka.Persistence.SqlServer; a new instance each time.</summary>
    public static MetadataTableOptions SqlServer => Metadata("Metadata", "PersistenceId", "SequenceNr");

    /// <summary>The names of Akka.Persistence.MySql; a new instance each time.</summary>
    public static MetadataTableOptions MySql => Metadata("metadata", "persistence_id", "sequence_nr");

    /// <summary>Name of the table.</summary>
    public string? TableName { get; set; }

    /// <summary>Name of the column with the persistence id.</summary>
    public string? PersistenceIdColumnName { get; set; }

    /// <summary>Name of the column with the sequence number.</summary>
    public string? SequenceNumberColumnName { get; set; }

    internal void Append(StringBuilder sb)
    {
        var section = new MappingSection(sb, "metadata");
        section.Add("table-name", TableName);
        section.Add("columns.persistence-id", PersistenceIdColumnName);
        section.Add("columns.sequence-number", SequenceNumberColumnName);
    }

    private static MetadataTableOptions Metadata(string table, string persistenceId, string sequenceNumber) =>
        new() { TableName = table, PersistenceIdColumnName = persistenceId, SequenceNumberColumnName = sequenceNumber };
}
