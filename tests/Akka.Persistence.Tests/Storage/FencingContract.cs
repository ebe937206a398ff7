using Akka.Persistence.Sql.Storage;
using Akka.Persistence.Tests.Contract;
using Akka.Persistence.Tests.Infrastructure;
using Processes;

namespace Akka.Persistence.Tests.Storage;

/// <summary>
/// Whatever the database: an incarnation of a persistent actor that another one has overtaken cannot append any more, in the same process or in
/// another, and that harms nobody whose operations are in the same group.
/// </summary>
public abstract class FencingContract : IDisposable
{
    private readonly Lazy<(StorageUnderTest Ours, StorageUnderTest Theirs)> _storages;

    protected FencingContract() => _storages = new(() => (Open(), Open()));

    /// <summary>As one process has the database.</summary>
    private StorageUnderTest Ours => _storages.Value.Ours;

    /// <summary>As another process has it.</summary>
    private StorageUnderTest Theirs => _storages.Value.Theirs;

    public void Dispose()
    {
        if (_storages.IsValueCreated)
        {
            Ours.Dispose();
            Theirs.Dispose();
        }

        Cleanup();
        GC.SuppressFinalize(this);
    }

    [ContractFact]
    public void A_writer_that_knows_the_highest_number_appends()
    {
        Ours.Append("a", 1, 2).AssertStored();
        Ours.Append("a", 3).AssertStored();

        Assert.Equal([1, 2, 3], Theirs.Numbers("a"));
    }

    [ContractFact]
    public void One_that_another_has_overtaken_is_refused_and_leaves_nothing()
    {
        Ours.Append("a", 1).AssertStored();
        Theirs.Append("a", 2).AssertStored();

        var error = Ours.Append("a", 2, 3).AssertFailed<StaleWriterException>();

        Assert.Equal(("a", 2), (error.PersistenceId, error.SequenceNr));
        Assert.Contains("the highest number that is stored is 2", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], Ours.Numbers("a"));
    }

    [ContractFact]
    public void A_number_that_is_free_does_not_help_one_that_was_overtaken()
    {
        Ours.Append("a", 1).AssertStored();
        Theirs.Append("a", 2).AssertStored();

        // Its own event 2 was refused before, for instance because it could not be serialized.
        var error = Ours.Append(Ours.Events("a", previous: 1, 3)).AssertFailed<StaleWriterException>();

        Assert.Contains("after 1", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], Ours.Numbers("a"));
    }

    [ContractFact]
    public void A_number_that_was_never_used_leaves_a_gap_and_no_more()
    {
        Ours.Append("a", 1).AssertStored();
        Ours.Append(Ours.Events("a", previous: 1, 3)).AssertStored();
        Ours.Append("a", 4).AssertStored();

        Assert.Equal([1, 3, 4], Ours.Numbers("a"));
    }

    [ContractFact]
    public void Deleting_the_events_of_the_newer_one_does_not_let_the_older_one_in()
    {
        Ours.Append("a", 1, 2, 3).AssertStored();
        Theirs.Append("a", 4, 5).AssertStored();
        Theirs.Delete("a", 5).AssertStored();

        Ours.Append("a", 4).AssertFailed<StaleWriterException>();
        Ours.Append(Ours.Events("a", previous: 3, 6)).AssertFailed<StaleWriterException>();

        Assert.Empty(Ours.Numbers("a"));
        Assert.Equal(5, Ours.Highest("a"));
        Theirs.Append("a", 6).AssertStored();
    }

    [ContractFact]
    public void Innocents_of_the_same_group_are_stored()
    {
        Theirs.Append("a", 1).AssertStored();
        Append stale = Ours.Events("a", 1), before = Ours.Events("b", 1, 2), after = Ours.Events("c", 1);
        var snapshot = new Save(Ours.Tables, SqliteFile.SnapshotRow("b", 2, 5));

        Ours.Write(before, stale, snapshot, after);

        stale.Outcome.AssertFailed<StaleWriterException>();
        before.Outcome.AssertStored();
        after.Outcome.AssertStored();
        snapshot.Outcome.AssertStored();
        Assert.Equal([1, 2], Theirs.Numbers("b"));
        Assert.Equal([1], Theirs.Numbers("c"));
        Assert.NotNull(Theirs.Snapshot("b"));
    }

    [ContractFact]
    public void Of_two_in_one_group_the_first_is_stored()
    {
        Append first = Ours.Events("a", 1), second = Ours.Events("a", 1), other = Ours.Events("b", 1);

        Ours.Write(first, second, other);

        first.Outcome.AssertStored();
        second.Outcome.AssertFailed<StaleWriterException>();
        other.Outcome.AssertStored();
    }

    [ContractFact]
    public void Operations_of_one_id_in_one_group_see_each_other_in_order()
    {
        Append one = Ours.Events("a", 1, 2), two = Ours.Events("a", 3);
        var delete = new Delete(Ours.Tables, "a", 2);

        Ours.Write(one, delete, two, Ours.Events("b", 1), new Delete(Ours.Tables, "b", 1));

        Assert.All((Outcome[])[one.Outcome, two.Outcome, delete.Outcome], o => o.AssertStored());
        Assert.Equal([3], Ours.Numbers("a"));
        Assert.Empty(Ours.Numbers("b"));
        Assert.Equal(1, Ours.Highest("b"));
    }

    [ContractFact]
    public void One_that_does_not_say_what_it_knows_may_leave_gaps_but_not_go_back()
    {
        Ours.Append(Ours.Events("a", previous: null, 1, 2)).AssertStored();
        Ours.Append(Ours.Events("a", previous: null, 4)).AssertStored();

        Ours.Append(Ours.Events("a", previous: null, 3)).AssertFailed<StaleWriterException>();

        Ours.Delete("a", 4).AssertStored();
        Ours.Append(Ours.Events("a", previous: null, 4)).AssertFailed<StaleWriterException>();
        Ours.Append(Ours.Events("a", previous: null, 5)).AssertStored();
    }

    [ContractFact]
    public void The_writer_of_each_event_is_known()
    {
        Ours.Append("a", 1).AssertStored();

        Assert.Equal("writer", Assert.Single(Theirs.Read("a")).WriterUuid);
    }

    private protected abstract StorageUnderTest Open();

    protected virtual void Cleanup()
    {
    }
}

/// <summary>Stale writers are refused on SQLite.</summary>
public sealed class SqliteFencingTests : FencingContract
{
    private readonly SqlConfiguration _file = new();

    private protected override StorageUnderTest Open() => StorageUnderTest.Sqlite(_file.File);

    protected override void Cleanup() => _file.Dispose();
}

/// <summary>Stale writers are refused on SQLite also where the metadata table remembers deleted numbers.</summary>
public sealed class SqliteFencingWithMetadataTests : FencingContract
{
    private readonly SqlConfiguration _file = new();

    private protected override StorageUnderTest Open() => StorageUnderTest.Sqlite(_file.File, SqliteFile.AllTables with { DeleteCompatibility = true });

    protected override void Cleanup() => _file.Dispose();
}

/// <summary>Stale writers are refused on PostgreSQL.</summary>
[NeedsPostgres]
public sealed class PostgresFencingTests : FencingContract
{
    private readonly Lazy<string> _database = new(() => PostgresServer.Shared.CreateDatabase());

    private protected override StorageUnderTest Open() => StorageUnderTest.Postgres(_database.Value);
}

/// <summary>Stale writers are refused on PostgreSQL also where the metadata table remembers deleted numbers.</summary>
[NeedsPostgres]
public sealed class PostgresFencingWithMetadataTests : FencingContract
{
    private readonly Lazy<string> _database = new(() => PostgresServer.Shared.CreateDatabase());

    private protected override StorageUnderTest Open() => StorageUnderTest.Postgres(_database.Value, SqliteFile.AllTables with { DeleteCompatibility = true });
}
