using Akka.Persistence.Sql.PostgreSql;
using Akka.Persistence.Sql.Sqlite;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Tests.Storage;

/// <summary>A database of any kind with a writer and a reader that run when the test says so, as one process has them.</summary>
internal sealed class StorageUnderTest : IDisposable
{
    private readonly IStorageProvider _provider;
    private readonly ManualExecutor _executor = new();
    private readonly ManualClock _clock = new();
    private readonly IReadSession _reader;

    private StorageUnderTest(IStorageProvider provider, TableSet? tables, string connectionString)
    {
        ConnectionString = connectionString;
        _provider = provider;
        Tables = tables ?? SqliteFile.AllTables;
        Queue = new GroupCommitQueue(provider, _executor.Execute, _executor.ExecuteLater, capacity: 1_000, _clock, TimeSpan.FromSeconds(10));
        _reader = provider.OpenReader();
    }

    public string ConnectionString { get; }

    public TableSet Tables { get; }

    public GroupCommitQueue Queue { get; }

    public IStorageProvider Provider => _provider;

    public static StorageUnderTest Sqlite(string file, TableSet? tables = null) =>
        new(new SqliteProvider(new DatabaseOptions { ConnectionString = $"Data Source={file}" }), tables, file);

    public static StorageUnderTest Postgres(string connectionString, TableSet? tables = null) =>
        new(new PostgreSqlProvider(new DatabaseOptions
        {
            Kind = DatabaseKind.PostgreSql,
            ConnectionString = connectionString,
            CommandTimeout = TimeSpan.FromSeconds(10),
        }), tables, connectionString);

    /// <summary>An append of events with these numbers, by a writer that believes the one before the first to be the highest stored.</summary>
    public Append Events(string persistenceId, params long[] numbers) => Events(persistenceId, numbers[0] - 1, numbers);

    /// <summary>An append of events with these numbers, by a writer that believes another one to be the highest stored.</summary>
    public Append Events(string persistenceId, long? previous, params long[] numbers) =>
        new(Tables, persistenceId, [.. numbers.Select(n => SqliteFile.Row(n, $"{persistenceId} {n}"))]) { Previous = previous };

    /// <summary>Queues all and writes them as one group.</summary>
    public void Write(params WriteOperation[] operations)
    {
        foreach (var operation in operations) Assert.Null(Queue.TryEnqueue(operation));
        _executor.RunAll();
    }

    /// <summary>Time passes, and the queue looks whether its transaction gets on.</summary>
    public void Passes(TimeSpan time)
    {
        _clock.Now += time;
        Queue.CheckProgress();
    }

    /// <summary>Tries again what waits for the database, after some time.</summary>
    public void TryAgain(TimeSpan later)
    {
        _clock.Now += later;
        _executor.Later();
        _executor.RunAll();
    }

    public Outcome Append(string persistenceId, params long[] numbers) => Append(Events(persistenceId, numbers));

    public Outcome Append(Append append)
    {
        Write(append);
        return append.Outcome;
    }

    public Outcome Delete(string persistenceId, long to)
    {
        var delete = new Delete(Tables, persistenceId, to);
        Write(delete);
        return delete.Outcome;
    }

    public List<EventRow> Read(string persistenceId)
    {
        var rows = new List<EventRow>();
        _reader.ReadEvents(Tables, persistenceId, 1, long.MaxValue, int.MaxValue, rows);
        return rows;
    }

    public long[] Numbers(string persistenceId) => [.. Read(persistenceId).Select(e => e.SequenceNr)];

    public long Highest(string persistenceId) => _reader.HighestSequenceNr(Tables, persistenceId);

    public SnapshotRow? Snapshot(string persistenceId) => _reader.ReadSnapshot(Tables, persistenceId, SnapshotRange.All);

    public void Dispose()
    {
        Queue.CloseAsync();
        _executor.RunAll();
        _reader.Dispose();
        _provider.Dispose();
    }
}
