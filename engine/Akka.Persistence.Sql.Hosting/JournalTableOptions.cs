using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of the table of the events and of its columns. A name that is null is the one that the configuration has for the mapping.</summary>
public sealed class JournalTableOptions
{
    /// <summary>The names of Akka.Persistence.Sql; a new instance each time.</summary>
    public static JournalTableOptions Default => new()
    {
        TableName = "journal",
        UseWriterUuidColumn = true,
        OrderingColumnName = "ordering",
        DeletedColumnName = "deleted",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_number",
        CreatedColumnName = "created",
        TagsColumnName = "tags",
        MessageColumnName = "message",
        IdentifierColumnName = "identifier",
        ManifestColumnName = "manifest",
        WriterUuidColumnName = "writer_uuid",
    };

    /// <summary>The names of Akka.Persistence.Sqlite; a new instance each time.</summary>
    public static JournalTableOptions Sqlite => EventJournal("timestamp");

    /// <summary>The names of Akka.Persistence.PostgreSql; a new instance each time.</summary>
    public static JournalTableOptions PostgreSql => EventJournal("created_at");

    /// <summary>The names of Akka.Persistence.SqlServer; a new instance each time.</summary>
    public static JournalTableOptions SqlServer => new()
    {
        TableName = "EventJournal",
        UseWriterUuidColumn = false,
        OrderingColumnName = "Ordering",
        DeletedColumnName = "IsDeleted",
        PersistenceIdColumnName = "PersistenceId",
        SequenceNumberColumnName = "SequenceNr",
        CreatedColumnName = "Timestamp",
        TagsColumnName = "Tags",
        MessageColumnName = "Payload",
        IdentifierColumnName = "SerializerId",
        ManifestColumnName = "Manifest",
    };

    /// <summary>The names of Akka.Persistence.MySql; a new instance each time.</summary>
    public static JournalTableOptions MySql => EventJournal("created_at");

    /// <summary>Name of the table.</summary>
    public string? TableName { get; set; }

    /// <summary>Whether the table has a column for the incarnation that wrote; null for what the mapping says.</summary>
    public bool? UseWriterUuidColumn { get; set; }

    /// <summary>Name of the column with the order in which events were stored.</summary>
    public string? OrderingColumnName { get; set; }

    /// <summary>Name of the column with whether an event is deleted.</summary>
    public string? DeletedColumnName { get; set; }

    /// <summary>Name of the column with the persistence id.</summary>
    public string? PersistenceIdColumnName { get; set; }

    /// <summary>Name of the column with the sequence number.</summary>
    public string? SequenceNumberColumnName { get; set; }

    /// <summary>Name of the column with the time of storing.</summary>
    public string? CreatedColumnName { get; set; }

    /// <summary>Name of the column with the tags, where they share one column.</summary>
    public string? TagsColumnName { get; set; }

    /// <summary>Name of the column with the serialized event.</summary>
    public string? MessageColumnName { get; set; }

    /// <summary>Name of the column with the serializer's number.</summary>
    public string? IdentifierColumnName { get; set; }

    /// <summary>Name of the column with the type's name.</summary>
    public string? ManifestColumnName { get; set; }

    /// <summary>Name of the column with the incarnation that wrote.</summary>
    public string? WriterUuidColumnName { get; set; }

    internal void Append(StringBuilder sb)
    {
        var section = new MappingSection(sb, "journal");
        section.Add("table-name", TableName);
        if (UseWriterUuidColumn is { } writer) section.Add("use-writer-uuid-column", writer);
        section.Add("columns.ordering", OrderingColumnName);
        section.Add("columns.deleted", DeletedColumnName);
        section.Add("columns.persistence-id", PersistenceIdColumnName);
        section.Add("columns.sequence-number", SequenceNumberColumnName);
        section.Add("columns.created", CreatedColumnName);
        section.Add("columns.tags", TagsColumnName);
        section.Add("columns.message", MessageColumnName);
        section.Add("columns.identifier", IdentifierColumnName);
        section.Add("columns.manifest", ManifestColumnName);
        section.Add("columns.writer-uuid", WriterUuidColumnName);
    }

    // The plugins of their own for these databases agree on all but one column.
    private static JournalTableOptions EventJournal(string created) => new()
    {
        TableName = "event_journal",
        UseWriterUuidColumn = false,
        OrderingColumnName = "ordering",
        DeletedColumnName = "is_deleted",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_nr",
        CreatedColumnName = created,
        TagsColumnName = "tags",
        MessageColumnName = "payload",
        IdentifierColumnName = "serializer_id",
        ManifestColumnName = "manifest",
    };
}
