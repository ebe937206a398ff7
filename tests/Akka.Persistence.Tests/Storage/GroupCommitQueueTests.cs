using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Storage;

/// <summary>Waiting writes share a transaction; each is told its outcome once, after the commit; a failure never stops the writer.</summary>
public sealed class GroupCommitQueueTests
{
    private readonly ManualExecutor _executor = new();
    private readonly RecordingProvider _provider = new();
    private readonly ManualClock _clock = new();

    private GroupCommitQueue Queue(int capacity = 10) => new(_provider, _executor.Execute, _executor.ExecuteLater, capacity, _clock, TimeSpan.FromSeconds(10));

    private static Append Write(bool isOneOfItsMaker = false) => new(SqliteFile.AllTables, "a", SqliteFile.Row(1)) { IsAlone = isOneOfItsMaker };

    [Fact]
    public void Writes_that_wait_together_share_one_transaction()
    {
        var queue = Queue();
        for (var i = 0; i < 3; i++) Assert.Null(queue.TryEnqueue(Write()));

        _executor.RunAll();

        Assert.Equal([3], _provider.Groups);
    }

    [Fact]
    public void Writes_that_come_during_a_transaction_form_the_next()
    {
        var queue = Queue();
        _provider.DuringWrite = () =>
        {
            _provider.DuringWrite = null;
            queue.TryEnqueue(Write());
            queue.TryEnqueue(Write());
        };
        queue.TryEnqueue(Write());

        _executor.RunAll();

        Assert.Equal([1, 2], _provider.Groups);
    }

    [Fact]
    public void A_write_is_completed_only_after_the_commit_returned()
    {
        var queue = Queue();
        var write = Write();
        _provider.DuringWrite = () => Assert.False(write.Outcome.IsCompleted);
        queue.TryEnqueue(write);

        _executor.RunAll();

        write.Outcome.AssertStored();
    }

    [Fact]
    public void Only_one_work_item_is_scheduled_at_a_time()
    {
        var queue = Queue();
        queue.TryEnqueue(Write());
        queue.TryEnqueue(Write());

        Assert.Equal(1, _executor.Waiting);
    }

    [Fact]
    public void A_full_queue_refuses_with_its_capacity_and_accepts_again_when_written()
    {
        var queue = Queue(capacity: 2);
        queue.TryEnqueue(Write());
        queue.TryEnqueue(Write());

        var refused = Assert.IsType<StorageOverloadedException>(queue.TryEnqueue(Write()));
        Assert.Equal(2, refused.Capacity);

        _executor.RunAll();
        Assert.Null(queue.TryEnqueue(Write()));
    }

    [Fact]
    public void A_failed_transaction_fails_its_group_and_not_the_next()
    {
        var queue = Queue();
        var (first, second, third) = (Write(), Write(), Write());
        _provider.DuringWrite = () => throw new StorageFullException("full");
        queue.TryEnqueue(first);
        queue.TryEnqueue(second);
        _executor.RunAll();
        _provider.DuringWrite = null;
        queue.TryEnqueue(third);
        _executor.RunAll();

        first.Outcome.AssertFailed<StorageFullException>();
        second.Outcome.AssertFailed<StorageFullException>();
        third.Outcome.AssertStored();
        Assert.Equal(1, _provider.Opened);
    }

    [Fact]
    public void A_connection_in_doubt_is_replaced()
    {
        var queue = Queue();
        _provider.DuringWrite = () => throw new StorageUnavailableException("gone");
        _provider.IsUsable = false;
        queue.TryEnqueue(Write());
        _executor.RunAll();
        _provider.DuringWrite = null;
        _provider.IsUsable = true;
        var write = Write();
        queue.TryEnqueue(write);
        _executor.RunAll();

        write.Outcome.AssertStored();
        Assert.Equal(2, _provider.Opened);
        Assert.Equal(1, _provider.Closed);
    }

    [Fact]
    public void An_error_that_nobody_foresaw_reaches_the_writers_as_unavailable()
    {
        var queue = Queue();
        var write = Write();
        _provider.DuringWrite = () => throw new InvalidOperationException("surprise");
        queue.TryEnqueue(write);

        _executor.RunAll();

        Assert.IsType<InvalidOperationException>(write.Outcome.AssertFailed<StorageUnavailableException>().InnerException);
    }

    [Fact]
    public void Closing_writes_what_was_accepted_and_refuses_what_comes_later()
    {
        var queue = Queue();
        var write = Write();
        queue.TryEnqueue(write);
        var closed = queue.CloseAsync();

        Assert.IsType<StorageUnavailableException>(queue.TryEnqueue(Write()));
        Assert.False(closed.IsCompleted);
        _executor.RunAll();

        write.Outcome.AssertStored();
        Assert.True(closed.IsCompletedSuccessfully);
        Assert.Equal(1, _provider.Closed);
    }

    [Fact]
    public void Closing_an_idle_queue_closes_the_connection()
    {
        var queue = Queue();
        queue.TryEnqueue(Write());
        _executor.RunAll();

        var closed = queue.CloseAsync();
        _executor.RunAll();

        Assert.True(closed.IsCompletedSuccessfully);
        Assert.Equal(1, _provider.Closed);
    }

    [Fact]
    public void A_transaction_that_does_not_come_back_fails_all_who_wait_and_nothing_is_accepted_until_it_does()
    {
        var queue = Queue();
        Append first = Write(), second = Write(), third = Write();
        _provider.DuringWrite = () =>
        {
            queue.TryEnqueue(second);
            _clock.Now += TimeSpan.FromSeconds(9);
            queue.CheckProgress();
            Assert.False(first.Outcome.IsCompleted);
            _clock.Now += TimeSpan.FromSeconds(2);
            queue.CheckProgress();
            first.Outcome.AssertFailed<StorageUnavailableException>();
            second.Outcome.AssertFailed<StorageUnavailableException>();
            Assert.IsType<StorageUnavailableException>(queue.TryEnqueue(Write()));
        };
        queue.TryEnqueue(first);
        _executor.RunAll();
        _provider.DuringWrite = null;

        Assert.Null(queue.TryEnqueue(third));
        _executor.RunAll();
        third.Outcome.AssertStored();
        Assert.Equal([1, 1], _provider.Groups);
    }

    [Fact]
    public void A_maker_of_one_operation_at_a_time_waits_in_line_where_others_are_refused()
    {
        var queue = Queue(capacity: 1);
        var patient = Write(isOneOfItsMaker: true);
        queue.TryEnqueue(Write());

        Assert.IsType<StorageOverloadedException>(queue.TryEnqueue(Write()));
        Assert.Null(queue.TryEnqueue(patient));
        _executor.RunAll();

        patient.Outcome.AssertStored();
    }

    [Fact]
    public void What_has_waited_for_too_long_without_being_begun_is_refused_as_overload_and_not_written()
    {
        var queue = Queue();
        Append late = Write(), early = Write();
        _provider.DuringWrite = () =>
        {
            _provider.DuringWrite = null;
            queue.TryEnqueue(late);
            _clock.Now += TimeSpan.FromSeconds(6);
            queue.TryEnqueue(early);
        };
        queue.TryEnqueue(Write());
        _executor.RunOne();
        Assert.Equal(TimeSpan.FromSeconds(6), queue.OldestWait);
        _clock.Now += TimeSpan.FromSeconds(5);
        queue.CheckProgress();

        late.Outcome.AssertFailed<StorageOverloadedException>();
        Assert.False(early.Outcome.IsCompleted);
        _executor.RunAll();
        early.Outcome.AssertStored();
        Assert.Equal([1, 1], _provider.Groups);
    }

    [Fact]
    public void A_group_waits_for_a_database_that_is_away_where_it_can_be_repeated()
    {
        _provider.RepeatsWhenAway = true;
        var queue = Queue();
        var write = Write();
        var delays = new List<string>();
        queue.Delayed += cause => delays.Add(cause.Message);
        _provider.DuringWrite = () => throw new StorageUnavailableException("away");
        queue.TryEnqueue(write);
        _executor.RunAll();
        _clock.Now += TimeSpan.FromSeconds(4);
        _executor.Later();
        _executor.RunAll();
        Assert.False(write.Outcome.IsCompleted);

        _provider.DuringWrite = null;
        _executor.Later();
        _executor.RunAll();

        write.Outcome.AssertStored();
        Assert.Equal([false, true, true], _provider.Repeated);
        Assert.Equal(["away"], delays);
        queue.TryEnqueue(Write());
        _executor.RunAll();
        Assert.False(_provider.Repeated[^1]);
    }

    [Fact]
    public void It_does_not_wait_for_ever()
    {
        _provider.RepeatsWhenAway = true;
        var queue = Queue();
        Append write = Write(), next = Write();
        _provider.DuringWrite = () => throw new StorageUnavailableException("away");
        queue.TryEnqueue(write);
        _executor.RunAll();
        _clock.Now += TimeSpan.FromSeconds(5);
        queue.TryEnqueue(next);
        _executor.Later();
        _executor.RunOne();

        write.Outcome.AssertFailed<StorageUnavailableException>();
        Assert.False(next.Outcome.IsCompleted);
    }

    [Fact]
    public void What_was_given_up_is_never_tried_again()
    {
        _provider.RepeatsWhenAway = true;
        var queue = Queue();
        var write = Write();
        _provider.DuringWrite = () => throw new StorageUnavailableException("away");
        queue.TryEnqueue(write);
        _executor.RunAll();
        _clock.Now += TimeSpan.FromSeconds(11);
        queue.CheckProgress();
        write.Outcome.AssertFailed<StorageUnavailableException>();

        _provider.DuringWrite = null;
        _executor.Later();
        _executor.RunAll();

        Assert.Equal([false], _provider.Repeated);
        Assert.Empty(_provider.Groups);
        Assert.Null(queue.TryEnqueue(Write()));
    }

    private sealed class RecordingProvider : IStorageProvider, IWriteSession
    {
        public List<int> Groups { get; } = [];

        public List<bool> Repeated { get; } = [];

        public Action? DuringWrite { get; set; }

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public bool IsUsable { get; set; } = true;

        public string Name => "recorder";

        public bool RepeatsWhenAway { get; set; }

        public bool WritesInParallel => false;

        public IWriteSession OpenWriter()
        {
            Opened++;
            return this;
        }

        public IReadSession OpenReader() => throw new NotSupportedException();

        public void Write(IReadOnlyList<WriteOperation> group, bool isRepeated)
        {
            Repeated.Add(isRepeated);
            DuringWrite?.Invoke();
            Groups.Add(group.Count);
        }

        public void Dispose() => Closed++;
    }
}
