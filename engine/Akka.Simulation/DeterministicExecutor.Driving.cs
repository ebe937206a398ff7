using Akka.Dispatch;

namespace Akka.Simulation;

// What is ready and whose it is; and the watch over work that leaves the simulation.
public sealed partial class DeterministicExecutor
{
    private static readonly AsyncLocal<DeterministicExecutor?> Driven = new(ContextChanged);

    private int _drivingThread;
    private int _depth;
    private string? _escape; // what another thread did, for the driving thread to throw

    /// <summary>
    /// True when nothing but driven work may queue work: work of the simulation that turns up on another thread then fails the run, with
    /// the stack that brought it there. False by default, for systems with real sockets or databases at their edge.
    /// </summary>
    public bool IsClosed { get; init; }

    /// <summary>Most pieces of work in one run; beyond it the run fails, because it most likely never comes to rest. No bound by default.</summary>
    public long StepLimit { get; set; } = long.MaxValue;

    /// <summary>
    /// How many pieces of work are looked at to find the one whose actor is favoured at the moment; favour changes every 64 steps. With 1, the
    /// default, nobody is. Chance alone hardly ever holds one actor back while others go far ahead, which some defects need to show.
    /// </summary>
    internal int Partiality { get; init; } = 1;

    /// <summary>Whose work runs now; null outside of work, and for work that is nobody's.</summary>
    internal object? RunningOwner { get; private set; }

    /// <summary>Queues work that goes when its owner goes.</summary>
    internal void Queue(IRunnable run, object? owner)
    {
        if (IsClosed && _depth > 0 && Environment.CurrentManagedThreadId != _drivingThread) Escaped("queued work");
        lock (_gate) _ready.Add(new Ready(run, owner));
    }

    /// <summary>Drops everything that an owner has queued.</summary>
    internal int Drop(object owner)
    {
        lock (_gate) return _ready.RemoveAll(ready => ReferenceEquals(ready.Owner, owner));
    }

    private bool RunNext()
    {
        Ready ready;
        lock (_gate)
        {
            if (_ready.Count == 0) return false;
            var index = Choose();
            ready = _ready[index];
            // Swapping the last into the gap is fine: which one comes next is random anyway.
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }

        if (++Steps > StepLimit)
            throw new InvalidOperationException($"{Steps:N0} pieces of work have run and there is no end to it: something keeps itself busy. Seed: {Seed}.");
        var outer = RunningOwner;
        RunningOwner = ready.Owner;
        try
        {
            ready.Run.Run();
        }
        finally
        {
            RunningOwner = outer;
        }

        if (_escape is { } escape) throw new InvalidOperationException(escape);
        AfterStep?.Invoke();
        return true;
    }

    private int Choose()
    {
        var best = (int)((ulong)Next() % (ulong)_ready.Count);
        for (var looks = 1; looks < Partiality && _ready.Count > 1; looks++)
        {
            var other = (int)((ulong)Next() % (ulong)_ready.Count);
            if (Favour(other) > Favour(best)) best = other;
        }

        return best;
    }

    private long Favour(int index) => _ready[index].Run is Actor.ActorCell cell ? Actor.Runtime.Mix(cell.Uid + Seed + (Steps >> 6)) : 0;

    // Called by the runtime whenever a flow of execution that began inside of a drive enters or leaves a thread.
    private static void ContextChanged(AsyncLocalValueChangedArgs<DeterministicExecutor?> change)
    {
        if (change is { ThreadContextChanged: true, CurrentValue: { IsClosed: true } executor } && Environment.CurrentManagedThreadId != executor._drivingThread)
            executor.Escaped("went on");
    }

    private void Escaped(string what) => Interlocked.CompareExchange(
        ref _escape,
        $"Work of the simulation {what} on a thread outside of it, so that no seed can replay it. Most often code that awaits with ConfigureAwait(false) a task " +
        "that another actor's async handler completes: .NET moves it to the thread pool then. Complete tasks with RunContinuationsAsynchronously nowhere in " +
        $"simulated code, await without ConfigureAwait(false) inside of actors, or answer with a message. Seed: {Seed}. It came from:{Environment.NewLine}{Environment.StackTrace}",
        null);

    private readonly record struct Ready(IRunnable Run, object? Owner);

    /// <summary>From here on the calling thread drives.</summary>
    private readonly ref struct Drive
    {
        private readonly DeterministicExecutor _executor;
        private readonly DeterministicExecutor? _outer;
        private readonly SynchronizationContext? _context;

        public Drive(DeterministicExecutor executor)
        {
            _executor = executor;
            if (executor._depth++ > 0) return;
            executor._drivingThread = Environment.CurrentManagedThreadId;
            // A test framework's context would make continuations hop to other threads.
            _context = SynchronizationContext.Current;
            if (_context is not null) SynchronizationContext.SetSynchronizationContext(null);
            if (!executor.IsClosed) return;
            _outer = Driven.Value;
            if (!ReferenceEquals(_outer, executor)) Driven.Value = executor;
        }

        public void Dispose()
        {
            if (--_executor._depth > 0) return;
            if (_context is not null) SynchronizationContext.SetSynchronizationContext(_context);
            if (_executor.IsClosed && !ReferenceEquals(_outer, _executor)) Driven.Value = _outer;
        }
    }
}
