using System.Diagnostics.Metrics;
using Akka.Event;

namespace Akka.Persistence.Sql.Storage;

/// <summary>Says when a database does not keep up, once at the beginning and once at the end, and offers what waits as metrics.</summary>
internal sealed class StorageWatch : IDisposable
{
    // Shorter waits are ordinary: a group of writes, or many recoveries after a start.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly WriteLanes _writers;
    private readonly ReadQueue _reader;
    private readonly ILoggingAdapter _log;
    private readonly Meter _meter;
    private bool _isWritingSlow;
    private bool _isReadingSlow;

    public StorageWatch(string name, WriteLanes writers, ReadQueue reader, ILoggingAdapter log)
    {
        (_name, _writers, _reader, _log) = (name, writers, reader, log);
        _writers.Delayed += OnWritesDelayed;
        _reader.Delayed += OnReadsDelayed;
        _meter = new Meter("Akka.Persistence.Sql", version: null, [new("database", name)]);
        _meter.CreateObservableUpDownCounter("akka.persistence.sql.writes.waiting", () => writers.Waiting, "{write}", "Writes that wait for the next transaction.");
        _meter.CreateObservableGauge("akka.persistence.sql.writes.oldest", () => writers.OldestWait.TotalSeconds, "s", "How long the oldest write has been waiting or under way.");
        _meter.CreateObservableUpDownCounter("akka.persistence.sql.reads.waiting", () => reader.Waiting, "{read}", "Reads that wait for a connection.");
        _meter.CreateObservableGauge("akka.persistence.sql.reads.oldest", () => reader.OldestWait.TotalSeconds, "s", "How long the oldest read has been waiting for a connection.");
    }

    /// <summary>To be called now and then.</summary>
    public void Look()
    {
        var (write, read) = (_writers.OldestWait, _reader.OldestWait);
        if (write >= Slow != _isWritingSlow)
        {
            _isWritingSlow = !_isWritingSlow;
            if (_isWritingSlow) _log.Warning("{0} does not keep up: {1} writes wait, the oldest for {2:0.0} s.", _name, _writers.Waiting, write.TotalSeconds);
            else _log.Info("{0} keeps up with writes again.", _name);
        }

        if (read >= Slow == _isReadingSlow) return;
        _isReadingSlow = !_isReadingSlow;
        if (_isReadingSlow)
        {
            _log.Warning(
                "{0} does not keep up: {1} reads wait for one of {2} connections (parallelism), the oldest for {3:0.0} s. Actors recover slowly.",
                _name, _reader.Waiting, _reader.Parallelism, read.TotalSeconds);
        }
        else
        {
            _log.Info("{0} keeps up with reads again.", _name);
        }
    }

    public void Dispose()
    {
        _writers.Delayed -= OnWritesDelayed;
        _reader.Delayed -= OnReadsDelayed;
        _meter.Dispose();
    }

    private void OnWritesDelayed(StorageException cause) => _log.Warning("Writes wait for the database to come back: {0}", cause.Message);

    private void OnReadsDelayed(StorageException cause) => _log.Warning("Reads wait for the database to come back: {0}", cause.Message);
}
