namespace Akka.Dispatch;

/// <summary>Runs work, first in first out, on threads of its own: for blocking work, and for systems that must not share a pool.</summary>
internal sealed class DedicatedThreadExecutor : ExecutorService
{
    // Unbounded, as a dispatcher must be: what is queued here is at most one item per actor of the dispatcher, and timers' actions.
    private readonly Queue<IRunnable> _queue = new();
    private readonly Lock _gate = new(); // guards _queue, _idle and _closed
    private readonly SemaphoreSlim _work = new(0);
    private readonly Action<Exception> _report;
    private bool _started;
    private bool _closed;

    public DedicatedThreadExecutor(string id, int threads, Action<Exception> report) : base(id)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _report = report;
        Threads = threads;
    }

    public int Threads { get; }

    internal override int? ThreadCount => Threads;

    internal override long? QueueLength
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    public override void Execute(IRunnable run)
    {
        lock (_gate)
        {
            if (_closed) throw new RejectedExecutionException($"Dispatcher [{Id}] has been shut down.");
            if (!_started) Start();
            _queue.Enqueue(run);
        }

        _work.Release();
    }

    private void Start()
    {
        _started = true;
        for (var i = 0; i < Threads; i++)
        {
#pragma warning disable RS0030 // an executor is where threads come from
            var thread = new Thread(Work) { IsBackground = true, Name = $"{Id}-{i + 1}" };
#pragma warning restore RS0030
            thread.Start();
        }
    }

    public override void Shutdown()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
        }

        _work.Release(Threads);
    }

    private void Work()
    {
        while (true)
        {
            _work.Wait();
            IRunnable? run;
            lock (_gate)
            {
                if (!_queue.TryDequeue(out run) && _closed) return;
            }

            try
            {
                run?.Run();
            }
            catch (Exception failure)
            {
                // Actors report their own failures: only a stray action of a scheduler gets here. It must not end the thread.
                _report(failure);
            }
        }
    }
}
