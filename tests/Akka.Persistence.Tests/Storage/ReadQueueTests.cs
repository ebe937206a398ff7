using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Storage;

/// <summary>Reads share a fixed number of connections, in order, and each ends exactly once.</summary>
public sealed class ReadQueueTests
{
    private readonly ManualExecutor _executor = new();
    private readonly ManualClock _clock = new();
    private readonly Provider _provider = new();

    [Fact]
    public void No_more_connections_are_used_than_allowed_and_they_are_kept()
    {
        var queue = Queue(2);
        var done = new List<int>();
        for (var i = 0; i < 5; i++) queue.Enqueue(new Read(i, done));

        Assert.Equal(2, _executor.Waiting);
        _executor.RunAll();

        Assert.Equal([0, 1, 2, 3, 4], done);
        Assert.InRange(_provider.Opened, 1, 2);
    }

    [Fact]
    public void A_read_that_fails_is_told_and_the_next_goes_on()
    {
        var queue = Queue(1);
        var done = new List<int>();
        var failing = new Read(0, done) { Throws = new StorageCorruptException("corrupt") };
        queue.Enqueue(failing);
        queue.Enqueue(new Read(1, done));
        _executor.RunAll();

        Assert.IsType<StorageCorruptException>(failing.Error);
        Assert.Equal([1], done);
    }

    [Fact]
    public void Closing_finishes_what_was_accepted_and_refuses_what_comes_later()
    {
        var queue = Queue(1);
        var done = new List<int>();
        queue.Enqueue(new Read(0, done));
        var closed = queue.CloseAsync();
        var late = new Read(1, done);
        queue.Enqueue(late);

        Assert.IsType<StorageUnavailableException>(late.Error);
        Assert.False(closed.IsCompleted);
        _executor.RunAll();
        Assert.True(closed.IsCompletedSuccessfully);
        Assert.Equal([0], done);
        Assert.Equal(_provider.Opened, _provider.Closed);
    }

    [Fact]
    public void A_read_waits_for_a_database_that_is_away_and_holds_up_nobody()
    {
        _provider.RepeatsWhenAway = true;
        var queue = Queue(1);
        var (done, told) = (new List<int>(), new List<string>());
        queue.Delayed += cause => told.Add(cause.Message);
        var waits = new Read(0, done) { Throws = new StorageUnavailableException("away") };
        queue.Enqueue(waits);
        _executor.RunAll();
        _clock.Now += TimeSpan.FromSeconds(4);
        _executor.Later();
        _executor.RunAll();
        Assert.Null(waits.Error);
        Assert.Equal(["away"], told);

        queue.Enqueue(new Read(1, done));
        _executor.RunAll();
        waits.Throws = null;
        _executor.Later();
        _executor.RunAll();

        Assert.Equal([1, 0], done);
    }

    [Fact]
    public void It_does_not_wait_for_ever()
    {
        _provider.RepeatsWhenAway = true;
        var queue = Queue(1);
        var fails = new Read(0, []) { Throws = new StorageUnavailableException("away") };
        queue.Enqueue(fails);
        _executor.RunAll();
        _clock.Now += TimeSpan.FromSeconds(5);
        _executor.Later();
        _executor.RunAll();

        Assert.IsType<StorageUnavailableException>(fails.Error);
    }

    [Fact]
    public void Where_reads_are_not_repeated_they_fail_at_once()
    {
        var queue = Queue(1);
        var fails = new Read(0, []) { Throws = new StorageUnavailableException("away") };
        queue.Enqueue(fails);
        _executor.RunAll();

        Assert.IsType<StorageUnavailableException>(fails.Error);
    }

    [Fact]
    public void Closing_does_not_wait_for_a_database_that_is_away()
    {
        _provider.RepeatsWhenAway = true;
        var queue = Queue(1);
        var waits = new Read(0, []) { Throws = new StorageUnavailableException("away") };
        queue.Enqueue(waits);
        _executor.RunAll();

        Assert.True(queue.CloseAsync().IsCompletedSuccessfully);
        _executor.Later();
        _executor.RunAll();
        Assert.IsType<StorageUnavailableException>(waits.Error);
    }

    private ReadQueue Queue(int parallelism) => new(_provider, _executor.Execute, _executor.ExecuteLater, parallelism, _clock, TimeSpan.FromSeconds(10));

    private sealed class Read(int number, List<int> done) : ReadOperation
    {
        public Exception? Throws { get; set; }

        public StorageException? Error { get; private set; }

        internal override void Run(IReadSession session)
        {
            if (Throws is not null) throw Throws;
            done.Add(number);
        }

        internal override void Failed(StorageException error) => Error = error;
    }

    private sealed class Provider : IStorageProvider, IReadSession
    {
        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public string Name => "reader";

        public bool RepeatsWhenAway { get; set; }

        public bool IsUsable => true;

        public bool WritesInParallel => false;

        public IWriteSession OpenWriter() => throw new NotSupportedException();

        public IReadSession OpenReader()
        {
            Opened++;
            return this;
        }

        public long HighestSequenceNr(TableSet tables, string persistenceId) => 0;

        public void ReadEvents(TableSet tables, string persistenceId, long fromSequenceNr, long toSequenceNr, int limit, List<EventRow> into)
        {
        }

        public SnapshotRow? ReadSnapshot(TableSet tables, string persistenceId, SnapshotRange range) => null;

        public void Dispose() => Closed++;
    }
}
