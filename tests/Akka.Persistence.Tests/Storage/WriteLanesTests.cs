using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Storage;

/// <summary>Several writers share the persistence ids: each id has one of them, none waits for another, and outside they look like one.</summary>
public sealed class WriteLanesTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 100).Select(i => $"actor-{i}")];

    private readonly ManualExecutor _executor = new();
    private readonly ManualClock _clock = new();
    private readonly Provider _provider = new();

    [Fact]
    public void A_persistence_id_has_one_writer_and_each_writer_has_many()
    {
        var lanes = Lanes(2);

        var writers = Ids.GroupBy(lanes.For).ToArray();

        Assert.Equal(2, writers.Length);
        Assert.All(writers, ids => Assert.InRange(ids.Count(), 20, 80));
        Assert.All(writers, ids => Assert.All(ids, id => Assert.Same(ids.Key, lanes.For(id))));
        // It is the same in every process.
        Assert.Same(lanes.For("room-1"), lanes.For(string.Concat("room", "-1")));
    }

    [Fact]
    public void A_group_that_is_under_way_holds_up_only_the_ids_of_its_writer()
    {
        var lanes = Lanes(2);
        var (first, second) = (Ids[0], Ids.First(id => lanes.For(id) != lanes.For(Ids[0])));
        var (slow, behind, quick) = (Write(first), Write(first), Write(second));
        lanes.For(first).TryEnqueue(slow);
        _provider.DuringWrite = () =>
        {
            _provider.DuringWrite = null;
            lanes.For(first).TryEnqueue(behind);
            lanes.For(second).TryEnqueue(quick);
            _executor.RunAll();

            quick.Outcome.AssertStored();
            Assert.False(slow.Outcome.IsCompleted || behind.Outcome.IsCompleted);
        };

        _executor.RunAll();
        slow.Outcome.AssertStored();
        behind.Outcome.AssertStored();
        Assert.Equal(2, _provider.Opened);
    }

    [Fact]
    public void What_waits_is_counted_over_all()
    {
        var lanes = Lanes(2);
        foreach (var id in Ids)
        {
            _clock.Now += TimeSpan.FromSeconds(0.01);
            lanes.For(id).TryEnqueue(Write(id));
        }

        Assert.Equal(Ids.Length, lanes.Waiting);
        Assert.Equal(TimeSpan.FromSeconds(0.99), lanes.OldestWait);
        _executor.RunAll();
        Assert.Equal((0, TimeSpan.Zero), (lanes.Waiting, lanes.OldestWait));
    }

    [Fact]
    public void A_database_that_is_away_is_told_once_and_once_more_when_it_goes_away_again()
    {
        var lanes = Lanes(2);
        var told = 0;
        lanes.Delayed += _ => told++;

        for (var outage = 1; outage <= 2; outage++)
        {
            _provider.DuringWrite = () => throw new StorageUnavailableException("away");
            foreach (var id in Ids) lanes.For(id).TryEnqueue(Write(id));
            _executor.RunAll();
            Assert.Equal(outage, told);
            _provider.DuringWrite = null;
            _executor.Later();
            _executor.RunAll();
        }
    }

    [Fact]
    public void All_are_watched_and_closed()
    {
        var lanes = Lanes(2);
        var late = Array.ConvertAll(Ids, Write);
        foreach (var write in late) lanes.For(write.PersistenceId).TryEnqueue(write);
        _clock.Now += TimeSpan.FromSeconds(10);
        lanes.CheckProgress();
        Assert.All(late, write => write.Outcome.AssertFailed<StorageOverloadedException>());
        _executor.RunAll();

        var closed = lanes.CloseAsync();
        _executor.RunAll();

        Assert.True(closed.IsCompletedSuccessfully);
        Assert.All(Ids, id => Assert.IsType<StorageUnavailableException>(lanes.For(id).TryEnqueue(Write(id))));
        Assert.Equal(_provider.Opened, _provider.Closed);
    }

    private static Append Write(string persistenceId) => new(SqliteFile.AllTables, persistenceId, SqliteFile.Row(1));

    private WriteLanes Lanes(int count) => new(count, () => new GroupCommitQueue(_provider, _executor.Execute, _executor.ExecuteLater, 1_000, _clock, TimeSpan.FromSeconds(10)));

    private sealed class Provider : IStorageProvider, IWriteSession
    {
        public Action? DuringWrite { get; set; }

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public string Name => "lanes";

        public bool RepeatsWhenAway => true;

        public bool WritesInParallel => true;

        public bool IsUsable => true;

        public IWriteSession OpenWriter()
        {
            Opened++;
            return this;
        }

        public IReadSession OpenReader() => throw new NotSupportedException();

        public void Write(IReadOnlyList<WriteOperation> group, bool isRepeated) => DuringWrite?.Invoke();

        public void Dispose() => Closed++;
    }
}
