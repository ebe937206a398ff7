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
    public static SnapshotTableOptions Sqlite => Snapshots("snapshot", "payload");

    /// <summary>The names of Akka.Persistence.PostgreSql; a new instance each time.</summary>
    public static SnapshotTableOptions PostgreSql => Snapshots("snapshot_store", "payload");

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
    public static SnapshotTableOptions MySql => Snapshots("snapshot_store", "snapshot");

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

    // The plugins of their own for these databases agree on all but the table and one column.
    private static SnapshotTableOptions Snapshots(string table, string snapshot) => new()
    {
        TableName = table,
        PersistenceIdColumnName = "persistence_id",
        SequenceNumberColumnName = "sequence_nr",
        CreatedColumnName = "created_at",
        SnapshotColumnName = snapshot,
        ManifestColumnName = "manifest",
        SerializerIdColumnName = "serializer_id",
    };
}
