using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Processes;
using Switchboard.Bench.Actors;
using Switchboard.Bench.Report;
using static Switchboard.Bench.Storage.JournalFigures;

namespace Switchboard.Bench.Storage;

/// <summary>Persisting and recovering on a PostgreSQL server of its own beside plain Npgsql on the same tables. Commits wait for the disk.</summary>
internal static class PostgresSection
{
    private const int Singles = 200;
    private const int Many = 20_000;
    private const int Batch = 1_000; // rows of one transaction of the plain inserts
    private const int Actors = 1_000;
    private const int Recovered = 50_000;

    public static async Task RunAsync(Table table, Options options)
    {
        if (PostgresServer.Missing is { } missing)
        {
            table.Add(new Row("postgres") { Ours = missing });
            return;
        }

        var server = PostgresServer.Shared;
        var database = server.CreateDatabase();
        var system = ActorSystem.Create("storage", ConfigurationFactory.ParseString(Configuration(database))
            .WithFallback(ConfigurationFactory.ParseString(Systems.Quiet)).WithFallback(SqlPersistence.DefaultConfiguration));
        try
        {
            var writer = await ReadyAsync(system, "writer");
            using var raw = new RawPostgres(RawPostgres.Copy(database, server.CreateDatabase()));
            var runs = Math.Min(options.Runs, 5);

            await WritesAsync(table, runs, "postgres: 1 actor, Persist one at a time", Singles, done => writer.Tell(new OneByOne(Singles, done), ActorRefs.NoSender),
                () => Repeat(Singles, raw.InsertOne), "one-row inserts", null, null);
            await WritesAsync(table, runs, "postgres: 1 actor, PersistAsync", Many, done => Repeat(Many, () => writer.Tell(new WithoutWaiting(done), ActorRefs.NoSender)),
                () => Repeat(Many / Batch, () => raw.InsertTogether(Batch)), "plain inserts, arrays of 1,000", null, null);
            await WritesAsync(table, runs, "postgres: 1 actor, PersistAll of 100", Many, done => Repeat(Many / 100, () => writer.Tell(new Together(100, done), ActorRefs.NoSender)),
                () => Repeat(Many / 100, () => raw.InsertTogether(100)), "plain inserts, arrays of 100", null, null);

            var all = await Task.WhenAll(Enumerable.Range(0, Actors).Select(i => ReadyAsync(system, $"writer-{i}")));
            void PersistEach(CountdownEvent done) => Array.ForEach(all, one => one.Tell(new OneByOne(Many / Actors, done), ActorRefs.NoSender));
            await WritesAsync(table, runs, "postgres: 1,000 actors, Persist one at a time each", Many, PersistEach,
                () => Repeat(Many / Batch, () => raw.InsertTogether(Batch, Actors)), "plain inserts of 1,000 ids, arrays of 1,000",
                Goal.AtLeast(0.5, ">= 50 % of plain inserts"), Goal.AtLeast(30e3, ">= 30 k/s"));
            await WritesAsync(table, runs, "postgres: the same beside COPY", Many, PersistEach,
                () => Repeat(Many / Batch, () => raw.CopyTogether(Batch, Actors)), "COPY of 1,000 ids, 1,000 rows at a time", null, null);

            await RecoverAsync(table, runs, system, database);
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static async Task RecoverAsync(Table table, int runs, ActorSystem system, string database)
    {
        using var raw = new RawPostgres(RawPostgres.Copy(database, PostgresServer.Shared.CreateDatabase()));
        for (var i = 0; i < Recovered / Batch; i++) raw.InsertTogether(Batch);
        await RecoveryAsync(table, runs, "postgres", Recovered, system, raw.ReadAll, Goal.AtLeast(300e3, ">= 300 k/s"));
    }

    private static string Configuration(string database) => $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql { provider-name = "PostgreSQL", connection-string = "{{database}}" }
          }
          snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        }
        """;
}
