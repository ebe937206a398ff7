using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>The SQL text for one set of table names. Column names and types are those of the official plugin, so that either reads the other's file.</summary>
internal sealed class SqliteSchema(TableSet tables)
{
    public bool HasTagTable { get; } = tables.TagMode is TagMode.TagTable or TagMode.Both;

    public bool HasTagColumn { get; } = tables.TagMode is TagMode.Csv or TagMode.Both;

    private TableSet.JournalTable JournalNames => tables.Journal!;

    private TableSet.SnapshotTable SnapshotNames => tables.Snapshot!;

    public string Journal => Quote(JournalNames.Name);

    public string Tags => Quote(tables.Tags.Name);

    public string Metadata => Quote(tables.Metadata.Name);

    public string Snapshot => Quote(SnapshotNames.Name);

    public IEnumerable<string> CreateTables() =>
        (tables.Journal is null ? [] : CreateJournal()).Concat(tables.Snapshot is null ? [] : CreateSnapshot());

    private IEnumerable<string> CreateJournal()
    {
        var (journal, tags, metadata) = (JournalNames, tables.Tags, tables.Metadata);
        var writer = journal.UseWriterUuid ? $", {Quote(journal.WriterUuid)} NVarChar(128) NULL" : "";
        var csv = HasTagColumn ? $", {Quote(journal.Tags)} NVarChar(100) NULL" : "";
        yield return $"""
            CREATE TABLE IF NOT EXISTS {Journal} ({Quote(journal.Ordering)} INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            {Quote(journal.Created)} INTEGER NOT NULL, {Quote(journal.Deleted)} Bit NOT NULL, {Quote(journal.PersistenceId)} NVarChar(255) NOT NULL,
            {Quote(journal.SequenceNumber)} INTEGER NOT NULL, {Quote(journal.Message)} VarBinary NOT NULL, {Quote(journal.Manifest)} NVarChar(500) NULL,
            {Quote(journal.Identifier)} INTEGER NULL{writer}{csv})
            """;
        yield return $"CREATE UNIQUE INDEX IF NOT EXISTS {Quote(journal.Name + "_uq")} ON {Journal} ({Quote(journal.PersistenceId)}, {Quote(journal.SequenceNumber)})";
        yield return Index(journal.Name, "created_idx", journal.Created);
        yield return Index(journal.Name, "sequence_number_idx", journal.SequenceNumber);
        if (HasTagTable)
        {
            yield return $"""
                CREATE TABLE IF NOT EXISTS {Tags} ({Quote(tags.OrderingId)} INTEGER NOT NULL, {Quote(tags.Tag)} NVarChar(64) NOT NULL,
                {Quote(tags.SequenceNr)} INTEGER NOT NULL, {Quote(tags.PersistenceId)} NVarChar(255) NOT NULL,
                PRIMARY KEY ({Quote(tags.OrderingId)}, {Quote(tags.Tag)}))
                """;
            yield return Index(tags.Name, "persistence_id_sequence_nr_idx", tags.PersistenceId, tags.SequenceNr);
            yield return Index(tags.Name, "tag_idx", tags.Tag);
        }

        if (tables.DeleteCompatibility)
        {
            yield return $"""
                CREATE TABLE IF NOT EXISTS {Metadata} ({Quote(metadata.PersistenceId)} NVarChar(255) NOT NULL, {Quote(metadata.SequenceNumber)} INTEGER NOT NULL,
                PRIMARY KEY ({Quote(metadata.PersistenceId)}, {Quote(metadata.SequenceNumber)}))
                """;
        }
    }

    private IEnumerable<string> CreateSnapshot()
    {
        var snapshot = SnapshotNames;
        yield return $"""
            CREATE TABLE IF NOT EXISTS {Snapshot} ({Quote(snapshot.PersistenceId)} NVarChar(255) NOT NULL, {Quote(snapshot.SequenceNumber)} INTEGER NOT NULL,
            {Quote(snapshot.Created)} INTEGER NOT NULL, {Quote(snapshot.Payload)} VarBinary NOT NULL, {Quote(snapshot.Manifest)} NVarChar(500) NULL,
            {Quote(snapshot.SerializerId)} INTEGER NULL, PRIMARY KEY ({Quote(snapshot.PersistenceId)}, {Quote(snapshot.SequenceNumber)}))
            """;
        yield return Index(snapshot.Name, "sequence_number_idx", snapshot.SequenceNumber);
        yield return Index(snapshot.Name, "created_idx", snapshot.Created);
    }

    /// <summary>1 persistence id, 2 number, 3 created, 4 payload, 5 manifest, 6 serializer; then writer and tags where there are such columns.</summary>
    public string InsertEvent()
    {
        var j = JournalNames;
        List<string> columns = [j.PersistenceId, j.SequenceNumber, j.Created, j.Message, j.Manifest, j.Identifier];
        if (j.UseWriterUuid) columns.Add(j.WriterUuid);
        if (HasTagColumn) columns.Add(j.Tags);
        var values = string.Join(", ", Enumerable.Range(1, columns.Count).Select(n => $"?{n}"));
        return $"INSERT INTO {Journal} ({Quote(j.Deleted)}, {string.Join(", ", columns.Select(Quote))}) VALUES (0, {values})";
    }

    /// <summary>1 ordering id, 2 tag, 3 number, 4 persistence id.</summary>
    public string InsertTag()
    {
        var t = tables.Tags;
        return $"INSERT INTO {Tags} ({Quote(t.OrderingId)}, {Quote(t.Tag)}, {Quote(t.SequenceNr)}, {Quote(t.PersistenceId)}) VALUES (?1, ?2, ?3, ?4)";
    }

    /// <summary>1 persistence id, 2 number: the highest stored number up to it.</summary>
    public string HighestUpTo() => $"SELECT MAX({JournalNr}) FROM {Journal} WHERE {JournalId} = ?1 AND {JournalNr} <= ?2";

    /// <summary>1 persistence id, 2 number: deletes the events below it.</summary>
    public string DeleteBelow() => $"DELETE FROM {Journal} WHERE {JournalId} = ?1 AND {JournalNr} < ?2";

    /// <summary>1 persistence id, 2 number: keeps the row as the record of the highest number, without its content.</summary>
    public string MarkDeleted() =>
        $"UPDATE {Journal} SET {Quote(JournalNames.Deleted)} = 1, {Quote(JournalNames.Message)} = x'' WHERE {JournalId} = ?1 AND {JournalNr} = ?2";

    /// <summary>1 persistence id, 2 number: deletes the tags of events up to it.</summary>
    public string DeleteTags() => $"DELETE FROM {Tags} WHERE {Quote(tables.Tags.PersistenceId)} = ?1 AND {Quote(tables.Tags.SequenceNr)} <= ?2";

    /// <summary>1 persistence id, 2 number: remembers it as the highest deleted.</summary>
    public string InsertMetadata() =>
        $"INSERT OR IGNORE INTO {Metadata} ({Quote(tables.Metadata.PersistenceId)}, {Quote(tables.Metadata.SequenceNumber)}) VALUES (?1, ?2)";

    /// <summary>1 persistence id, 2 number: forgets what was remembered below it.</summary>
    public string DeleteMetadata() =>
        $"DELETE FROM {Metadata} WHERE {Quote(tables.Metadata.PersistenceId)} = ?1 AND {Quote(tables.Metadata.SequenceNumber)} < ?2";

    /// <summary>1 persistence id.</summary>
    public string Highest()
    {
        var journal = $"SELECT MAX({JournalNr}) FROM {Journal} WHERE {JournalId} = ?1";
        if (!tables.DeleteCompatibility) return journal;
        var metadata = $"SELECT MAX({Quote(tables.Metadata.SequenceNumber)}) FROM {Metadata} WHERE {Quote(tables.Metadata.PersistenceId)} = ?1";
        return $"SELECT MAX(IFNULL(({journal}), 0), IFNULL(({metadata}), 0))";
    }

    /// <summary>1 persistence id, 2 from, 3 to, 4 limit. Columns: number, created, payload, manifest, serializer, writer.</summary>
    public string SelectEvents()
    {
        var j = JournalNames;
        var writer = j.UseWriterUuid ? Quote(j.WriterUuid) : "NULL";
        return $"""
            SELECT {JournalNr}, {Quote(j.Created)}, {Quote(j.Message)}, {Quote(j.Manifest)}, {Quote(j.Identifier)}, {writer} FROM {Journal}
            WHERE {JournalId} = ?1 AND {JournalNr} BETWEEN ?2 AND ?3 AND {Quote(j.Deleted)} = 0 ORDER BY {JournalNr} LIMIT ?4
            """;
    }

    /// <summary>1 persistence id, 2 number, 3 created, 4 payload, 5 manifest, 6 serializer.</summary>
    public string UpsertSnapshot()
    {
        var s = SnapshotNames;
        return $"""
            INSERT OR REPLACE INTO {Snapshot} ({Quote(s.PersistenceId)}, {Quote(s.SequenceNumber)}, {Quote(s.Created)}, {Quote(s.Payload)},
            {Quote(s.Manifest)}, {Quote(s.SerializerId)}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """;
    }

    /// <summary>1 persistence id, 2 and 3 numbers, 4 and 5 created. Columns: number, created, payload, manifest, serializer.</summary>
    public string SelectSnapshot()
    {
        var s = SnapshotNames;
        return $"""
            SELECT {Quote(s.SequenceNumber)}, {Quote(s.Created)}, {Quote(s.Payload)}, {Quote(s.Manifest)}, {Quote(s.SerializerId)} FROM {Snapshot}
            WHERE {SnapshotRange} ORDER BY {Quote(s.SequenceNumber)} DESC LIMIT 1
            """;
    }

    /// <summary>1 persistence id, 2 and 3 numbers, 4 and 5 created.</summary>
    public string DeleteSnapshots() => $"DELETE FROM {Snapshot} WHERE {SnapshotRange}";

    private string JournalId => Quote(JournalNames.PersistenceId);

    private string JournalNr => Quote(JournalNames.SequenceNumber);

    private string SnapshotRange =>
        $"{Quote(SnapshotNames.PersistenceId)} = ?1 AND {Quote(SnapshotNames.SequenceNumber)} BETWEEN ?2 AND ?3 AND {Quote(SnapshotNames.Created)} BETWEEN ?4 AND ?5";

    private static string Index(string table, string suffix, params ReadOnlySpan<string> columns)
    {
        var list = string.Join(", ", columns.ToArray().Select(Quote));
        return $"CREATE INDEX IF NOT EXISTS {Quote($"{table}_{suffix}")} ON {Quote(table)} ({list})";
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
