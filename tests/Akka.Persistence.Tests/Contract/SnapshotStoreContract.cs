using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Contract;

/// <summary>What every snapshot store guarantees: the newest snapshot within the criteria is loaded, as it was saved, until it is deleted.</summary>
public abstract class SnapshotStoreContract : IDisposable
{
    private static readonly DateTime Start = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly Lazy<World> _world;
    private readonly Recorder _actor = new("actor");

    protected SnapshotStoreContract() => _world = new Lazy<World>(() => new World(Configuration));

    /// <summary>Configures the store as the default one.</summary>
    protected abstract string Configuration { get; }

    private World World => _world.Value;

    public void Dispose()
    {
        if (_world.IsValueCreated) _world.Value.Dispose();
        Cleanup();
        GC.SuppressFinalize(this);
    }

    [ContractFact]
    public void Without_a_snapshot_the_result_is_empty()
    {
        Assert.Null(Load("nobody", SnapshotSelectionCriteria.Latest));
    }

    [ContractFact]
    public void The_newest_snapshot_is_loaded_as_it_was_saved()
    {
        SaveFive();

        var loaded = Load("a", SnapshotSelectionCriteria.Latest)!;

        Assert.Equal(Metadata(5), loaded.Metadata);
        Assert.Equal(DateTimeKind.Utc, loaded.Metadata.Timestamp.Kind);
        Assert.Equal(new Notes("state", "5"), loaded.Snapshot);
    }

    [ContractFact]
    public void Criteria_bound_the_number_and_the_time()
    {
        SaveFive();

        Assert.Equal(3, Load("a", new SnapshotSelectionCriteria(3))?.Metadata.SequenceNr);
        Assert.Equal(2, Load("a", new SnapshotSelectionCriteria(long.MaxValue, Start.AddHours(2.5)))?.Metadata.SequenceNr);
        Assert.Null(Load("a", new SnapshotSelectionCriteria(long.MaxValue, DateTime.MaxValue, minSequenceNr: 6)));
        Assert.Null(Load("a", new SnapshotSelectionCriteria(2, DateTime.MaxValue, minTimestamp: Start.AddHours(3))));
        Assert.Null(Load("a", SnapshotSelectionCriteria.None));
        Assert.Equal(4, Load("a", SnapshotSelectionCriteria.Latest, toSequenceNr: 4)?.Metadata.SequenceNr);
    }

    [ContractFact]
    public void A_snapshot_with_the_same_number_takes_the_place_of_the_older_one()
    {
        Save(Metadata(1), new Notes("old"));
        Save(new SnapshotMetadata("a", 1, Start.AddHours(9)), new Notes("new"));

        Assert.Equal(new Notes("new"), Load("a", SnapshotSelectionCriteria.Latest)?.Snapshot);
        Delete(1);
        Assert.Null(Load("a", SnapshotSelectionCriteria.Latest));
    }

    [ContractFact]
    public void A_deleted_snapshot_gives_way_to_the_one_before()
    {
        SaveFive();
        Delete(5);

        Assert.Equal(4, Load("a", SnapshotSelectionCriteria.Latest)?.Metadata.SequenceNr);
    }

    [ContractFact]
    public void Snapshots_are_deleted_by_criteria()
    {
        SaveFive();
        Save(new SnapshotMetadata("b", 1, Start), new Notes("other"));
        var criteria = new SnapshotSelectionCriteria(4, DateTime.MaxValue, minSequenceNr: 2);
        Ask(new DeleteSnapshots("a", criteria));
        _actor.Expect(new DeleteSnapshotsSuccess(criteria));

        Assert.Equal(5, Load("a", SnapshotSelectionCriteria.Latest)?.Metadata.SequenceNr);
        Assert.Equal(1, Load("a", new SnapshotSelectionCriteria(4))?.Metadata.SequenceNr);
        Assert.NotNull(Load("b", SnapshotSelectionCriteria.Latest));
    }

    protected virtual void Cleanup()
    {
    }

    private static SnapshotMetadata Metadata(long number) => new("a", number, Start.AddHours(number));

    private void SaveFive()
    {
        for (var n = 1; n <= 5; n++) Save(Metadata(n), new Notes("state", $"{n}"));
    }

    private void Save(SnapshotMetadata metadata, object state)
    {
        Ask(new SaveSnapshot(metadata, state));
        _actor.Expect(new SaveSnapshotSuccess(metadata));
    }

    private void Delete(long number)
    {
        var metadata = new SnapshotMetadata("a", number, DateTime.MinValue);
        Ask(new DeleteSnapshot(metadata));
        _actor.Expect(new DeleteSnapshotSuccess(metadata));
    }

    private SelectedSnapshot? Load(string id, SnapshotSelectionCriteria criteria, long toSequenceNr = long.MaxValue)
    {
        Ask(new LoadSnapshot(id, criteria, toSequenceNr));
        var result = _actor.Expect<LoadSnapshotResult>();
        Assert.Equal(toSequenceNr, result.ToSequenceNr);
        return result.Snapshot;
    }

    private void Ask(ISnapshotRequest request)
    {
        World.Extension.SnapshotStoreFor(null).Tell(request, _actor);
        World.Run();
    }
}
