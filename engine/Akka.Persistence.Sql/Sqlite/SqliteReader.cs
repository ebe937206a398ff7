using System.Runtime.CompilerServices;
using System.Text;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>Reads on a connection of its own. In WAL mode it neither waits for the writer nor holds it up.</summary>
internal sealed class SqliteReader(SqliteConnectionHandle connection, Lock? turns) : IReadSession
{
    private readonly ConditionalWeakTable<TableSet, Statements> _statements = [];
    private readonly List<Statements> _all = [];

    // Neighbouring rows nearly always have the same manifest and writer.
    private RepeatedText _manifest;
    private RepeatedText _writer;

    public bool IsUsable => connection.IsUsable;

    public long HighestSequenceNr(TableSet tables, string persistenceId)
    {
        turns?.Enter();
        try
        {
            var highest = StatementsFor(tables).Highest!;
            highest.Bind(1, persistenceId);
            var number = highest.Step() ? highest.Int64(0) : 0;
            highest.Reset();
            return number;
        }
        finally
        {
            turns?.Exit();
        }
    }

    public void ReadEvents(TableSet tables, string persistenceId, long fromSequenceNr, long toSequenceNr, int limit, List<EventRow> into)
    {
        turns?.Enter();
        try
        {
            into.Clear();
            var events = StatementsFor(tables).Events!;
            try
            {
                events.Bind(1, persistenceId);
                events.Bind(2, fromSequenceNr);
                events.Bind(3, toSequenceNr);
                events.Bind(4, limit);
                while (events.Step()) into.Add(Row(events));
            }
            finally
            {
                events.Reset();
            }
        }
        finally
        {
            turns?.Exit();
        }
    }

    public SnapshotRow? ReadSnapshot(TableSet tables, string persistenceId, SnapshotRange range)
    {
        turns?.Enter();
        try
        {
            var snapshot = StatementsFor(tables).Snapshot!;
            try
            {
                snapshot.BindRange(persistenceId, range);
                if (!snapshot.Step()) return null;
                return new SnapshotRow
                {
                    PersistenceId = persistenceId,
                    SequenceNr = snapshot.Int64(0),
                    Created = snapshot.Int64(1),
                    Payload = snapshot.Bytes(2).ToArray(),
                    Manifest = Encoding.UTF8.GetString(snapshot.Bytes(3)),
                    SerializerId = snapshot.IsNull(4) ? null : (int)snapshot.Int64(4),
                };
            }
            finally
            {
                snapshot.Reset();
            }
        }
        finally
        {
            turns?.Exit();
        }
    }

    public void Dispose()
    {
        foreach (var statements in _all) statements.Dispose();
        connection.Dispose();
    }

    private EventRow Row(SqliteStatement events) => new()
    {
        SequenceNr = events.Int64(0),
        Created = events.Int64(1),
        Payload = events.Bytes(2).ToArray(),
        Manifest = _manifest.Get(events.Bytes(3)),
        SerializerId = events.IsNull(4) ? null : (int)events.Int64(4),
        WriterUuid = _writer.Get(events.Bytes(5)),
    };

    private Statements StatementsFor(TableSet tables)
    {
        if (_statements.TryGetValue(tables, out var known)) return known;
        var made = new Statements(connection, tables);
        _statements.Add(tables, made);
        _all.Add(made);
        return made;
    }

    private sealed class Statements : IDisposable
    {
        public Statements(SqliteConnectionHandle connection, TableSet tables)
        {
            var schema = new SqliteSchema(tables);
            if (tables.Journal is not null)
            {
                Highest = new SqliteStatement(connection, "reading the highest sequence number", schema.Highest());
                Events = new SqliteStatement(connection, "reading events", schema.SelectEvents());
            }

            if (tables.Snapshot is not null) Snapshot = new SqliteStatement(connection, "reading a snapshot", schema.SelectSnapshot());
        }

        public SqliteStatement? Highest { get; }

        public SqliteStatement? Events { get; }

        public SqliteStatement? Snapshot { get; }

        public void Dispose()
        {
            Highest?.Dispose();
            Events?.Dispose();
            Snapshot?.Dispose();
        }
    }

    /// <summary>Makes one string of equal texts in a row.</summary>
    private struct RepeatedText
    {
        private byte[]? _bytes;
        private string? _text;

        public string Get(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty) return "";
            if (_text is not null && bytes.SequenceEqual(_bytes)) return _text;
            _bytes = bytes.ToArray();
            return _text = Encoding.UTF8.GetString(bytes);
        }
    }
}
