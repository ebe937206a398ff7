using Akka.Actor;

namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// A writer of a database, with one connection. It takes everything that is queued into one transaction, so that the price of a commit is shared by
/// all who wait, and completes each operation only after the commit returned. There is no thread of its own: while operations wait,
/// one work item at a time is handed to the executor, one transaction long.
/// </summary>
/// <remarks>
/// Bounded: makers that wait for the outcome of their one operation wait here, so that there are never more than makers; of the operations of others at most
/// <c>capacity</c> wait, and a full queue refuses them. It never blocks the caller. After a failed transaction the next group tries again, on a new connection if
/// need be, so that the writer recovers when the database does. Where a group can be repeated safely, it waits itself for a database that is away, for half the
/// timeout: a restart of the server is a pause. A transaction that does not come back (a hanging disk) is noticed by <see cref="CheckProgress"/>: whoever
/// waits is told, and nothing is accepted until it does.
/// </remarks>
internal sealed class GroupCommitQueue
{
    // Bounds how long the first operation of a group waits for the last one to be applied.
    private const int MaxOperationsPerTransaction = 10_000;

    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(100);

    private readonly IStorageProvider _provider;
    private readonly Action<Action> _execute;
    private readonly Action<TimeSpan, Action> _executeLater;
    private readonly Action _writeGroup;
    private readonly int _capacity;
    private readonly ITimeProvider _clock;
    private readonly TimeSpan _timeout;
    private readonly TaskCompletionSource _closed = new();

    // Guards the fields below it.
    private readonly Lock _gate = new();
    private readonly List<WriteOperation> _current = []; // being written
    private List<WriteOperation> _waiting = [];
    private TimeSpan _currentSince;
    private bool _hangs;
    private bool _scheduled;
    private bool _closing;

    // Touched only by the work item, of which there is at most one.
    private IWriteSession? _session;
    private volatile StorageException? _delayedBy; // set while the group waits to be tried again; read by others, too

    /// <param name="provider">Where to write.</param>
    /// <param name="execute">Runs a work item that may block, later and never on the caller's stack.</param>
    /// <param name="executeLater">The same, after a while.</param>
    /// <param name="capacity">How many operations may wait without their makers waiting, too.</param>
    /// <param name="clock">Tells how long a transaction has been under way.</param>
    /// <param name="timeout">How long a transaction may be under way until the database counts as hanging.</param>
    public GroupCommitQueue(
        IStorageProvider provider, Action<Action> execute, Action<TimeSpan, Action> executeLater, int capacity, ITimeProvider clock, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _provider = provider;
        _execute = execute;
        _executeLater = executeLater;
        _capacity = capacity;
        _clock = clock;
        _timeout = timeout;
        _writeGroup = WriteGroup;
    }

    /// <summary>Told, on the writer's thread, when a group begins to wait for a database that is away.</summary>
    public event Action<StorageException>? Delayed;

    /// <summary>How long the oldest operation has been waiting or under way; zero when there is none.</summary>
    public TimeSpan OldestWait
    {
        get
        {
            lock (_gate) return _current.Count > 0 ? _clock.MonotonicClock - _current[0].QueuedAt : _waiting.Count > 0 ? _clock.MonotonicClock - _waiting[0].QueuedAt : TimeSpan.Zero;
        }
    }

    /// <summary>True while a group waits for a database that is away.</summary>
    public bool IsDelayed => _delayedBy is not null;

    /// <summary>How many operations wait for the next transaction.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Queues an operation, or refuses it: then null is not returned and <see cref="WriteOperation.Completed"/> is never called.</summary>
    /// <returns>Null when the operation was accepted; otherwise why not.</returns>
    public StorageException? TryEnqueue(WriteOperation operation)
    {
        lock (_gate)
        {
            if (_closing) return new StorageUnavailableException($"{_provider.Name} is closed for writing.");
            if (_hangs) return NotAnswering();
            if (_waiting.Count >= _capacity && !operation.IsOneOfItsMaker) return StorageOverloadedException.Full(_capacity);
            operation.QueuedAt = _clock.MonotonicClock;
            _waiting.Add(operation);
            if (_scheduled) return null;
            _scheduled = true;
        }

        _execute(_writeGroup);
        return null;
    }

    /// <summary>Accepts nothing more; done when everything accepted is written and the connection is closed, at once when nothing waits.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            if (_closing || _scheduled)
            {
                _closing = true;
                return _closed.Task;
            }

            _closing = true;
        }

        // Nothing is scheduled and nothing can be any more, so that the session is ours.
        Close();
        return _closed.Task;
    }

    /// <summary>
    /// To be called now and then. If the transaction under way takes longer than the timeout, its operations and those that wait fail as
    /// unavailable; what becomes of the former is unknown then. Operations that have waited for longer without being begun are refused as overload.
    /// </summary>
    public void CheckProgress()
    {
        WriteOperation[] stranded;
        StorageException error;
        lock (_gate)
        {
            var now = _clock.MonotonicClock;
            var waiting = _waiting.Count;
            if (_current.Count > 0 && now - _currentSince >= _timeout)
            {
                _hangs = true;
                stranded = [.. _current, .. _waiting];
                _waiting.Clear();
                error = NotAnswering();
            }
            else
            {
                var late = _waiting.FindIndex(operation => now - operation.QueuedAt < _timeout);
                stranded = [.. _waiting.Take(late < 0 ? waiting : late)];
                _waiting.RemoveRange(0, stranded.Length);
                error = StorageOverloadedException.Late(_capacity, waiting, _timeout);
            }
        }

        foreach (var operation in stranded) operation.Complete(error);
    }

    /// <summary>True when no write waits or is under way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate) return !_scheduled;
        }
    }

    private void WriteGroup()
    {
        if (_delayedBy is null) Take();
        if (!TryWrite())
        {
            _executeLater(RepeatInterval, _writeGroup);
            return;
        }

        bool more, close;
        lock (_gate)
        {
            _current.Clear();
            _hangs = false;
            more = _scheduled = _waiting.Count > 0;
            close = _closing && !more;
        }

        if (more) _execute(_writeGroup);
        if (close) Close();
    }

    private void Take()
    {
        lock (_gate)
        {
            var count = Math.Min(_waiting.Count, MaxOperationsPerTransaction);
            _current.AddRange(_waiting.Take(count));
            _waiting.RemoveRange(0, count);
            _currentSince = _clock.MonotonicClock;
        }
    }

    private StorageUnavailableException NotAnswering() => new($"{_provider.Name} has been busy with one transaction for more than {_timeout}. Does its disk answer?");

    private void Close()
    {
        _session?.Dispose();
        _session = null;
        _closed.TrySetResult();
    }

    /// <returns>False when the group waits for the database, to be tried again.</returns>
    private bool TryWrite()
    {
        // Only this work item changes the group, so that it may be read here without the gate.
        StorageException? failure = null;
        try
        {
            if (_delayedBy is not null && !MayRepeat()) throw _delayedBy;
            (_session ??= _provider.OpenWriter()).Write(_current, isRepeated: _delayedBy is not null);
        }
        catch (Exception e)
        {
            // Whatever it was, those who wait must hear of it; what the provider did not foresee is named as unavailable.
            failure = e as StorageException ?? new StorageUnavailableException($"{_provider.Name} failed: {e.Message}", e);
        }

        if (_session is { IsUsable: false })
        {
            _session.Dispose();
            _session = null;
        }

        if (failure is StorageUnavailableException && MayRepeat())
        {
            var isFirst = _delayedBy is null;
            _delayedBy = failure;
            if (isFirst) Delayed?.Invoke(failure);
            return false;
        }

        _delayedBy = null;
        foreach (var operation in _current) operation.Complete(failure ?? operation.Error);
        return true;
    }

    private bool MayRepeat()
    {
        lock (_gate) return _provider.RepeatsWhenAway && !_hangs && !_closing && _clock.MonotonicClock - _currentSince < _timeout / 2;
    }
}
