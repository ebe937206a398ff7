using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of the table of the snapshots and of its columns. A name that is null is the one that the configuration has for the mapping.</summary>
public sealed class SnapshotTableOptions
{
    /// <summary>The names of Akka.Persistence.Sql; a new instance each time.</summary>
    public static SnapshotTableOptions Default => new()
    {
        TableName = "snapshot",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_number",
        CreatedColumnName = "created",
        SnapshotColumnName = "snapshot",
        ManifestColumnName = "manifest",
        SerializerIdColumnName = "serializer_id",
    };

    /// <summary>The names of Akka.Persistence.Sqlite; a new instance each time.</summary>
    public static SnapshotTableOptions Sqlite => new()
    {
        TableName = "snapshot",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_nr",
        CreatedColumnName = "created_at",
        SnapshotColumnName = "payload",
        ManifestColumnName = "manifest",
        SerializerIdColumnName = "serializer_id",
    };

    /// <summary>The names of Akka.Persistence.PostgreSql; a new instance each time.</summary>
    public static SnapshotTableOptions PostgreSql => new()
    {
        TableName = "snapshot_store",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_nr",
        CreatedColumnName = "created_at",
        SnapshotColumnName = "payload",
        ManifestColumnName = "manifest",
        SerializerIdColumnName = "serializer_id",
    };

    /// <summary>The names of Akka.Persistence.SqlServer; a new instance each time.</summary>
    public static SnapshotTableOptions SqlServer => new()
    {
        TableName = "SnapshotStore",
        PersistenceIdColumnName = "PersistenceId",
        SequenceNumberColumnName = "SequenceNr",
        CreatedColumnName = "Timestamp",
        SnapshotColumnName = "Snapshot",
        ManifestColumnName = "Manifest",
        SerializerIdColumnName = "SerializerId",
    };

    /// <summary>The names of Akka.Persistence.MySql; a new instance each time.</summary>
    public static SnapshotTableOptions MySql => new()
    {
        TableName = "snapshot_store",
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_nr",
        CreatedColumnName = "created_at",
        SnapshotColumnName = "snapshot",
        ManifestColumnName = "manifest",
        SerializerIdColumnName = "serializer_id",
    };

    /// <summary>Name of the table.</summary>
    public string? TableName { get; set; }

    /// <summary>Name of the column with the persistence id.</summary>
    public string? PersistenceIdColumnName { get; set; }

    /// <summary>Name of the column with the sequence number.</summary>
    public string? SequenceNumberColumnName { get; set; }

    /// <summary>Name of the column with the time of storing.</summary>
    public string? CreatedColumnName { get; set; }

    /// <summary>Name of the column with the serialized state.</summary>
    public string? SnapshotColumnName { get; set; }

    /// <summary>Name of the column with the type's name.</summary>
    public string? ManifestColumnName { get; set; }

    /// <summary>Name of the column with the serializer's number.</summary>
    public string? SerializerIdColumnName { get; set; }

    internal void Append(StringBuilder sb)
    {
        var section = new MappingSection(sb, "snapshot");
        section.Add("table-name", TableName);
        section.Add("columns.persistence-id", PersistenceIdColumnName);
        section.Add("columns.sequence-number", SequenceNumberColumnName);
        section.Add("columns.created", CreatedColumnName);
        section.Add("columns.snapshot", SnapshotColumnName);
        section.Add("columns.manifest", ManifestColumnName);
        section.Add("columns.serializerId", SerializerIdColumnName);
    }
}
