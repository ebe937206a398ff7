using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>The SQL text for one set of table names. Column names and types are those of the official plugin, so that either uses the other's tables.</summary>
internal sealed class PostgreSqlSchema(TableSet tables, bool identityColumns)
{
    public bool HasTagTable { get; } = tables.TagMode is TagMode.TagTable or TagMode.Both;

    public bool HasTagColumn { get; } = tables.TagMode is TagMode.Csv or TagMode.Both;

    private TableSet.JournalTable J => tables.Journal!;

    private TableSet.SnapshotTable S => tables.Snapshot!;

    private string Journal => Qualified(J.Name);

    private string Tags => Qualified(tables.Tags.Name);

    private string Metadata => Qualified(tables.Metadata.Name);

    private string Snapshot => Qualified(S.Name);

    /// <summary>1 table, 2 schema or null: whether the table is missing. Asks the catalogue itself: names that were looked up in vain are remembered for the transaction.</summary>
    public const string IsMissing = """
        SELECT NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname = $1 AND c.relkind IN ('r', 'p') AND CASE WHEN $2::text IS NULL THEN n.nspname = ANY(current_schemas(false)) ELSE n.nspname = $2 END)
        """;

    public string? SchemaName => tables.SchemaName;

    /// <summary>The tables, each with the statements that make it.</summary>
    public IEnumerable<(string Table, string Sql)> CreateTables()
    {
        if (tables.Journal is not null)
        {
            yield return (J.Name, CreateJournal());
            if (HasTagTable) yield return (tables.Tags.Name, CreateTags());
            if (tables.DeleteCompatibility) yield return (tables.Metadata.Name, CreateMetadata());
        }

        if (tables.Snapshot is not null) yield return (S.Name, CreateSnapshot());
    }

    /// <summary>The schema, when it is named and can be missing.</summary>
    public string? CreateSchema() => tables.SchemaName is { } schema ? $"CREATE SCHEMA IF NOT EXISTS {Quote(schema)}" : null;

    /// <summary>
    /// Stores many operations at once. By operation: 1 persistence id, 2 the number that must be the highest (-1: any below the first), 3 first number,
    /// 4 created, 5 writer. By event: 6 number of its operation from 1, 7 number, 8 payload, 9 manifest, 10 serializer, then tags as text where there is
    /// such a column; by tag, when <paramref name="withTags"/>: persistence id, number, tag.
    /// Rows: number of each operation that was refused, the highest number that is stored, who wrote that event.
    /// </summary>
    public string Append(bool withTags)
    {
        var next = 11;
        var csvColumn = HasTagColumn ? $", {Quote(J.Tags)}" : "";
        var (csv, csvArray) = HasTagColumn ? (", r.csv", $", ${next++}::text[]") : ("", "");
        var (writerColumn, writer) = J.UseWriterUuid ? ($", {Quote(J.WriterUuid)}", ", w.writer") : ("", "");
        var writerOfHighest = J.UseWriterUuid ? $"(SELECT j.{Quote(J.WriterUuid)} FROM {Journal} j WHERE {Between($"j.{Id}", $"j.{Nr}", "w.pid", "w.highest", "w.highest")})" : "NULL::text";
        var tagged = withTags
            ? $"""
                , tagged AS (INSERT INTO {Tags} ({Quote(tables.Tags.OrderingId)}, {Quote(tables.Tags.Tag)}, {Quote(tables.Tags.SequenceNr)}, {Quote(tables.Tags.PersistenceId)})
                SELECT i.{Quote(J.Ordering)}, t.tag, t.nr, t.pid FROM unnest(${next}::text[], ${next + 1}::bigint[], ${next + 2}::text[]) AS t(pid, nr, tag)
                JOIN stored i ON i.{Id} = t.pid AND i.{Nr} = t.nr)
                """
            : "";
        return $"""
            WITH w AS MATERIALIZED (
            SELECT o.*, {HighestOf("o.pid")} AS highest
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[]) WITH ORDINALITY AS o(pid, previous, first, created, writer, op)),
            stored AS (
            INSERT INTO {Journal} ({Quote(J.Deleted)}, {Quote(J.Created)}, {Id}, {Nr}, {Quote(J.Message)}, {Quote(J.Manifest)}, {Quote(J.Identifier)}{writerColumn}{csvColumn})
            SELECT false, w.created, w.pid, r.nr, r.payload, r.manifest, r.serializer{writer}{csv}
            FROM unnest($6::bigint[], $7::bigint[], $8::bytea[], $9::text[], $10::int[]{csvArray}) WITH ORDINALITY AS r(op, nr, payload, manifest, serializer{(HasTagColumn ? ", csv" : "")}, i)
            JOIN w ON w.op = r.op WHERE CASE WHEN w.previous >= 0 THEN w.highest = w.previous ELSE w.highest < w.first END
            ORDER BY r.i{(withTags ? $" RETURNING {Quote(J.Ordering)}, {Id}, {Nr}" : "")}){tagged}
            SELECT w.op, w.highest, {writerOfHighest} FROM w WHERE NOT CASE WHEN w.previous >= 0 THEN w.highest = w.previous ELSE w.highest < w.first END
            """;
    }

    /// <summary>
    /// 1 persistence id, 2 number: deletes the events up to it. The row of the highest number stays, without its content, as the record of that number; or the
    /// metadata table remembers it.
    /// </summary>
    public string Delete()
    {
        var upTo = $"WITH h AS MATERIALIZED (SELECT {Nr} AS nr FROM {Journal} WHERE {Between(Id, Nr, "$1", "0", "$2")} ORDER BY {Id} DESC, {Nr} DESC LIMIT 1)";
        var highest = "(SELECT nr FROM h)";
        var tags = HasTagTable
            ? $", t AS (DELETE FROM {Tags} WHERE {Quote(tables.Tags.PersistenceId)} = $1 AND {Quote(tables.Tags.SequenceNr)} <= {highest})"
            : "";
        if (!tables.DeleteCompatibility)
        {
            return $"""
                {upTo}, d AS (DELETE FROM {Journal} WHERE {Between(Id, Nr, "$1", "0", $"{highest} - 1")}){tags}
                UPDATE {Journal} SET {Quote(J.Deleted)} = true, {Quote(J.Message)} = '' WHERE {Between(Id, Nr, "$1", highest, highest)} AND NOT {Quote(J.Deleted)}
                """;
        }

        var (id, nr) = (Quote(tables.Metadata.PersistenceId), Quote(tables.Metadata.SequenceNumber));
        return $"""
            {upTo}, d AS (DELETE FROM {Journal} WHERE {Between(Id, Nr, "$1", "0", highest)}){tags},
            m AS (DELETE FROM {Metadata} WHERE {id} = $1 AND {nr} < {highest})
            INSERT INTO {Metadata} ({id}, {nr}) SELECT $1, nr FROM h WHERE nr IS NOT NULL ON CONFLICT DO NOTHING
            """;
    }

    /// <summary>1 persistence id.</summary>
    public string Highest() => $"SELECT {HighestOf("$1")}";

    /// <summary>1 persistence id, 2 from, 3 to, 4 limit. Columns: number, created, payload, manifest, serializer, writer.</summary>
    public string SelectEvents()
    {
        var writer = J.UseWriterUuid ? Quote(J.WriterUuid) : "NULL::text";
        return $"""
            SELECT {Nr}, {Quote(J.Created)}, {Quote(J.Message)}, {Quote(J.Manifest)}, {Quote(J.Identifier)}, {writer} FROM {Journal}
            WHERE {Between(Id, Nr, "$1", "$2", "$3")} AND NOT {Quote(J.Deleted)} ORDER BY {Id}, {Nr} LIMIT $4
            """;
    }

    /// <summary>1 persistence id, 2 number, 3 created, 4 payload, 5 manifest, 6 serializer.</summary>
    public string UpsertSnapshot()
    {
        string[] columns = [Quote(S.PersistenceId), Quote(S.SequenceNumber), Quote(S.Created), Quote(S.Payload), Quote(S.Manifest), Quote(S.SerializerId)];
        return $"""
            INSERT INTO {Snapshot} ({string.Join(", ", columns)}) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT ({columns[0]}, {columns[1]}) DO UPDATE SET {string.Join(", ", columns[2..].Select(c => $"{c} = excluded.{c}"))}
            """;
    }

    /// <summary>1 persistence id, 2 and 3 numbers, 4 and 5 created. Columns: number, created, payload, manifest, serializer.</summary>
    public string SelectSnapshot() => $"""
        SELECT {Quote(S.SequenceNumber)}, {Quote(S.Created)}, {Quote(S.Payload)}, {Quote(S.Manifest)}, {Quote(S.SerializerId)} FROM {Snapshot}
        WHERE {SnapshotRange} ORDER BY {Quote(S.PersistenceId)} DESC, {Quote(S.SequenceNumber)} DESC LIMIT 1
        """;

    /// <summary>1 persistence id, 2 and 3 numbers, 4 and 5 created.</summary>
    public string DeleteSnapshots() => $"DELETE FROM {Snapshot} WHERE {SnapshotRange}";

    private string Id => Quote(J.PersistenceId);

    private string Nr => Quote(J.SequenceNumber);

    // Nor the index on times: the range is nearly always all of them.
    private string SnapshotRange =>
        $"{Between(Quote(S.PersistenceId), Quote(S.SequenceNumber), "$1", "$2", "$3")} AND {Quote(S.Created)} + 0 BETWEEN $4 AND $5";

    // Comparing rows, and ordering by both columns, leaves the database no choice but the index on both. "id = x ORDER BY number" can be answered from
    // the index on numbers alone, too, which it takes for as good when few ids have most of the rows, and then reads everybody's rows to find one of another id.
    private static string Between(string idColumn, string numberColumn, string id, string from, string to) =>
        $"({idColumn}, {numberColumn}) >= ({id}, {from}) AND ({idColumn}, {numberColumn}) <= ({id}, {to})";

    private string HighestOf(string id)
    {
        // Says "id = x", in a form that leaves the order by id to the index; cheaper than comparing rows.
        var journal = $"COALESCE((SELECT j.{Nr} FROM {Journal} j WHERE j.{Id} >= {id} AND j.{Id} <= {id} ORDER BY j.{Id} DESC, j.{Nr} DESC LIMIT 1), 0)";
        if (!tables.DeleteCompatibility) return journal;
        var metadata = $"SELECT MAX(m.{Quote(tables.Metadata.SequenceNumber)}) FROM {Metadata} m WHERE m.{Quote(tables.Metadata.PersistenceId)} = {id}";
        return $"GREATEST({journal}, COALESCE(({metadata}), 0))";
    }

    private string CreateJournal()
    {
        var ordering = identityColumns ? "bigint GENERATED ALWAYS AS IDENTITY" : "bigserial";
        var writer = J.UseWriterUuid ? $", {Quote(J.WriterUuid)} varchar(128) NULL" : "";
        var csv = HasTagColumn ? $", {Quote(J.Tags)} varchar(100) NULL" : "";
        return $"""
            CREATE TABLE {Journal} ({Quote(J.Ordering)} {ordering} NOT NULL PRIMARY KEY, {Quote(J.Created)} bigint NOT NULL, {Quote(J.Deleted)} boolean NOT NULL,
            {Id} varchar(255) NOT NULL, {Nr} bigint NOT NULL, {Quote(J.Message)} bytea NOT NULL, {Quote(J.Manifest)} varchar(500) NULL,
            {Quote(J.Identifier)} int NULL{writer}{csv}, CONSTRAINT {Quote(J.Name + "_uq")} UNIQUE ({Id}, {Nr}));
            {Index(J.Name, "created_idx", J.Created)};
            {Index(J.Name, "sequence_number_idx", J.SequenceNumber)};
            """;
    }

    private string CreateTags()
    {
        var t = tables.Tags;
        return $"""
            CREATE TABLE {Tags} ({Quote(t.OrderingId)} bigint NOT NULL, {Quote(t.Tag)} varchar(64) NOT NULL, {Quote(t.SequenceNr)} bigint NOT NULL,
            {Quote(t.PersistenceId)} varchar(255) NOT NULL, PRIMARY KEY ({Quote(t.OrderingId)}, {Quote(t.Tag)}));
            {Index(t.Name, "persistence_id_sequence_nr_idx", t.PersistenceId, t.SequenceNr)};
            {Index(t.Name, "tag_idx", t.Tag)};
            """;
    }

    private string CreateMetadata()
    {
        var (id, nr) = (Quote(tables.Metadata.PersistenceId), Quote(tables.Metadata.SequenceNumber));
        return $"CREATE TABLE {Metadata} ({id} varchar(255) NOT NULL, {nr} bigint NOT NULL, PRIMARY KEY ({id}, {nr}));";
    }

    private string CreateSnapshot() => $"""
        CREATE TABLE {Snapshot} ({Quote(S.PersistenceId)} varchar(255) NOT NULL, {Quote(S.SequenceNumber)} bigint NOT NULL, {Quote(S.Created)} bigint NOT NULL,
        {Quote(S.Payload)} bytea NOT NULL, {Quote(S.Manifest)} varchar(500) NULL, {Quote(S.SerializerId)} int NULL,
        PRIMARY KEY ({Quote(S.PersistenceId)}, {Quote(S.SequenceNumber)}));
        {Index(S.Name, "sequence_number_idx", S.SequenceNumber)};
        {Index(S.Name, "created_idx", S.Created)};
        """;

    private string Index(string table, string suffix, params ReadOnlySpan<string> columns) =>
        $"CREATE INDEX {Quote($"{table}_{suffix}")} ON {Qualified(table)} ({string.Join(", ", columns.ToArray().Select(Quote))})";

    private string Qualified(string name) => tables.SchemaName is { } schema ? $"{Quote(schema)}.{Quote(name)}" : Quote(name);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
