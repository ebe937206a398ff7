using Akka.Dispatch;

namespace Akka.TestKit.Dispatch;

/// <summary>
/// The threads of one system under test, in place of the .NET thread pool: test classes that run side by side do not wait for each other,
/// and blocked actors of one do not starve the rest. Threads start as they are needed. When all are busy for longer than
/// <see cref="Patience"/>, as with actors that block, one more is added.
/// </summary>
internal sealed class TestThreads() : ExecutorService("test")
{
    private const int Usual = 8;
    private const int Most = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new(); // a monitor: guards everything below
    private readonly Queue<IRunnable> _queue = new();
    private ITimer? _watch;
    private int _threads;
    private int _idle;
    private bool _progress;
    private bool _closed;

    /// <summary>Told of work that threw: not actors, which report their own failures, but a stray action of a dispatcher.</summary>
    public Action<Exception>? Report { get; set; }

    public override void Execute(IRunnable run)
    {
        lock (_gate)
        {
            _queue.Enqueue(run);
            if (_queue.Count <= _idle) Monitor.Pulse(_gate);
            // What comes when the system has ended is the rest of its async handlers. They may still end.
            else if (_threads < Usual) StartThread();
        }
    }

    public override void Shutdown()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void StartThread()
    {
        _threads++;
#pragma warning disable RS0030 // an executor is where threads come from
        new Thread(Work) { IsBackground = true, Name = $"test-{_threads}" }.UnsafeStart();
#pragma warning restore RS0030
        if (_threads == Usual && !_closed) _watch ??= Watch();
    }

    private ITimer Watch()
    {
        using (ExecutionContext.SuppressFlow())
            return TimeProvider.System.CreateTimer(static self => ((TestThreads)self!).AddIfStuck(), this, Patience, Patience);
    }

    private void AddIfStuck()
    {
        lock (_gate)
        {
            if (_queue.Count > 0 && !_progress && _threads < Most) StartThread();
            _progress = false;
        }
    }

    private void Work()
    {
        while (Take() is { } run)
        {
            try
            {
                run.Run();
            }
            catch (Exception failure) when (Report is not null)
            {
                Report(failure);
            }
        }
    }

    private IRunnable? Take()
    {
        lock (_gate)
        {
            IRunnable? run;
            while (!_queue.TryDequeue(out run) && !_closed)
            {
                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }

            _progress = true;
            if (run is not null) return run;
            if (--_threads == 0) _watch?.Dispose();
            return null;
        }
    }
}
