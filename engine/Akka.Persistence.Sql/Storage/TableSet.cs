using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// The tables of one plugin and how it uses them: the official mapping called <c>default</c>, unless the configuration says otherwise.
/// A plugin keeps one instance, by which sessions find their prepared statements.
/// </summary>
internal sealed record TableSet
{
    /// <summary>Create missing tables.</summary>
    public bool Create { get; init; } = true;

    /// <summary>The schema that the tables are in; null for the database's own choice. SQLite has none.</summary>
    public string? SchemaName { get; init; }

    public TagMode TagMode { get; init; } = TagMode.TagTable;

    public string TagSeparator { get; init; } = ";";

    /// <summary>Keep the highest deleted numbers in the metadata table instead of in a row marked as deleted.</summary>
    public bool DeleteCompatibility { get; init; }

    /// <summary>Null in the set of a plugin that stores no events.</summary>
    public JournalTable? Journal { get; init; }

    public TagTable Tags { get; init; } = new();

    public MetadataTable Metadata { get; init; } = new();

    /// <summary>Null in the set of a plugin that stores no snapshots.</summary>
    public SnapshotTable? Snapshot { get; init; }

    /// <summary>The text of the column for tags.</summary>
    public string? TagsAsText(IReadOnlyCollection<string>? tags) =>
        tags is { Count: > 0 } ? $"{TagSeparator}{string.Join(TagSeparator, tags)}{TagSeparator}" : null;

    internal sealed record JournalTable
    {
        public string Name { get; init; } = "journal";
        public string Ordering { get; init; } = "ordering";
        public string Created { get; init; } = "created";
        public string Deleted { get; init; } = "deleted";
        public string PersistenceId { get; init; } = "persistence_id";
        public string SequenceNumber { get; init; } = "sequence_number";
        public string Message { get; init; } = "message";
        public string Manifest { get; init; } = "manifest";
        public string Identifier { get; init; } = "identifier";
        public string WriterUuid { get; init; } = "writer_uuid";
        public string Tags { get; init; } = "tags";
        public bool UseWriterUuid { get; init; } = true;
    }

    internal sealed record TagTable
    {
        public string Name { get; init; } = "tags";
        public string OrderingId { get; init; } = "ordering_id";
        public string Tag { get; init; } = "tag";
        public string SequenceNr { get; init; } = "sequence_nr";
        public string PersistenceId { get; init; } = "persistence_id";
    }

    internal sealed record MetadataTable
    {
        public string Name { get; init; } = "journal_metadata";
        public string PersistenceId { get; init; } = "persistence_id";
        public string SequenceNumber { get; init; } = "sequence_number";
    }

    internal sealed record SnapshotTable
    {
        public string Name { get; init; } = "snapshot";
        public string PersistenceId { get; init; } = "persistence_id";
        public string SequenceNumber { get; init; } = "sequence_number";
        public string Created { get; init; } = "created";
        public string Payload { get; init; } = "snapshot";
        public string Manifest { get; init; } = "manifest";
        public string SerializerId { get; init; } = "serializer_id";
    }
}
