using Akka.Persistence.Sql.Storage;
using Processes;

namespace Akka.Persistence.Tests.Storage;

/// <summary>
/// A PostgreSQL server that is restarted, killed, frozen, read-only or full of others fails what it fails by name, and is used again as soon as it
/// works: nothing has to be restarted but the server.
/// </summary>
public sealed class PostgresOutageTests
{
    [PostgresFact]
    public void A_restart_between_writes_is_not_noticed()
    {
        using var server = PostgresServer.StartOwn();
        using var storage = StorageUnderTest.Postgres(server.CreateDatabase());
        storage.Append("a", 1).AssertStored();
        Assert.Equal([1], storage.Numbers("a"));

        server.Restart();

        storage.Append("a", 2).AssertStored();
        Assert.Equal([1, 2], storage.Numbers("a"));
        server.Restart();
        Assert.Equal([1, 2], storage.Numbers("a"));
    }

    [PostgresFact]
    public void Connections_that_an_operator_ends_are_replaced()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var storage = StorageUnderTest.Postgres(database);
        storage.Append("a", 1).AssertStored();
        Assert.Equal([1], storage.Numbers("a"));

        PostgresDatabase.Execute(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        storage.Append("a", 2).AssertStored();
        Assert.Equal([1, 2], storage.Numbers("a"));
    }

    [PostgresFact]
    public void Writes_wait_for_a_server_that_is_killed_and_started_again_and_what_was_acknowledged_is_there()
    {
        using var server = PostgresServer.StartOwn();
        using var storage = StorageUnderTest.Postgres(server.CreateDatabase());
        storage.Append("a", 1).AssertStored();

        server.Kill();
        var waits = storage.Append("a", 2);
        Assert.False(waits.IsCompleted);
        Assert.Throws<StorageUnavailableException>(() => storage.Numbers("a"));
        server.Start();
        storage.TryAgain(TimeSpan.FromSeconds(4));

        waits.AssertStored();
        using var after = StorageUnderTest.Postgres(storage.ConnectionString);
        Assert.Equal([1, 2], after.Numbers("a"));
    }

    [PostgresFact]
    public void Reads_wait_for_a_server_that_is_killed_and_started_again()
    {
        using var server = PostgresServer.StartOwn();
        using var storage = StorageUnderTest.Postgres(server.CreateDatabase());
        storage.Append("a", 1, 2).AssertStored();
        var executor = new ManualExecutor();
        var queue = new ReadQueue(storage.Provider, executor.Execute, executor.ExecuteLater, parallelism: 1, new ManualClock(), TimeSpan.FromSeconds(10));
        var before = new HighestNumber(storage.Tables, "a");
        queue.Enqueue(before);
        executor.RunAll();
        Assert.Equal(2, before.Answer);

        server.Kill();
        var waits = new HighestNumber(storage.Tables, "a");
        queue.Enqueue(waits);
        executor.RunAll();
        Assert.Null(waits.Answer);
        server.Start();
        executor.Later();
        executor.RunAll();

        Assert.Equal(2, waits.Answer);
        Assert.True(queue.CloseAsync().IsCompletedSuccessfully);
    }

    [PostgresFact]
    public void A_server_that_stays_away_fails_writes_by_name_and_later_ones_are_stored_when_it_is_back()
    {
        using var server = PostgresServer.StartOwn();
        using var storage = StorageUnderTest.Postgres(server.CreateDatabase());
        storage.Append("a", 1).AssertStored();

        server.Stop();
        var fails = storage.Append("a", 2);
        storage.TryAgain(TimeSpan.FromSeconds(6));
        Assert.StartsWith($"PostgreSQL 127.0.0.1:{server.Port}/", fails.AssertFailed<StorageUnavailableException>().Message, StringComparison.Ordinal);
        server.Start();

        storage.Append("a", 2).AssertStored();
    }

    [PostgresFact]
    public async Task A_server_that_stands_still_fails_what_waits_for_it_in_time_and_is_used_again_when_it_goes_on()
    {
        using var server = PostgresServer.StartOwn();
        using var storage = StorageUnderTest.Postgres(server.CreateDatabase());
        storage.Append("a", 1).AssertStored();

        server.Freeze();
        var fails = storage.Events("a", 2);
        var writing = Task.Run(() => storage.Write(fails));
        while (storage.Queue.IsIdle || storage.Queue.Waiting > 0) await Task.Yield();
        storage.Passes(TimeSpan.FromSeconds(10));
        fails.Outcome.AssertFailed<StorageUnavailableException>();
        Assert.IsType<StorageUnavailableException>(storage.Queue.TryEnqueue(storage.Events("b", 1)));
        server.Thaw();
        await writing;

        // Whether event 2 is stored was not known. A writer reads the truth, and goes on from there.
        storage.Append("b", 1).AssertStored();
        var highest = storage.Highest("a");
        Assert.InRange(highest, 1, 2);
        storage.Append("a", highest + 1).AssertStored();
    }

    [PostgresFact]
    public void A_statement_that_takes_too_long_is_ended_by_the_server_and_stores_nothing()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var storage = StorageUnderTest.Postgres(database);
        storage.Append("a", 1).AssertStored();
        // What the server does with its statement_timeout, and what that is: to wait for it would depend on how busy the machine is.
        PostgresDatabase.Execute(database, """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'ended after %', current_setting('statement_timeout') USING ERRCODE = 'query_canceled'; END $$;
            CREATE TRIGGER slow AFTER INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION slow()
            """);

        var fails = storage.Append("a", 2);
        storage.TryAgain(TimeSpan.FromSeconds(6));
        Assert.Contains("ended after 8s", fails.AssertFailed<StorageUnavailableException>().Message, StringComparison.Ordinal);
        PostgresDatabase.Execute(database, "DROP TRIGGER slow ON journal");
        Assert.Equal([1], storage.Numbers("a"));

        storage.Append("a", 2).AssertStored();
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_write_whose_answer_was_lost_is_sent_again_and_recognised_when_it_is_stored(bool byTheSameWriter)
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var proxy = new LossyProxy(PostgresServer.Shared.Port);
        using var storage = StorageUnderTest.Postgres($"{database};Port={proxy.Port}");
        storage.Append("a", 1).AssertStored();

        proxy.LosesNextAnswer(() =>
        {
            // The server has committed the write, and its answer does not arrive.
            if (!byTheSameWriter) PostgresDatabase.Execute(database, "UPDATE journal SET writer_uuid = 'another'");
        });

        var outcome = storage.Append("a", 2, 3);
        if (byTheSameWriter) outcome.AssertStored();
        else outcome.AssertFailed<StaleWriterException>();
        Assert.Equal([1, 2, 3], storage.Numbers("a"));
    }

    [PostgresFact]
    public void A_database_that_becomes_read_only_refuses_writes_by_name_serves_reads_and_is_written_again_later()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var storage = StorageUnderTest.Postgres(database);
        storage.Append("a", 1).AssertStored();
        SetReadOnly(database, "on");

        storage.Append("a", 2).AssertFailed<StorageReadOnlyException>();
        Assert.Equal([1], storage.Numbers("a"));

        SetReadOnly(database, "off");
        storage.Append("a", 2).AssertStored();
    }

    [PostgresFact]
    public void A_server_without_a_free_connection_is_named_and_tried_again()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        var role = $"few{Environment.ProcessId}_{Random.Shared.Next()}";
        PostgresDatabase.Execute(database, $"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1; GRANT ALL ON SCHEMA public TO {role}");
        using var storage = StorageUnderTest.Postgres($"{database};Username={role}"); // its reader has the one connection

        var fails = storage.Append("a", 1);
        storage.TryAgain(TimeSpan.FromSeconds(6));
        Assert.Contains("too many connections", fails.AssertFailed<StorageUnavailableException>().Message, StringComparison.Ordinal);

        PostgresDatabase.Execute(database, $"ALTER ROLE {role} CONNECTION LIMIT 2");
        storage.Append("a", 1).AssertStored();
    }

    private sealed class HighestNumber(TableSet tables, string persistenceId) : ReadOperation
    {
        public long? Answer { get; private set; }

        internal override void Run(IReadSession session) => Answer = session.HighestSequenceNr(tables, persistenceId);

        internal override void Failed(StorageException error) => Assert.Fail(error.Message);
    }

    private static void SetReadOnly(string database, string value)
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
        PostgresDatabase.Execute(PostgresServer.Shared.ConnectionString("postgres"), $"ALTER DATABASE {name} SET default_transaction_read_only = {value}");
        PostgresDatabase.Execute(PostgresServer.Shared.ConnectionString("postgres"), $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }
}
