using System.Text;
using Akka.Persistence.Sql.Sqlite;
using Akka.Persistence.Sql.Storage;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Tests.Storage;

/// <summary>A SQLite file in a folder of its own, deleted at the end, with a writer and a reader that run when the test says so.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchboard-sqlite-");
    private readonly SqliteProvider _provider;
    private readonly ManualExecutor _executor = new();

    public SqliteFile(Func<DatabaseOptions, DatabaseOptions>? configure = null, TableSet? tables = null)
    {
        Tables = tables ?? AllTables;
        var options = new DatabaseOptions { ConnectionString = $"Data Source={Path}", BusyTimeout = TimeSpan.Zero };
        Options = configure?.Invoke(options) ?? options;
        _provider = new SqliteProvider(Options);
        Queue = new GroupCommitQueue(_provider, _executor.Execute, _executor.ExecuteLater, capacity: 1_000, new ManualClock(), TimeSpan.FromSeconds(10));
    }

    public static TableSet AllTables { get; } = new() { Journal = new(), Snapshot = new() };

    public string Path => System.IO.Path.Combine(_folder.FullName, "journal.db");

    public DatabaseOptions Options { get; }

    public TableSet Tables { get; }

    public GroupCommitQueue Queue { get; }

    public static EventRow Row(long sequenceNr, string text = "event", params string[] tags) => new()
    {
        SequenceNr = sequenceNr,
        Created = 638_000_000_000_000_000 + sequenceNr,
        Payload = Encoding.UTF8.GetBytes(text),
        Manifest = "m",
        SerializerId = 42,
        WriterUuid = "writer",
        Tags = tags,
    };

    public static SnapshotRow SnapshotRow(string persistenceId, long sequenceNr, long created, string text = "state") => new()
    {
        PersistenceId = persistenceId,
        SequenceNr = sequenceNr,
        Created = created,
        Payload = Encoding.UTF8.GetBytes(text),
        Manifest = "s",
        SerializerId = 7,
    };

    /// <summary>Queues all and lets the writer run until nothing is left: they share one transaction.</summary>
    public void Write(params WriteOperation[] operations)
    {
        foreach (var operation in operations) Assert.Null(Queue.TryEnqueue(operation));
        _executor.RunAll();
    }

    public Outcome Append(string persistenceId, params EventRow[] rows)
    {
        var operation = new Append(Tables, persistenceId, rows);
        Write(operation);
        return operation.Outcome;
    }

    public Outcome Delete(string persistenceId, long toSequenceNr)
    {
        var operation = new Delete(Tables, persistenceId, toSequenceNr);
        Write(operation);
        return operation.Outcome;
    }

    public List<EventRow> Events(string persistenceId, long from = 1, long to = long.MaxValue, int limit = int.MaxValue) =>
        Read(reader =>
        {
            var rows = new List<EventRow>();
            reader.ReadEvents(Tables, persistenceId, from, to, limit, rows);
            return rows;
        });

    public long[] Numbers(string persistenceId) => [.. Events(persistenceId).Select(e => e.SequenceNr)];

    public long Highest(string persistenceId) => Read(reader => reader.HighestSequenceNr(Tables, persistenceId));

    public SnapshotRow? Snapshot(string persistenceId, SnapshotRange range) => Read(reader => reader.ReadSnapshot(Tables, persistenceId, range));

    public T Read<T>(Func<IReadSession, T> read)
    {
        using var reader = _provider.OpenReader();
        return read(reader);
    }

    /// <summary>A connection of somebody else's.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Runs SQL on a connection of somebody else's and gives each row as text, columns separated by '|'.</summary>
    public string[] Query(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))));
        return [.. rows];
    }

    public void Dispose()
    {
        Queue.CloseAsync();
        _executor.RunAll();
        _provider.Dispose();
        _folder.Delete(recursive: true);
    }
}
