using System.Text;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>Reads on a connection of its own. In WAL mode it neither waits for the writer nor holds it up.</summary>
internal sealed class SqliteReader : IReadSession
{
    private readonly SqliteConnectionHandle _connection;
    private readonly SqliteStatement _highest;
    private readonly SqliteStatement _events;
    private readonly SqliteStatement _snapshot;
    private readonly Lock? _turns;

    // Neighbouring rows nearly always have the same manifest and writer.
    private RepeatedText _manifest;
    private RepeatedText _writer;

    public SqliteReader(SqliteConnectionHandle connection, SqliteSchema schema, Lock? turns)
    {
        _connection = connection;
        _turns = turns;
        _highest = new SqliteStatement(connection, "reading the highest sequence number", schema.Highest());
        _events = new SqliteStatement(connection, "reading events", schema.SelectEvents());
        _snapshot = new SqliteStatement(connection, "reading a snapshot", schema.SelectSnapshot());
    }

    public bool IsUsable => _connection.IsUsable;

    public long HighestSequenceNr(string persistenceId)
    {
        _turns?.Enter();
        try
        {
            _highest.Bind(1, persistenceId);
            var highest = _highest.Step() ? _highest.Int64(0) : 0;
            _highest.Reset();
            return highest;
        }
        finally
        {
            _turns?.Exit();
        }
    }

    public void ReadEvents(string persistenceId, long fromSequenceNr, long toSequenceNr, int limit, List<EventRow> into)
    {
        _turns?.Enter();
        try
        {
            _events.Bind(1, persistenceId);
            _events.Bind(2, fromSequenceNr);
            _events.Bind(3, toSequenceNr);
            _events.Bind(4, limit);
            while (_events.Step())
            {
                into.Add(new EventRow
                {
                    SequenceNr = _events.Int64(0),
                    Created = _events.Int64(1),
                    Payload = _events.Bytes(2).ToArray(),
                    Manifest = _manifest.Get(_events.Bytes(3)),
                    SerializerId = _events.IsNull(4) ? null : (int)_events.Int64(4),
                    WriterUuid = _writer.Get(_events.Bytes(5)),
                });
            }
        }
        finally
        {
            _events.Reset();
            _turns?.Exit();
        }
    }

    public SnapshotRow? ReadSnapshot(string persistenceId, SnapshotRange range)
    {
        _turns?.Enter();
        try
        {
            _snapshot.BindRange(persistenceId, range);
            if (!_snapshot.Step()) return null;
            return new SnapshotRow
            {
                PersistenceId = persistenceId,
                SequenceNr = _snapshot.Int64(0),
                Created = _snapshot.Int64(1),
                Payload = _snapshot.Bytes(2).ToArray(),
                Manifest = Encoding.UTF8.GetString(_snapshot.Bytes(3)),
                SerializerId = _snapshot.IsNull(4) ? null : (int)_snapshot.Int64(4),
            };
        }
        finally
        {
            _snapshot.Reset();
            _turns?.Exit();
        }
    }

    public void Dispose()
    {
        _highest.Dispose();
        _events.Dispose();
        _snapshot.Dispose();
        _connection.Dispose();
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
