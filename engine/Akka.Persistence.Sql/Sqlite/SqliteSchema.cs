using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>The SQL text for one set of table names. Column names and types are those of the official plugin, so that either reads the other's file.</summary>
internal sealed class SqliteSchema(StorageOptions options)
{
    private readonly TableNames _names = options.Tables;

    public bool HasTagTable { get; } = options.TagMode is TagMode.TagTable or TagMode.Both;

    public bool HasTagColumn { get; } = options.TagMode is TagMode.Csv or TagMode.Both;

    public string Journal => Quote(_names.Journal.Name);

    public string Tags => Quote(_names.Tags.Name);

    public string Metadata => Quote(_names.Metadata.Name);

    public string Snapshot => Quote(_names.Snapshot.Name);

    public IEnumerable<string> CreateTables()
    {
        var (journal, tags, metadata, snapshot) = (_names.Journal, _names.Tags, _names.Metadata, _names.Snapshot);
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

        if (options.DeleteCompatibility)
        {
            yield return $"""
                CREATE TABLE IF NOT EXISTS {Metadata} ({Quote(metadata.PersistenceId)} NVarChar(255) NOT NULL, {Quote(metadata.SequenceNumber)} INTEGER NOT NULL,
                PRIMARY KEY ({Quote(metadata.PersistenceId)}, {Quote(metadata.SequenceNumber)}))
                """;
        }

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
        var j = _names.Journal;
        List<string> columns = [j.PersistenceId, j.SequenceNumber, j.Created, j.Message, j.Manifest, j.Identifier];
        if (j.UseWriterUuid) columns.Add(j.WriterUuid);
        if (HasTagColumn) columns.Add(j.Tags);
        var values = string.Join(", ", Enumerable.Range(1, columns.Count).Select(n => $"?{n}"));
        return $"INSERT INTO {Journal} ({Quote(j.Deleted)}, {string.Join(", ", columns.Select(Quote))}) VALUES (0, {values})";
    }

    /// <summary>1 ordering id, 2 tag, 3 number, 4 persistence id.</summary>
    public string InsertTag()
    {
        var t = _names.Tags;
        return $"INSERT INTO {Tags} ({Quote(t.OrderingId)}, {Quote(t.Tag)}, {Quote(t.SequenceNr)}, {Quote(t.PersistenceId)}) VALUES (?1, ?2, ?3, ?4)";
    }

    /// <summary>1 persistence id, 2 number: the highest stored number up to it.</summary>
    public string HighestUpTo() => $"SELECT MAX({JournalNr}) FROM {Journal} WHERE {JournalId} = ?1 AND {JournalNr} <= ?2";

    /// <summary>1 persistence id, 2 number: deletes the events below it.</summary>
    public string DeleteBelow() => $"DELETE FROM {Journal} WHERE {JournalId} = ?1 AND {JournalNr} < ?2";

    /// <summary>1 persistence id, 2 number: keeps the row as the record of the highest number, without its content.</summary>
    public string MarkDeleted() =>
        $"UPDATE {Journal} SET {Quote(_names.Journal.Deleted)} = 1, {Quote(_names.Journal.Message)} = x'' WHERE {JournalId} = ?1 AND {JournalNr} = ?2";

    /// <summary>1 persistence id, 2 number: deletes the tags of events up to it.</summary>
    public string DeleteTags() => $"DELETE FROM {Tags} WHERE {Quote(_names.Tags.PersistenceId)} = ?1 AND {Quote(_names.Tags.SequenceNr)} <= ?2";

    /// <summary>1 persistence id, 2 number: remembers it as the highest deleted.</summary>
    public string InsertMetadata() =>
        $"INSERT OR IGNORE INTO {Metadata} ({Quote(_names.Metadata.PersistenceId)}, {Quote(_names.Metadata.SequenceNumber)}) VALUES (?1, ?2)";

    /// <summary>1 persistence id, 2 number: forgets what was remembered below it.</summary>
    public string DeleteMetadata() =>
        $"DELETE FROM {Metadata} WHERE {Quote(_names.Metadata.PersistenceId)} = ?1 AND {Quote(_names.Metadata.SequenceNumber)} < ?2";

    /// <summary>1 persistence id.</summary>
    public string Highest()
    {
        var journal = $"SELECT MAX({JournalNr}) FROM {Journal} WHERE {JournalId} = ?1";
        if (!options.DeleteCompatibility) return journal;
        var metadata = $"SELECT MAX({Quote(_names.Metadata.SequenceNumber)}) FROM {Metadata} WHERE {Quote(_names.Metadata.PersistenceId)} = ?1";
        return $"SELECT MAX(IFNULL(({journal}), 0), IFNULL(({metadata}), 0))";
    }

    /// <summary>1 persistence id, 2 from, 3 to, 4 limit. Columns: number, created, payload, manifest, serializer, writer.</summary>
    public string SelectEvents()
    {
        var j = _names.Journal;
        var writer = j.UseWriterUuid ? Quote(j.WriterUuid) : "NULL";
        return $"""
            SELECT {JournalNr}, {Quote(j.Created)}, {Quote(j.Message)}, {Quote(j.Manifest)}, {Quote(j.Identifier)}, {writer} FROM {Journal}
            WHERE {JournalId} = ?1 AND {JournalNr} BETWEEN ?2 AND ?3 AND {Quote(j.Deleted)} = 0 ORDER BY {JournalNr} LIMIT ?4
            """;
    }

    /// <summary>1 persistence id, 2 number, 3 created, 4 payload, 5 manifest, 6 serializer.</summary>
    public string UpsertSnapshot()
    {
        var s = _names.Snapshot;
        return $"""
            INSERT OR REPLACE INTO {Snapshot} ({Quote(s.PersistenceId)}, {Quote(s.SequenceNumber)}, {Quote(s.Created)}, {Quote(s.Payload)},
            {Quote(s.Manifest)}, {Quote(s.SerializerId)}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """;
    }

    /// <summary>1 persistence id, 2 and 3 numbers, 4 and 5 created. Columns: number, created, payload, manifest, serializer.</summary>
    public string SelectSnapshot()
    {
        var s = _names.Snapshot;
        return $"""
            SELECT {Quote(s.SequenceNumber)}, {Quote(s.Created)}, {Quote(s.Payload)}, {Quote(s.Manifest)}, {Quote(s.SerializerId)} FROM {Snapshot}
            WHERE {SnapshotRange} ORDER BY {Quote(s.SequenceNumber)} DESC LIMIT 1
            """;
    }

    /// <summary>1 persistence id, 2 and 3 numbers, 4 and 5 created.</summary>
    public string DeleteSnapshots() => $"DELETE FROM {Snapshot} WHERE {SnapshotRange}";

    private string JournalId => Quote(_names.Journal.PersistenceId);

    private string JournalNr => Quote(_names.Journal.SequenceNumber);

    private string SnapshotRange =>
        $"{Quote(_names.Snapshot.PersistenceId)} = ?1 AND {Quote(_names.Snapshot.SequenceNumber)} BETWEEN ?2 AND ?3 AND {Quote(_names.Snapshot.Created)} BETWEEN ?4 AND ?5";

    private static string Index(string table, string suffix, params ReadOnlySpan<string> columns)
    {
        var list = string.Join(", ", columns.ToArray().Select(Quote));
        return $"CREATE INDEX IF NOT EXISTS {Quote($"{table}_{suffix}")} ON {Quote(table)} ({list})";
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
