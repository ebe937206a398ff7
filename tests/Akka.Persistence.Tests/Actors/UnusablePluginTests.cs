using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Journal;
using Akka.Persistence.Snapshot;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>A plugin that cannot be made fails whoever needs it at once, with the sentence that says what to change, and not only when a recovery times out.</summary>
public sealed class UnusablePluginTests
{
    private readonly Recorder _log = new("log");

    [Theory]
    [InlineData("journal.sql.buffer-size = 0", "akka.persistence.journal.sql.buffer-size is 0; it must be at least 1.")]
    [InlineData("journal.sql.provider-name = Oracle", "akka.persistence.journal.sql.provider-name is 'Oracle'. Known: SQLite, SQLite.MS, PostgreSQL, PostgreSQL.15.")]
    [InlineData("journal.sql.sqlite-synchronous = sometimes", "akka.persistence.journal.sql.sqlite-synchronous is 'sometimes'.")]
    [InlineData("snapshot-store.sql.connection-string = \"\"", "akka.persistence.snapshot-store.sql.connection-string is not set.")]
    public void A_wrong_setting_fails_recovery_at_once_and_is_named(string setting, string sentence)
    {
        using var sql = new SqlConfiguration();
        using var world = new World(sql.Text + $"\nakka.persistence.{setting}");
        var notebook = world.Notebook(_log);

        Assert.Contains(sentence, _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));
        Assert.Contains(sentence, world.Errors.Expect<Error>().Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_asked_of_it_is_answered_with_the_reason()
    {
        using var world = new World("akka.persistence { journal.inmem.replay-filter.mode = wrong, snapshot-store.inmem.class = \"" + typeof(NoStore).AssemblyQualifiedName + "\" }");
        var journal = world.Extension.JournalFor(null);
        var store = world.Extension.SnapshotStoreFor(null);
        journal.Tell(new WriteMessages([new AtomicWrite(new Persistent(new Noted("a"), 1, "id"))], _log, 1), _log);
        journal.Tell(new ReplayMessages(1, 2, 3, "id", _log), _log);
        journal.Tell(new DeleteMessagesTo("id", 1, _log), _log);
        world.Run();
        store.Tell(new LoadSnapshot("id", SnapshotSelectionCriteria.Latest, 1), _log);
        store.Tell(new SaveSnapshot(new SnapshotMetadata("id", 1, DateTime.UnixEpoch), "state"), _log);
        store.Tell(new DeleteSnapshot(new SnapshotMetadata("id", 1, DateTime.UnixEpoch)), _log);
        store.Tell(new DeleteSnapshots("id", SnapshotSelectionCriteria.Latest), _log);
        world.Run();

        Assert.Equal(1, _log.Expect<WriteMessagesFailed>().WriteCount);
        Assert.Contains("replay-filter.mode is 'wrong'", _log.Expect<WriteMessageFailure>().Cause.Message, StringComparison.Ordinal);
        _log.Expect<ReplayMessagesFailure>();
        _log.Expect<DeleteMessagesFailure>();
        Assert.Equal("no store today", _log.Expect<LoadSnapshotFailed>().Cause.Message);
        _log.Expect<SaveSnapshotFailure>();
        _log.Expect<DeleteSnapshotFailure>();
        _log.Expect<DeleteSnapshotsFailure>();
        _log.ExpectNothing();
    }

    [Fact]
    public void A_journal_that_fails_to_start_fails_recovery_at_once()
    {
        using var world = new World($"akka.persistence.journal.inmem.class = \"{typeof(NoStart).AssemblyQualifiedName}\"");
        var notebook = world.Notebook(_log);

        Assert.Contains("no disk today", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));
        Assert.Contains("no disk today", world.Errors.Expect<Error>().Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_store_that_fails_to_start_fails_recovery_at_once()
    {
        using var world = new World($"akka.persistence.snapshot-store.inmem.class = \"{typeof(NoStoreStart).AssemblyQualifiedName}\"");
        var notebook = world.Notebook(_log);

        Assert.Contains("no shelf today", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));
    }

    private sealed class NoStart : MemoryJournal
    {
        protected override void PreStart() => throw new InvalidOperationException("no disk today");
    }

    private sealed class NoStoreStart : MemorySnapshotStore
    {
        protected override void PreStart() => throw new InvalidOperationException("no shelf today");
    }

    private sealed class NoStore : ReceiveActor
    {
        public NoStore() => throw new InvalidOperationException("no store today");
    }
}
