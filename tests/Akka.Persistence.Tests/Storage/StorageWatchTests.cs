using System.Diagnostics.Metrics;
using Akka.Event;
using Akka.Persistence.Sql.Storage;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Storage;

/// <summary>That a database does not keep up, or that more wants to read than there are connections, is said once and once when it is over, and can be measured all the time.</summary>
public sealed class StorageWatchTests : IDisposable
{
    private const string Name = "database of StorageWatchTests";

    private readonly World _world = new("akka.loglevel = INFO");
    private readonly Recorder _information = new("information");
    private readonly ManualExecutor _executor = new();
    private readonly ManualClock _clock = new();
    private readonly Provider _provider = new();
    private readonly WriteLanes _writers;
    private readonly ReadQueue _reader;
    private readonly StorageWatch _watch;

    public StorageWatchTests()
    {
        _writers = new WriteLanes(2, () => new GroupCommitQueue(_provider, _executor.Execute, _executor.ExecuteLater, 1_000, _clock, TimeSpan.FromSeconds(10)));
        _reader = new ReadQueue(_provider, _executor.Execute, _executor.ExecuteLater, parallelism: 2, _clock, TimeSpan.FromSeconds(10));
        _watch = new StorageWatch(Name, _writers, _reader, Logging.GetLogger(_world.System, "storage"));
        _world.System.EventStream.Subscribe(_information, typeof(Info));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void Writes_that_wait_for_more_than_a_second_are_told_of_once_and_once_when_none_does_any_more()
    {
        Write("a");
        Write("b");
        Look(TimeSpan.FromSeconds(0.9));
        _world.Warnings.ExpectNothing();

        Look(TimeSpan.FromSeconds(0.6));
        Look(TimeSpan.FromSeconds(5));
        Assert.Equal($"{Name} does not keep up: 2 writes wait, the oldest for 1.5 s.", $"{_world.Warnings.Expect<Warning>().Message}");
        _world.Warnings.ExpectNothing();

        _executor.RunAll();
        Look(TimeSpan.FromSeconds(1));
        Look(TimeSpan.FromSeconds(1));
        Assert.Equal($"{Name} keeps up with writes again.", $"{_information.Expect<Info>().Message}");
        _information.ExpectNothing();
    }

    [Fact]
    public void That_all_connections_to_read_are_taken_for_more_than_a_second_is_told_of_with_their_number()
    {
        for (var i = 0; i < 7; i++) _reader.Enqueue(new Read());
        Look(TimeSpan.FromSeconds(2));
        Look(TimeSpan.FromSeconds(1));
        Assert.StartsWith($"{Name} does not keep up: 7 reads wait for one of 2 connections (parallelism), the oldest for 2.0 s.", $"{_world.Warnings.Expect<Warning>().Message}", StringComparison.Ordinal);
        _world.Warnings.ExpectNothing();

        _executor.RunAll();
        Look(TimeSpan.Zero);
        Assert.Equal($"{Name} keeps up with reads again.", $"{_information.Expect<Info>().Message}");
    }

    [Fact]
    public void Why_writes_and_reads_wait_for_a_database_that_is_away_is_told_of_once_each()
    {
        _provider.Fails = true;
        Write("a");
        _reader.Enqueue(new Read());
        for (var i = 0; i < 3; i++)
        {
            _executor.RunAll();
            _executor.Later();
        }

        _world.Run();
        Assert.Equal("Writes wait for the database to come back: no way there", $"{_world.Warnings.Expect<Warning>().Message}");
        Assert.Equal("Reads wait for the database to come back: no way there", $"{_world.Warnings.Expect<Warning>().Message}");
        _world.Warnings.ExpectNothing();
    }

    [Fact]
    public void What_waits_and_for_how_long_can_be_measured_for_each_database()
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, all) =>
        {
            // Other tests have databases too.
            if (instrument.Meter.Name == "Akka.Persistence.Sql" && instrument.Meter.Tags?.Any(static tag => tag is { Key: "database", Value: Name }) == true) all.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.Start();

        Write("a");
        _clock.Now += TimeSpan.FromSeconds(3);
        Write("b");
        for (var i = 0; i < 5; i++) _reader.Enqueue(new Read());
        _clock.Now += TimeSpan.FromSeconds(1);
        listener.RecordObservableInstruments();
        Assert.Equal(
            ["akka.persistence.sql.reads.oldest 1", "akka.persistence.sql.reads.waiting 5", "akka.persistence.sql.writes.oldest 4", "akka.persistence.sql.writes.waiting 2"],
            values.Select(static one => $"{one.Key} {one.Value}"));

        _executor.RunAll();
        listener.RecordObservableInstruments();
        Assert.All(values, static one => Assert.Equal(0, one.Value));
    }

    private void Write(string persistenceId) => Assert.Null(_writers.For(persistenceId).TryEnqueue(new Append(SqliteFile.AllTables, persistenceId, SqliteFile.Row(1))));

    private void Look(TimeSpan later)
    {
        _clock.Now += later;
        _watch.Look();
        _world.Run();
    }

    private sealed class Read : ReadOperation
    {
        internal override void Run(IReadSession session)
        {
        }

        internal override void Failed(StorageException error) => Assert.Fail(error.Message);
    }

    private sealed class Provider : IStorageProvider, IWriteSession, IReadSession
    {
        public bool Fails { get; set; }

        public string Name => "provider";

        public bool RepeatsWhenAway => true;

        public bool WritesInParallel => true;

        public bool IsUsable => true;

        public IWriteSession OpenWriter() => Fails ? throw new StorageUnavailableException("no way there") : this;

        public IReadSession OpenReader() => Fails ? throw new StorageUnavailableException("no way there") : this;

        public void Write(IReadOnlyList<WriteOperation> group, bool isRepeated)
        {
        }

        public long HighestSequenceNr(TableSet tables, string persistenceId) => 0;

        public void ReadEvents(TableSet tables, string persistenceId, long fromSequenceNr, long toSequenceNr, int limit, List<EventRow> into)
        {
        }

        public SnapshotRow? ReadSnapshot(TableSet tables, string persistenceId, SnapshotRange range) => null;

        public void Dispose()
        {
        }
    }
}
