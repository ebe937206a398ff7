using System.Text.RegularExpressions;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.PostgreSql;
using Akka.Persistence.Sql.Storage;
using Npgsql;
using Processes;
using static Akka.Persistence.Tests.Storage.SqliteFile;

namespace Akka.Persistence.Tests.Storage;

/// <summary>PostgreSQL stores what it is given in the official tables, a group as one transaction, and refuses only what is at fault itself.</summary>
public sealed class PostgresStorageTests : IDisposable
{
    private readonly Lazy<string> _database = new(() => PostgresServer.Shared.CreateDatabase());
    private readonly List<StorageUnderTest> _open = [];

    private string Database => _database.Value;

    public void Dispose() => _open.ForEach(storage => storage.Dispose());

    [PostgresFact]
    public void Every_field_of_an_event_is_read_back_as_written()
    {
        var storage = Open();
        var row = Row(1, "hello \u20ac", "red");
        storage.Append(new Append(storage.Tables, "a", row)).AssertStored();
        storage.Append(new Append(storage.Tables, "a", new EventRow { SequenceNr = 2, Created = 5, Payload = [], Manifest = "", SerializerId = null })).AssertStored();

        var events = storage.Read("a");

        Assert.Equal(
            (row.SequenceNr, row.Created, row.Manifest, row.SerializerId, row.WriterUuid),
            (events[0].SequenceNr, events[0].Created, events[0].Manifest, events[0].SerializerId, events[0].WriterUuid));
        Assert.Equal(row.Payload, events[0].Payload);
        Assert.Equal((2L, "", null, ""), (events[1].SequenceNr, events[1].Manifest, events[1].SerializerId, events[1].WriterUuid));
        Assert.Empty(events[1].Payload);
    }

    [PostgresFact]
    public void Texts_that_change_from_row_to_row_are_read_as_written()
    {
        var storage = Open();
        string[] manifests = ["", "m", "m", "", "n", new string('x', 300), new string('x', 299) + "y", new string('z', 256), "m", "\u20ac", "\u20ac"];
        storage.Write([.. manifests.Select((manifest, i) => new Append(storage.Tables, "a", new EventRow
        {
            SequenceNr = i + 1,
            Created = 5,
            Payload = [],
            Manifest = manifest,
            SerializerId = 4,
            WriterUuid = $"writer {i / 3}",
        }))]);

        var read = storage.Read("a");
        Assert.Equal(manifests, read.Select(row => row.Manifest));
        Assert.Equal(manifests.Select((_, i) => $"writer {i / 3}"), read.Select(row => row.WriterUuid));
        Assert.Same(read[1].Manifest, read[2].Manifest);
    }

    [PostgresFact]
    public void Rows_are_found_by_id_and_number_also_when_one_id_has_nearly_all_of_them()
    {
        var storage = Open();
        storage.Append("a", 1).AssertStored();
        PostgresDatabase.Execute(Database, """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier)
            SELECT 1, false, 'a', n, '', '', 4 FROM generate_series(2, 20000) n;
            INSERT INTO snapshot (created, persistence_id, sequence_number, snapshot, manifest, serializer_id) SELECT 1, 'a', n, '', '', 4 FROM generate_series(1, 20000) n;
            ANALYZE journal; ANALYZE snapshot
            """);
        var schema = new PostgreSqlSchema(storage.Tables, identityColumns: false);
        using var connection = ((PostgreSqlProvider)storage.Provider).Connect();
        var statements = 0;

        AssertIndex("journal_uq", schema.Highest(), "'b'");
        AssertIndex("journal_uq", schema.SelectEvents(), "'b', 1, 1000, 100");
        AssertIndex("journal_uq", schema.Delete(), "'b', 1000");
        AssertIndex("journal_uq", schema.Append(withTags: false), "'{b}', '{0}', '{1}', '{1}', '{w}', '{1}', '{1}', '{x}', '{m}', '{4}'");
        AssertIndex("snapshot_pkey", schema.SelectSnapshot(), "'b', 1, 1000, 0, 1000");
        AssertIndex("snapshot_pkey", schema.DeleteSnapshots(), "'b', 1, 1000, 0, 1000");

        void AssertIndex(string index, string sql, string arguments)
        {
#pragma warning disable CA2100 // of the schema, and constants
            using (var prepare = new NpgsqlCommand($"PREPARE it{++statements} AS {sql}", connection)) prepare.ExecuteNonQuery();
            using var command = new NpgsqlCommand($"EXPLAIN EXECUTE it{statements}({arguments})", connection);
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            var plan = new List<string>();
            while (reader.Read()) plan.Add(reader.GetString(0));
            var scans = plan.FindAll(line => line.Contains(" Scan", StringComparison.Ordinal) && Regex.IsMatch(line, " on (journal|snapshot) "));
            Assert.NotEmpty(scans);
            Assert.All(scans, scan => Assert.Contains($" using {index} ", scan, StringComparison.Ordinal));
        }
    }

    [PostgresFact]
    public void The_tables_have_the_official_names_and_types()
    {
        Open(AllTables with { DeleteCompatibility = true, TagMode = TagMode.Both }).Append("a", 1).AssertStored();

        Assert.Equal(
            [
                "journal.created bigint NO", "journal.deleted boolean NO", "journal.identifier integer YES", "journal.manifest character varying 500 YES",
                "journal.message bytea NO", "journal.ordering bigint NO", "journal.persistence_id character varying 255 NO", "journal.sequence_number bigint NO",
                "journal.tags character varying 100 YES", "journal.writer_uuid character varying 128 YES",
                "journal_metadata.persistence_id character varying 255 NO", "journal_metadata.sequence_number bigint NO",
                "snapshot.created bigint NO", "snapshot.manifest character varying 500 YES", "snapshot.persistence_id character varying 255 NO",
                "snapshot.sequence_number bigint NO", "snapshot.serializer_id integer YES", "snapshot.snapshot bytea NO",
                "tags.ordering_id bigint NO", "tags.persistence_id character varying 255 NO", "tags.sequence_nr bigint NO", "tags.tag character varying 64 NO",
            ],
            Query("""
                SELECT concat_ws(' ', table_name || '.' || column_name, data_type, character_maximum_length, is_nullable) FROM information_schema.columns
                WHERE table_schema = 'public' ORDER BY table_name COLLATE "C", column_name COLLATE "C"
                """));
        Assert.Equal(
            [
                "journal_created_idx", "journal_metadata_pkey", "journal_pkey", "journal_sequence_number_idx", "journal_uq", "snapshot_created_idx", "snapshot_pkey",
                "snapshot_sequence_number_idx", "tags_persistence_id_sequence_nr_idx", "tags_pkey", "tags_tag_idx",
            ],
            Query("SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname COLLATE \"C\""));
    }

    [PostgresFact]
    public void Nodes_that_start_at_the_same_moment_make_the_tables_once()
    {
        var storages = Enumerable.Range(0, 8).Select(_ => Open()).ToArray();
        var outcomes = new Outcome[storages.Length];

        Parallel.For(0, storages.Length, new ParallelOptions { MaxDegreeOfParallelism = storages.Length }, i => outcomes[i] = storages[i].Append($"a{i}", 1));

        Assert.All(outcomes, o => o.AssertStored());
    }

    [PostgresFact]
    public void A_user_without_the_right_to_make_tables_uses_those_that_are_there()
    {
        Open().Append("a", 1).AssertStored();
        var role = $"guest{Environment.ProcessId}_{Random.Shared.Next()}";
        PostgresDatabase.Execute(Database, $"CREATE ROLE {role} LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}");

        Open(connectionString: Database + $";Username={role}").Append("a", 2).AssertStored();
    }

    [PostgresFact]
    public void A_group_is_one_transaction()
    {
        var storage = Open();
        storage.Write([.. Enumerable.Range(0, 50).Select(i => storage.Events($"a{i}", 1, 2)), new Delete(storage.Tables, "a0", 1)]);

        Assert.Equal(["100|1"], Query("SELECT count(*), count(DISTINCT xmin::text) FROM journal"));
    }

    [PostgresFact]
    public void Events_are_ordered_as_they_were_queued_and_tags_have_their_ordering()
    {
        var storage = Open();
        storage.Write(
            new Append(storage.Tables, "b", Row(1, "1", "red", "blue"), Row(2)) { Previous = 0 },
            new Append(storage.Tables, "a", Row(1, "1", "red")) { Previous = 0 });

        Assert.Equal(["b|1", "b|2", "a|1"], Query("SELECT persistence_id, sequence_number FROM journal ORDER BY ordering"));
        Assert.Equal(
            ["b|1|blue", "b|1|red", "a|1|red"],
            Query("SELECT t.persistence_id, t.sequence_nr, tag FROM tags t JOIN journal j ON j.ordering = ordering_id ORDER BY ordering_id, tag"));
        storage.Delete("b", 2).AssertStored();
        Assert.Equal(["a"], Query("SELECT persistence_id FROM tags"));
    }

    [PostgresFact]
    public void A_large_group_is_stored_whole()
    {
        var storage = Open();
        var text = new string('x', 200_000);
        var appends = Enumerable.Range(0, 100).Select(i => new Append(storage.Tables, $"a{i}", Row(1, text), Row(2)) { Previous = 0 }).ToArray();

        storage.Write([.. appends]);

        Assert.All(appends, a => a.Outcome.AssertStored());
        Assert.Equal(["200|1"], Query("SELECT count(*), count(DISTINCT xmin::text) FROM journal"));
    }

    [PostgresFact]
    public void The_server_makes_no_new_plan_for_each_append()
    {
        var storage = Open();
        storage.Append("a", 1).AssertStored();
        // Only a session itself sees what it has prepared: each append writes down how many plans its own has had made for the values at hand.
        PostgresDatabase.Execute(Database, """
            CREATE TABLE plans (made bigint);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO plans SELECT sum(custom_plans) FROM pg_prepared_statements; RETURN NULL; END';
            CREATE TRIGGER noted AFTER INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION note()
            """);

        for (var number = 2; number <= 20; number++) storage.Append("a", number).AssertStored();

        Assert.Equal(["0|19"], Query("SELECT max(made), count(*) FROM plans"));
    }

    [PostgresFact]
    public void A_value_that_the_database_refuses_fails_alone()
    {
        var storage = Open();
        Append tooLong = storage.Events(new string('x', 300), 1), innocent = storage.Events("a", 1), zero = storage.Events("a\0b", 1);

        storage.Write(innocent, tooLong, zero, storage.Events("b", 1));

        innocent.Outcome.AssertStored();
        Assert.Contains("value too long", tooLong.Outcome.AssertFailed<StorageException>().Message, StringComparison.Ordinal);
        zero.Outcome.AssertFailed<StorageException>();
        Assert.Equal([1], storage.Numbers("b"));
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_transactions_that_store_the_same_number_at_once_one_succeeds(bool theirsIsCommitted)
    {
        var storage = Open();
        storage.Append("a", 1).AssertStored();
        await using var other = PostgresDatabase.Open(Database);
        await using var theirs = other.Insert("a", 2);
        Append contested = storage.Events("a", 2, 3), innocent = storage.Events("b", 1);

        var writing = Task.Run(() => storage.Write(innocent, contested));
        await using (var watcher = PostgresDatabase.Open(Database)) watcher.WaitUntilBlocked();
        if (theirsIsCommitted) await theirs.CommitAsync();
        else await theirs.RollbackAsync();
        await writing;

        innocent.Outcome.AssertStored();
        if (theirsIsCommitted) contested.Outcome.AssertFailed<StaleWriterException>();
        else contested.Outcome.AssertStored();
        Assert.Equal(theirsIsCommitted ? [1, 2] : [1, 2, 3], storage.Numbers("a"));
    }

    [PostgresFact]
    public async Task A_transaction_that_does_not_end_holds_up_only_who_wants_its_number()
    {
        var storage = Open(); // waits for a lock for 2.5 s
        storage.Append("a", 1).AssertStored();
        await using var other = PostgresDatabase.Open(Database);
        await using var theirs = other.Insert("a", 2);
        Append contested = storage.Events("a", 2), innocent = storage.Events("b", 1);

        storage.Write(innocent, contested);

        innocent.Outcome.AssertStored();
        contested.Outcome.AssertFailed<StorageLockedException>();
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData(";Command Timeout=600;Cancellation Timeout=60000;Pooling=true;Options=-c statement_timeout=600000")]
    [InlineData(";Command Timeout=1")]
    public void A_server_ends_a_statement_before_the_driver_gives_up_whatever_the_connection_string_says_of_time_outs(string more)
    {
        using var provider = new PostgreSqlProvider(new DatabaseOptions { Kind = DatabaseKind.PostgreSql, ConnectionString = Database + more, CommandTimeout = TimeSpan.FromSeconds(4) });
        using var connection = provider.Connect();
        using var command = new NpgsqlCommand("SHOW statement_timeout", connection);

        Assert.Equal((4, "3200ms"), (command.CommandTimeout, (string)command.ExecuteScalar()!));
        Assert.Equal(-1, new NpgsqlConnectionStringBuilder(connection.ConnectionString).CancellationTimeout);
    }

    [PostgresFact]
    public void A_connection_string_that_cannot_be_read_is_refused_without_showing_it()
    {
        var error = Assert.Throws<ArgumentException>(() => new PostgreSqlProvider(Options("Host=db;Passwort=hunter2")));

        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PostgreSqlProvider(Options("Database=app")));
        Assert.DoesNotContain("hunter2", Options("Host=db;Password=hunter2").ToString(), StringComparison.Ordinal);
        using var provider = new PostgreSqlProvider(Options("Host=db;Port=5433;Database=app;Password=hunter2"));
        Assert.Equal("PostgreSQL db:5433/app", provider.Name);
    }

    private static DatabaseOptions Options(string connectionString) => new() { Kind = DatabaseKind.PostgreSql, ConnectionString = connectionString };

    private StorageUnderTest Open(TableSet? tables = null, string? connectionString = null)
    {
        var storage = StorageUnderTest.Postgres(connectionString ?? Database, tables);
        _open.Add(storage);
        return storage;
    }

    private string[] Query(string sql) => PostgresDatabase.Query(Database, sql);
}
