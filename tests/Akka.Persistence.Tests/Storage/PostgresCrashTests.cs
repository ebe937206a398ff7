using System.Text;
using Processes;

namespace Akka.Persistence.Tests.Storage;

/// <summary>Processes and servers that are killed while they write lose nothing that was acknowledged, and two processes never write one history.</summary>
public sealed class PostgresCrashTests
{
    [PostgresFact]
    public async Task Everything_acknowledged_before_kill_9_of_the_process_is_there_afterwards()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var child = new WritingProcess(CrashingWriter.PostgresCommand, database);
        Assert.True(await child.ReadAsync(1_000), "it ended by itself");
        await child.KillAsync();

        using var storage = StorageUnderTest.Postgres(database);
        foreach (var (id, last) in child.Acknowledged)
        {
            var stored = AssertWhole(storage, id);
            Assert.InRange(stored, last, last + 1);
            storage.Append(id, stored + 1).AssertStored();
        }
    }

    [PostgresFact]
    public async Task Everything_acknowledged_before_kill_9_of_the_server_is_there_when_it_is_back_and_the_writers_go_on()
    {
        using var server = PostgresServer.StartOwn();
        var database = server.CreateDatabase();
        using var child = new WritingProcess(CrashingWriter.PostgresCommand, database);
        Assert.True(await child.ReadAsync(500), "it ended by itself");
        server.Kill();
        server.Start();
        Assert.True(await child.ReadAsync(500), "it did not go on");
        await child.KillAsync();

        using var storage = StorageUnderTest.Postgres(database);
        Assert.All(child.Acknowledged, id => Assert.InRange(AssertWhole(storage, id.Key), id.Value, id.Value + 1));
    }

    [PostgresFact]
    public async Task Of_two_processes_with_the_same_actors_each_history_is_written_by_one_at_a_time()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var older = new WritingProcess(CrashingWriter.PostgresCommand, database);
        Assert.True(await older.ReadAsync(300), "it ended by itself");
        // The newer one recovers what there is and appends; the actors of the older one are refused and stop, or those of the newer one are.
        using var newer = new WritingProcess(CrashingWriter.PostgresCommand, database);
        Assert.True(await newer.ReadAsync(300), "nobody was acknowledged");
        await newer.KillAsync();
        await older.KillAsync();

        using var storage = StorageUnderTest.Postgres(database);
        foreach (var id in older.Acknowledged.Keys.Union(newer.Acknowledged.Keys))
        {
            var stored = AssertWhole(storage, id);
            Assert.True(stored >= older.Acknowledged.GetValueOrDefault(id) && stored >= newer.Acknowledged.GetValueOrDefault(id), id);
            var writers = storage.Read(id).Select(e => e.WriterUuid).Aggregate(new List<string?>(), (all, writer) =>
            {
                if (all.Count == 0 || all[^1] != writer) all.Add(writer);
                return all;
            });
            Assert.Equal(writers.Distinct(), writers); // nobody comes back after another has written
        }
    }

    // Each number once, none missing, each with the text that its writer gave it.
    private static long AssertWhole(StorageUnderTest storage, string id)
    {
        var events = storage.Read(id);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.SequenceNr));
        Assert.All(events, e => Assert.Equal($"{id} {e.SequenceNr}", Encoding.UTF8.GetString(e.Payload)));
        return events.Count;
    }
}
