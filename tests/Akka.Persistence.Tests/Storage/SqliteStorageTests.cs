using System.Text;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Storage;
using static Akka.Persistence.Tests.Storage.SqliteFile;

namespace Akka.Persistence.Tests.Storage;

/// <summary>What is written to SQLite is read back as it was, in the official plugin's tables, and an operation at fault fails alone.</summary>
public sealed class SqliteStorageTests
{
    [Fact]
    public void Every_field_of_an_event_is_read_back_as_written()
    {
        using var file = new SqliteFile();
        var row = new EventRow { SequenceNr = 1, Created = 638_123, Payload = [0, 255, 7], Manifest = "Größe", SerializerId = -3, WriterUuid = "w-1" };
        file.Append("room|room:ü\0|%", row).AssertStored();

        var read = Assert.Single(file.Events("room|room:ü\0|%"));

        Assert.Equal((1, 638_123, "Größe", -3, "w-1"), (read.SequenceNr, read.Created, read.Manifest, read.SerializerId, read.WriterUuid));
        Assert.Equal([0, 255, 7], read.Payload);
    }

    [Fact]
    public void An_event_may_have_an_empty_payload_and_no_manifest_serializer_or_writer()
    {
        using var file = new SqliteFile();
        file.Append("a", new EventRow { SequenceNr = 1, Created = 1, Payload = [], Manifest = "", SerializerId = null }).AssertStored();

        var read = Assert.Single(file.Events("a"));

        Assert.Equal(([], "", null), (read.Payload, read.Manifest, read.SerializerId));
    }

    [Fact]
    public void A_long_text_and_a_large_payload_are_read_back_as_written()
    {
        using var file = new SqliteFile();
        var id = new string('é', 5_000);
        var payload = Enumerable.Range(0, 3_000_000).Select(i => (byte)i).ToArray();
        file.Append(id, new EventRow { SequenceNr = 1, Created = 1, Payload = payload, Manifest = "m", SerializerId = 1 }).AssertStored();

        Assert.Equal(payload, Assert.Single(file.Events(id)).Payload);
    }

    [Fact]
    public void Events_are_read_in_order_within_their_bounds()
    {
        using var file = new SqliteFile();
        file.Append("a", [.. Enumerable.Range(1, 10).Select(n => Row(n))]).AssertStored();
        file.Append("b", Row(1)).AssertStored();

        Assert.Equal([3, 4, 5], file.Events("a", from: 3, to: 5).Select(e => e.SequenceNr));
        Assert.Equal([9, 10], file.Events("a", from: 9).Select(e => e.SequenceNr));
        Assert.Equal([1, 2], file.Events("a", limit: 2).Select(e => e.SequenceNr));
        Assert.Empty(file.Events("c"));
    }

    [Fact]
    public void A_number_that_is_taken_fails_its_own_write_and_no_other_of_the_transaction()
    {
        using var file = new SqliteFile();
        file.Append("b", Row(1)).AssertStored();
        Append before = new(AllTables, "a", Row(1)), taken = new(AllTables, "b", Row(1)), after = new(AllTables, "c", Row(1));

        file.Write(before, taken, after);

        var error = taken.Outcome.AssertFailed<StaleWriterException>();
        Assert.Equal(("b", 1), (error.PersistenceId, error.SequenceNr));
        before.Outcome.AssertStored();
        after.Outcome.AssertStored();
        Assert.Equal([1], file.Numbers("a"));
        Assert.Equal([1], file.Numbers("c"));
    }

    [Fact]
    public void A_write_of_several_events_is_stored_whole_or_not_at_all()
    {
        using var file = new SqliteFile();
        file.Append("a", Row(3)).AssertStored();
        Append whole = new(AllTables, "b", Row(1), Row(2)), broken = new(AllTables, "a", Row(1, "x", "tag"), Row(2), Row(3), Row(4));

        file.Write(broken, whole);

        broken.Outcome.AssertFailed<StaleWriterException>();
        Assert.Equal([3], file.Numbers("a"));
        Assert.Empty(file.Query("SELECT tag FROM tags"));
        Assert.Equal([1, 2], file.Numbers("b"));
    }

    [Fact]
    public void Deleted_events_are_gone_and_their_highest_number_stays_known()
    {
        using var file = new SqliteFile();
        file.Append("a", [.. Enumerable.Range(1, 5).Select(n => Row(n, "secret", "t"))]).AssertStored();
        file.Append("b", Row(1)).AssertStored();

        file.Delete("a", 3).AssertStored();
        Assert.Equal([4, 5], file.Numbers("a"));
        file.Delete("a", long.MaxValue).AssertStored();

        Assert.Empty(file.Events("a"));
        Assert.Equal(5, file.Highest("a"));
        Assert.Equal(["5|0"], file.Query("SELECT sequence_number, length(message) FROM journal WHERE persistence_id = 'a'"));
        Assert.Empty(file.Query("SELECT tag FROM tags"));
        Assert.Equal([1], file.Numbers("b"));
        file.Append("a", Row(6)).AssertStored();
        Assert.Equal([6], file.Numbers("a"));
    }

    [Fact]
    public void Deleting_what_is_not_there_succeeds()
    {
        using var file = new SqliteFile();
        file.Delete("nobody", 10).AssertStored();

        Assert.Equal(0, file.Highest("nobody"));
    }

    [Fact]
    public void In_delete_compatibility_mode_the_metadata_table_keeps_the_highest_deleted_number()
    {
        using var file = new SqliteFile(tables: AllTables with { DeleteCompatibility = true });
        file.Append("a", Row(1), Row(2), Row(3)).AssertStored();
        file.Delete("a", 1).AssertStored();
        file.Delete("a", 3).AssertStored();

        Assert.Equal(3, file.Highest("a"));
        Assert.Empty(file.Query("SELECT * FROM journal"));
        Assert.Equal(["a|3"], file.Query("SELECT * FROM journal_metadata"));
    }

    [Fact]
    public void Tags_have_a_row_each_with_the_events_ordering()
    {
        using var file = new SqliteFile();
        file.Append("a", Row(1, "x", "red", "green"), Row(2)).AssertStored();

        Assert.Equal(["green|1|a", "red|1|a"], file.Query("SELECT tag, sequence_nr, t.persistence_id FROM tags t JOIN journal ON ordering = ordering_id ORDER BY tag"));
    }

    [Fact]
    public void In_csv_mode_tags_are_a_column_between_separators()
    {
        using var file = new SqliteFile(tables: AllTables with { TagMode = TagMode.Csv });
        file.Append("a", Row(1, "x", "red", "green"), Row(2)).AssertStored();

        Assert.Equal([";red;green;", ""], file.Query("SELECT tags FROM journal ORDER BY ordering"));
    }

    [Fact]
    public void The_tables_have_the_official_names_and_types()
    {
        using var file = new SqliteFile(tables: AllTables with { DeleteCompatibility = true });
        file.Append("a", Row(1)).AssertStored();

        Assert.Equal(
            ["ordering INTEGER", "created INTEGER", "deleted Bit", "persistence_id NVarChar(255)", "sequence_number INTEGER", "message VarBinary", "manifest NVarChar(500)", "identifier INTEGER", "writer_uuid NVarChar(128)"],
            Columns(file, "journal"));
        Assert.Equal(["ordering_id INTEGER", "tag NVarChar(64)", "sequence_nr INTEGER", "persistence_id NVarChar(255)"], Columns(file, "tags"));
        Assert.Equal(
            ["persistence_id NVarChar(255)", "sequence_number INTEGER", "created INTEGER", "snapshot VarBinary", "manifest NVarChar(500)", "serializer_id INTEGER"],
            Columns(file, "snapshot"));
        Assert.Equal(["persistence_id NVarChar(255)", "sequence_number INTEGER"], Columns(file, "journal_metadata"));
    }

    [Fact]
    public void Other_names_may_be_configured()
    {
        using var file = new SqliteFile(tables: new TableSet { Journal = new() { Name = "event_journal", SequenceNumber = "sequence_nr", Message = "payload", UseWriterUuid = false } });
        file.Append("a", Row(1, "text")).AssertStored();

        Assert.Equal("text", Encoding.UTF8.GetString(Assert.Single(file.Events("a")).Payload));
        Assert.Equal(["a|1"], file.Query("SELECT persistence_id, sequence_nr FROM event_journal"));
    }

    [Fact]
    public void The_newest_snapshot_within_the_bounds_is_found()
    {
        using var file = new SqliteFile();
        file.Write([.. Enumerable.Range(1, 5).Select(n => new Save(AllTables, SnapshotRow("a", n * 10, n * 100)))]);

        Assert.Equal(50, file.Snapshot("a", SnapshotRange.All)?.SequenceNr);
        Assert.Equal(30, file.Snapshot("a", SnapshotRange.All with { MaxSequenceNr = 39 })?.SequenceNr);
        Assert.Equal(20, file.Snapshot("a", SnapshotRange.All with { MaxCreated = 299 })?.SequenceNr);
        Assert.Null(file.Snapshot("a", SnapshotRange.All with { MinSequenceNr = 51 }));
        Assert.Null(file.Snapshot("b", SnapshotRange.All));
    }

    [Fact]
    public void A_snapshot_with_the_same_number_replaces_the_older_one()
    {
        using var file = new SqliteFile();
        file.Write(new Save(AllTables, SnapshotRow("a", 1, 1, "old")), new Save(AllTables, SnapshotRow("a", 1, 2, "new")));

        var read = file.Snapshot("a", SnapshotRange.All)!;

        Assert.Equal(("new", 2, "s", 7), (Encoding.UTF8.GetString(read.Payload), read.Created, read.Manifest, read.SerializerId));
    }

    [Fact]
    public void Snapshots_are_removed_by_range()
    {
        using var file = new SqliteFile();
        file.Write([.. Enumerable.Range(1, 5).Select(n => new Save(AllTables, SnapshotRow("a", n, n)))]);
        file.Write(new Remove(AllTables, "a", SnapshotRange.All with { MinSequenceNr = 2, MaxSequenceNr = 4 }));

        Assert.Equal(["1", "5"], file.Query("SELECT sequence_number FROM snapshot ORDER BY 1"));
    }

    [Fact]
    public void The_file_is_in_WAL_mode()
    {
        using var file = new SqliteFile();
        file.Append("a", Row(1)).AssertStored();

        Assert.Equal(["wal"], file.Query("PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Mode=Memory")]
    [InlineData("Data Source=x;Mode=Memory")]
    public void A_database_that_each_connection_has_its_own_of_is_refused(string connectionString)
    {
        var error = Assert.Throws<ArgumentException>(() => new Akka.Persistence.Sql.Sqlite.SqliteProvider(new DatabaseOptions { ConnectionString = connectionString }));

        Assert.Contains("Cache=Shared", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_database_in_memory_works_as_a_file_does()
    {
        using var file = new SqliteFile(o => o with { ConnectionString = "Data Source=shared-for-test;Mode=Memory;Cache=Shared" });
        file.Append("a", Row(1), Row(2)).AssertStored();

        Assert.Equal([1, 2], file.Numbers("a"));
        Assert.Equal(2, file.Highest("a"));
    }

    private static string[] Columns(SqliteFile file, string table) => file.Query($"SELECT name || ' ' || type FROM pragma_table_info('{table}') ORDER BY cid");
}
