using Akka.Actor;
using Akka.Persistence.Sql.Storage;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Persistent actors on SQLite: state survives the system, actors share transactions, and a database in trouble is named, read from and recovered.</summary>
public sealed class SqlActorsTests : IDisposable
{
    private readonly SqlConfiguration _sql = new();
    private readonly Recorder _log = new("log");

    public void Dispose() => _sql.Dispose();

    [Fact]
    public void State_survives_the_actor_system()
    {
        using (var world = new World(_sql.Text))
        {
            var notebook = world.Notebook(_log);
            notebook.Do(n => n.Note("one"));
            notebook.Do(n => n.PersistAll([new Noted("two"), new Noted("three")], n.Apply));
            notebook.Do(n => n.SaveSnapshot(new Notes([.. n.Texts])));
            notebook.Do(n => n.Note("four"));
            world.Run();
            Assert.Equal(["recovered at 0", "handled one", "handled two", "handled three"], [.. _log.TakeAll().Take(4)]);
        }

        Assert.False(File.Exists(_sql.File + "-wal"), "the database was not closed with the system");

        using (var world = new World(_sql.Text))
        {
            world.Notebook(_log);
            _log.ExpectExactly("offered 3: one,two,three", "replayed four", "recovered at 4");
        }
    }

    [Fact]
    public void Class_provider_and_connection_are_all_that_must_be_configured()
    {
        using var world = new World($$"""
            akka.persistence.journal {
              plugin = "akka.persistence.journal.sql"
              sql { class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql", provider-name = "SQLite.MS", connection-string = "Data Source={{_sql.File}}" }
            }
            akka.persistence.snapshot-store {
              plugin = "akka.persistence.snapshot-store.sql"
              sql { class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql", provider-name = "SQLite.MS", connection-string = "Data Source={{_sql.File}}" }
            }
            """);
        var notebook = world.Notebook(_log);
        notebook.Do(n => n.Note("one"));
        world.Run();
        world.Stop(notebook);
        world.Notebook(_log);

        _log.ExpectExactly("recovered at 0", "handled one", "replayed one", "recovered at 1");
        world.Errors.ExpectNothing();
    }

    [Fact]
    public void A_full_database_refuses_snapshots_and_events_and_takes_them_again_when_there_is_room()
    {
        using var world = new World(_sql.Text + "\nakka.persistence { journal.sql.sqlite-max-size = 200 kB, snapshot-store.sql.sqlite-max-size = 200 kB }");
        var notebook = world.Notebook(_log);
        notebook.Do(n => n.Note("one"));
        notebook.Do(n => n.SaveSnapshot(new Notes(new string('x', 1_000_000))));
        notebook.Do(n => n.Note("two"));
        world.Run();
        Assert.Contains(_log.TakeAll(), m => m is SaveSnapshotFailure { Cause: StorageFullException });

        notebook.Do(n => n.Persist(new Noted(new string('x', 1_000_000)), n.Apply));
        world.Run();
        Assert.IsType<StorageFullException>(world.Errors.Expect<Akka.Event.Error>().Cause);
        _log.TakeAll();
        notebook = world.Notebook(_log);
        notebook.Do(n => n.Note("three"));
        world.Run();

        _log.ExpectExactly("replayed one", "replayed two", "recovered at 2", "handled three");
    }

    [Fact]
    public void A_long_history_is_replayed_in_batches()
    {
        using var world = new World(_sql.Text + "\nakka.persistence.journal.sql.replay-batch-size = 7");
        var notebook = world.Notebook(_log);
        notebook.Do(n => n.PersistAllAsync(Enumerable.Range(1, 100).Select(i => new Noted($"{i}")), _ => { }));
        world.Run();
        world.Stop(notebook);
        _log.TakeAll();
        world.Notebook(_log);

        _log.ExpectExactly([.. Enumerable.Range(1, 100).Select(i => $"replayed {i}"), "recovered at 100"]);
    }

    [Fact]
    public void A_batch_of_a_history_is_read_only_when_the_one_before_it_has_come_to_its_actor()
    {
        using var world = new World(_sql.Text + "\nakka.persistence.journal.sql.replay-batch-size = 7");
        world.Notebook(_log).Do(n => n.PersistAllAsync(Enumerable.Range(1, 20).Select(i => new Noted($"{i}")), _ => { }));
        world.Run();
        var reader = new Recorder("reader");
        world.Extension.JournalFor(null).Tell(new ReplayMessages(1, long.MaxValue, long.MaxValue, "notes", reader, batched: true), reader);

        foreach (var size in new[] { 7, 7, 6 })
        {
            world.Run(TimeSpan.FromMinutes(1));
            var batch = reader.Expect<ReplayedBatch>();
            Assert.Equal(size, batch.Events.Count);
            if (size == 6) break;
            reader.ExpectNothing();
            batch.Next!();
        }

        Assert.Equal(20, reader.Expect<RecoverySuccess>().HighestSequenceNr);
    }

    [Fact]
    public void An_event_that_cannot_be_serialized_is_rejected_and_its_neighbours_are_stored()
    {
        using var world = new World(_sql.Text);
        var notebook = world.Notebook(_log);
        notebook.Do(n =>
        {
            n.Note("one");
            n.PersistAll<object>([new Noted("two"), new Unwritable()], _ => { });
            n.DeferAsync("deferred", text => n.Journal2Log.Tell(text, n.Self));
            n.Note("four");
        });
        notebook.Tell("next", ActorRefs.NoSender);
        world.Run();
        var received = _log.TakeAll().Cast<string>().ToArray();
        Assert.Equal(["recovered at 0", "handled one"], received[..2]);
        Assert.StartsWith("rejected 2", received[2], StringComparison.Ordinal);
        Assert.StartsWith("rejected 3", received[3], StringComparison.Ordinal);
        Assert.Equal(["deferred", "handled four", "command next"], received[4..]);

        world.Stop(notebook);
        world.Notebook(_log);
        _log.ExpectExactly("replayed one", "replayed four", "recovered at 4");
    }

    [Fact]
    public void A_second_actor_with_the_same_id_fails_and_the_first_goes_on()
    {
        using var world = new World(_sql.Text);
        var first = world.Notebook(_log);
        var second = world.Notebook(_log);
        first.Do(n => n.Note("first"));
        world.Run();
        second.Do(n => n.Note("second"));
        world.Run();
        first.Do(n => n.Note("again"));
        world.Run();

        var received = _log.TakeAll().Cast<string>().ToArray();
        Assert.Equal(["handled first", "handled again"], received.Where(text => text.StartsWith("handled", StringComparison.Ordinal)));
        Assert.Contains(received, text => text.StartsWith("failed 1: Event 1 of 'notes' cannot be stored", StringComparison.Ordinal));
        Assert.False(World.IsAlive(second));
        Assert.True(World.IsAlive(first));
    }

    [Fact]
    public void A_locked_database_refuses_writes_serves_reads_and_recovers()
    {
        using var world = new World(_sql.Text);
        var notebook = world.Notebook(_log);
        notebook.Do(n => n.Note("one"));
        world.Run();
        _log.TakeAll();
        using (var other = _sql.Open())
        {
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            notebook.Do(n => n.Note("two"));
            world.Run();
            Assert.StartsWith("failed 2", _log.Expect<string>(), StringComparison.Ordinal);
            Assert.IsType<StorageLockedException>(world.Errors.Expect<Akka.Event.Error>().Cause);
            notebook = world.Notebook(_log);
            _log.ExpectExactly("replayed one", "recovered at 1");
        }

        notebook.Do(n => n.Note("two"));
        world.Run();
        _log.ExpectExactly("handled two");
    }

    [Fact]
    public void Actors_wait_for_their_turn_when_more_of_them_write_than_the_buffer_holds()
    {
        using var world = new World(_sql.Text + "\nakka.persistence.journal.sql.buffer-size = 1\nakka.persistence.snapshot-store.plugin = \"akka.persistence.snapshot-store.inmem\"");
        var actors = Enumerable.Range(0, 50).Select(n => world.Notebook(_log, $"notes{n}")).ToArray();
        _log.TakeAll();
        foreach (var actor in actors) actor.Do(n => n.Note("x"));
        world.Run();
        Assert.Equal(50, _log.TakeAll().Count(text => text is "handled x"));
        foreach (var actor in actors)
        {
            actor.Do(n => n.Note("y"));
            world.Run();
        }

        Assert.Equal(50, _log.TakeAll().Count(text => text is "handled y"));
    }

    [Fact]
    public void A_snapshot_that_cannot_be_read_is_reported_and_an_older_one_or_the_events_take_its_place()
    {
        WriteHistory(events: 4, snapshots: [2, 4]);
        _sql.Execute("UPDATE snapshot SET manifest = 'damaged' WHERE sequence_number = 4");
        using (var world = new World(_sql.Text))
        {
            world.Notebook(_log);
            _log.ExpectExactly("offered 2: 1,2", "replayed 3", "replayed 4", "recovered at 4");
            Assert.Contains("Snapshot 4", world.Errors.Expect<Akka.Event.Error>().ToString(), StringComparison.Ordinal);
        }

        _sql.Execute("UPDATE snapshot SET manifest = 'damaged'");
        using (var world = new World(_sql.Text))
        {
            world.Notebook(_log);
            _log.ExpectExactly("replayed 1", "replayed 2", "replayed 3", "replayed 4", "recovered at 4");
            Assert.Equal(2, world.Errors.Count);
        }
    }

    [Fact]
    public void Without_readable_snapshot_and_without_the_events_before_it_recovery_fails()
    {
        WriteHistory(events: 4, snapshots: [3]);
        _sql.Execute("UPDATE snapshot SET manifest = 'damaged'; DELETE FROM journal WHERE sequence_number <= 3");
        using var world = new World(_sql.Text);
        var notebook = world.Notebook(_log);

        Assert.Contains("the events 1 to 3 that would replace it have been deleted", _log.Expect<string>(), StringComparison.Ordinal);
        _log.ExpectNothing();
        Assert.False(World.IsAlive(notebook));
    }

    [Fact]
    public void A_setting_that_cannot_be_used_is_named()
    {
        using var world = new World(_sql.Text + "\nakka.persistence.journal.sql.provider-name = Oracle");
        var notebook = world.Notebook(_log);
        world.Run(TimeSpan.FromMinutes(2));

        Assert.Contains(world.Errors.TakeAll(), e => ((Akka.Event.Error)e).Cause!.ToString().Contains("akka.persistence.journal.sql.provider-name is 'Oracle'", StringComparison.Ordinal));
        Assert.False(World.IsAlive(notebook));
    }

    private void WriteHistory(int events, long[] snapshots)
    {
        using var world = new World(_sql.Text);
        var notebook = world.Notebook(_log);
        for (var i = 1; i <= events; i++)
        {
            var n = i;
            notebook.Do(book => book.Note($"{n}"));
            if (snapshots.Contains(n)) notebook.Do(book => book.SaveSnapshot(new Notes([.. book.Texts])));
        }

        world.Run();
        _log.TakeAll();
    }
}
