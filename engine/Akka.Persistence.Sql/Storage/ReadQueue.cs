using Akka.Actor;

namespace Akka.Persistence.Sql.Storage;

/// <summary>One piece of reading. It ends with a <see cref="Run"/> that returns or with <see cref="Failed"/>, on one of the executor's threads.</summary>
internal abstract class ReadOperation
{
    /// <summary>Reads. May block; may throw, then it is called again or <see cref="Failed"/> follows.</summary>
    internal abstract void Run(IReadSession session);

    internal abstract void Failed(StorageException error);
}

/// <summary>
/// Runs reads on a few connections of their own, beside the writer, in the order in which they came. A long replay is many short reads,
/// so that many recoveries share the connections fairly. The queue has no bound of its own: each reader waits for one read at a time.
/// </summary>
/// <remarks>
/// Reads wait for a database that is away as writes do, each for half the timeout from when it was queued: a restart of the server is a pause. They hold no
/// connection meanwhile.
/// </remarks>
internal sealed class ReadQueue
{
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(100);

    private readonly IStorageProvider _provider;
    private readonly Action<Action> _execute;
    private readonly Action<TimeSpan, Action> _executeLater;
    private readonly Action _runNext;
    private readonly ITimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly int _parallelism;
    private readonly TaskCompletionSource _closed = new();

    // Guards the fields below it.
    private readonly Lock _gate = new();
    private readonly Queue<(ReadOperation Operation, TimeSpan Since)> _waiting = new();
    private readonly Stack<IReadSession> _idle = new();
    private int _running;
    private bool _away; // the last read found the database away, and waits for it
    private bool _closing;

    /// <param name="provider">Where to read.</param>
    /// <param name="execute">Runs a work item that may block, later and never on the caller's stack.</param>
    /// <param name="executeLater">The same, after a while.</param>
    /// <param name="parallelism">How many connections read at once.</param>
    /// <param name="clock">Tells how long a read has been waiting.</param>
    /// <param name="timeout">How long a read may take; it is tried again during the first half of that.</param>
    public ReadQueue(
        IStorageProvider provider, Action<Action> execute, Action<TimeSpan, Action> executeLater, int parallelism, ITimeProvider clock, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parallelism);
        _provider = provider;
        _execute = execute;
        _executeLater = executeLater;
        _parallelism = parallelism;
        _clock = clock;
        _patience = timeout / 2;
        _runNext = RunNext;
    }

    /// <summary>Told, on a reader's thread, when reads begin to wait for a database that is away.</summary>
    public event Action<StorageException>? Delayed;

    /// <summary>How many connections read at once.</summary>
    public int Parallelism => _parallelism;

    /// <summary>How many reads wait for a connection.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>How long the oldest of them has been waiting; zero when there is none.</summary>
    public TimeSpan OldestWait
    {
        get
        {
            lock (_gate) return _waiting.TryPeek(out var oldest) ? _clock.MonotonicClock - oldest.Since : TimeSpan.Zero;
        }
    }

    /// <summary>Queues a read.</summary>
    public void Enqueue(ReadOperation operation) => Enqueue(operation, _clock.MonotonicClock);

    /// <summary>Queues a read that has been waiting for something else before.</summary>
    public void Enqueue(ReadOperation operation, TimeSpan since)
    {
        bool closed;
        lock (_gate)
        {
            closed = _closing;
            if (!closed)
            {
                _waiting.Enqueue((operation, since));
                if (_running == _parallelism) return;
                _running++;
            }
        }

        if (closed) operation.Failed(new StorageUnavailableException($"{_provider.Name} is closed for reading."));
        else _execute(_runNext);
    }

    /// <summary>Accepts nothing more; done when everything accepted has been read and the connections are closed.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _closing = true;
            if (_running == 0) CloseIdle_NeedsLock();
        }

        return _closed.Task;
    }

    private void RunNext()
    {
        (ReadOperation Operation, TimeSpan Since) next;
        IReadSession? session;
        bool any;
        lock (_gate)
        {
            any = _waiting.TryDequeue(out next);
            _idle.TryPop(out session);
        }

        if (any) session = Run(next.Operation, next.Since, session);
        bool more;
        lock (_gate)
        {
            if (session is not null) _idle.Push(session);
            more = _waiting.Count > 0;
            if (!more && --_running == 0 && _closing) CloseIdle_NeedsLock();
        }

        if (more) _execute(_runNext);
    }

    private IReadSession? Run(ReadOperation operation, TimeSpan since, IReadSession? session)
    {
        try
        {
            session ??= _provider.OpenReader();
            operation.Run(session);
            lock (_gate) _away = false;
        }
        catch (StorageUnavailableException e) when (MayRepeat(since))
        {
            bool isFirst;
            lock (_gate)
            {
                isFirst = !_away;
                _away = true;
            }

            if (isFirst) Delayed?.Invoke(e);
            _executeLater(RepeatInterval, () => Enqueue(operation, since));
        }
        catch (Exception e)
        {
            // Whatever it was, the one who waits must hear of it.
            operation.Failed(e as StorageException ?? new StorageUnavailableException($"{_provider.Name} failed: {e.Message}", e));
        }

        if (session is not { IsUsable: false }) return session;
        session.Dispose();
        return null;
    }

    private bool MayRepeat(TimeSpan since)
    {
        lock (_gate) return _provider.RepeatsWhenAway && !_closing && _clock.MonotonicClock - since < _patience;
    }

    private void CloseIdle_NeedsLock()
    {
        while (_idle.TryPop(out var session)) session.Dispose();
        _closed.TrySetResult();
    }
}
