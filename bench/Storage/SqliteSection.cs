using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Switchboard.Bench.Actors;
using Switchboard.Bench.Report;
using static Switchboard.Bench.Storage.JournalFigures;

namespace Switchboard.Bench.Storage;

/// <summary>Persisting and recovering on SQLite beside plain SQL on the same tables, each with <c>synchronous = FULL</c>.</summary>
internal static class SqliteSection
{
    private const int Singles = 200;
    private const int Many = 20_000;
    private const int Batch = 1_000; // rows of one transaction of the plain inserts
    private const int Actors = 1_000;
    private const int Recovered = 50_000;

    public static async Task RunAsync(Table table, Options options)
    {
        using var database = new Database();
        using var plain = new Database();
        var config = ConfigurationFactory.ParseString(database.Configuration).WithFallback(ConfigurationFactory.ParseString(Systems.Quiet)).WithFallback(SqlPersistence.DefaultConfiguration);
        var system = ActorSystem.Create("storage", config);
        try
        {
            var writer = await ReadyAsync(system, "writer");
            plain.CopySchemaOf(database);
            using var raw = new RawJournal(plain);
            var runs = Math.Min(options.Runs, 5);

            await WritesAsync(table, runs, "sqlite: 1 actor, Persist one at a time", Singles, done => writer.Tell(new OneByOne(Singles, done), ActorRefs.NoSender),
                () => Repeat(Singles, raw.InsertOne), "one-row transactions", Goal.AtLeast(0.9, "as a raw one-row transaction"), null);
            await WritesAsync(table, runs, "sqlite: 1 actor, PersistAsync", Many, done => Repeat(Many, () => writer.Tell(new WithoutWaiting(done), ActorRefs.NoSender)),
                () => Repeat(Many / Batch, () => raw.InsertTogether(Batch)), "plain inserts, 1,000 a transaction", null, Goal.AtLeast(150e3, ">= 150 k/s"));
            // The actor waits for one write before it takes the next command: 100 events a transaction is what it can have.
            await WritesAsync(table, runs, "sqlite: 1 actor, PersistAll of 100", Many, done => Repeat(Many / 100, () => writer.Tell(new Together(100, done), ActorRefs.NoSender)),
                () => Repeat(Many / 100, () => raw.InsertTogether(100)), "plain inserts, 100 a transaction", null, Goal.AtLeast(200e3, ">= 200 k/s"));

            var all = await Task.WhenAll(Enumerable.Range(0, Actors).Select(i => ReadyAsync(system, $"writer-{i}")));
            await WritesAsync(table, runs, "sqlite: 1,000 actors, Persist one at a time each", Many, done => Array.ForEach(all, one => one.Tell(new OneByOne(Many / Actors, done), ActorRefs.NoSender)),
                () => Repeat(Many / Batch, () => raw.InsertTogether(Batch, Actors)), "plain inserts of 1,000 ids, 1,000 a transaction", Goal.AtLeast(0.6, ">= 60 % of plain inserts"), null);

            await RecoverAsync(table, runs, system, plain);
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static async Task RecoverAsync(Table table, int runs, ActorSystem system, Database plain)
    {
        using var fresh = new Database();
        fresh.CopySchemaOf(plain);
        using var raw = new RawJournal(fresh);
        for (var i = 0; i < Recovered / Batch; i++) raw.InsertTogether(Batch);
        await RecoveryAsync(table, runs, "sqlite", Recovered, system, raw.ReadAll, Goal.AtLeast(500e3, ">= 500 k/s"));
    }
}
