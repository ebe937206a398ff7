using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of the table of the tags and of its columns. A name that is null is the one that the configuration has for the mapping.</summary>
public sealed class TagTableOptions
{
    /// <summary>The names of Akka.Persistence.Sql; a new instance each time.</summary>
    public static TagTableOptions Default => new()
    {
        TableName = "tags",
        OrderingColumnName = "ordering_id",
        TagColumnName = "tag",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_nr",
    };

    /// <summary>Name of the table.</summary>
    public string? TableName { get; set; }

    /// <summary>Name of the column with the order in which events were stored.</summary>
    public string? OrderingColumnName { get; set; }

    /// <summary>Name of the column with the tag.</summary>
    public string? TagColumnName { get; set; }

    /// <summary>Name of the column with the persistence id.</summary>
    public string? PersistenceIdColumnName { get; set; }

    /// <summary>Name of the column with the sequence number.</summary>
    public string? SequenceNumberColumnName { get; set; }

    internal void Append(StringBuilder sb)
    {
        var section = new MappingSection(sb, "tag");
        section.Add("table-name", TableName);
        section.Add("columns.ordering-id", OrderingColumnName);
        section.Add("columns.tag-value", TagColumnName);
        section.Add("columns.persistence-id", PersistenceIdColumnName);
        section.Add("columns.sequence-nr", SequenceNumberColumnName);
    }
}
