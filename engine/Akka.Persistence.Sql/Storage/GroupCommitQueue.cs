using Akka.Actor;

namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// The one writer of a database. It takes everything that is queued into one transaction, so that the price of a commit is shared by
/// all who wait, and completes each operation only after the commit returned. There is no thread of its own: while operations wait,
/// one work item at a time is handed to the executor, one transaction long.
/// </summary>
/// <remarks>
/// Bounded: at most <c>capacity</c> operations wait. A full queue refuses; it never blocks the caller. After a failed transaction the
/// next group tries again, on a new connection if need be, so that the writer recovers when the database does. A transaction that does
/// not come back (a hanging disk) is noticed by <see cref="CheckProgress"/>: whoever waits is told, and nothing is accepted until it does.
/// </remarks>
internal sealed class GroupCommitQueue
{
    // Bounds how long the first operation of a group waits for the last one to be applied.
    private const int MaxOperationsPerTransaction = 10_000;

    private readonly IStorageProvider _provider;
    private readonly Action<Action> _execute;
    private readonly Action _writeGroup;
    private readonly int _capacity;
    private readonly ITimeProvider _clock;
    private readonly TimeSpan _timeout;
    private readonly TaskCompletionSource _closed = new();

    // Guards the fields below it.
    private readonly Lock _gate = new();
    private List<WriteOperation> _waiting = [];
    private List<WriteOperation> _spare = [];
    private List<WriteOperation>? _current; // being written
    private TimeSpan _currentSince;
    private bool _hangs;
    private bool _scheduled;
    private bool _closing;

    // Touched only by the work item, of which there is at most one.
    private IWriteSession? _session;

    /// <param name="provider">Where to write.</param>
    /// <param name="execute">Runs a work item that may block, later and never on the caller's stack.</param>
    /// <param name="capacity">How many operations may wait.</param>
    /// <param name="clock">Tells how long a transaction has been under way.</param>
    /// <param name="timeout">How long a transaction may be under way until the database counts as hanging.</param>
    public GroupCommitQueue(IStorageProvider provider, Action<Action> execute, int capacity, ITimeProvider clock, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _provider = provider;
        _execute = execute;
        _capacity = capacity;
        _clock = clock;
        _timeout = timeout;
        _writeGroup = WriteGroup;
    }

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
            if (_waiting.Count >= _capacity) return new StorageOverloadedException(_capacity);
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
    /// unavailable; what becomes of the former is unknown then.
    /// </summary>
    public void CheckProgress()
    {
        WriteOperation[] stranded;
        lock (_gate)
        {
            if (_current is null || _clock.MonotonicClock - _currentSince < _timeout) return;
            _hangs = true;
            stranded = [.. _current, .. _waiting];
            _waiting.Clear();
        }

        foreach (var operation in stranded) operation.Complete(NotAnswering());
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
        List<WriteOperation> group;
        lock (_gate)
        {
            group = _waiting;
            _waiting = _spare;
            _spare = group;
            _current = group;
            _currentSince = _clock.MonotonicClock;
        }

        for (var start = 0; start < group.Count; start += MaxOperationsPerTransaction)
        {
            Write(group.Count <= MaxOperationsPerTransaction ? group : group.GetRange(start, Math.Min(MaxOperationsPerTransaction, group.Count - start)));
        }

        bool more, close;
        lock (_gate)
        {
            group.Clear();
            _current = null;
            _hangs = false;
            more = _scheduled = _waiting.Count > 0;
            close = _closing && !more;
        }

        if (more) _execute(_writeGroup);
        if (close) Close();
    }

    private StorageUnavailableException NotAnswering() => new($"{_provider.Name} has been busy with one transaction for more than {_timeout}. Does its disk answer?");

    private void Close()
    {
        _session?.Dispose();
        _session = null;
        _closed.TrySetResult();
    }

    private void Write(List<WriteOperation> group)
    {
        StorageException? failure = null;
        try
        {
            (_session ??= _provider.OpenWriter()).Write(group);
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

        foreach (var operation in group) operation.Complete(failure ?? operation.Error);
    }
}
