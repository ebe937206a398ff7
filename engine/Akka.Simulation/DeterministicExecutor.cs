using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>
/// Runs an actor system, or many, on the calling thread: what is ready waits in a list, a seeded source picks what runs next, and time
/// moves only when nothing is ready. The same seed gives the same run. Pass it to a system with <see cref="Setup"/>.
/// </summary>
/// <remarks>
/// Work may be queued from any thread (a real socket or database at the edge), but only one thread may drive; as long as only driven work
/// queues work, the run is deterministic.
/// </remarks>
public sealed partial class DeterministicExecutor : ExecutorService, IRuntimeDriver
{
    private readonly Lock _gate = new(); // guards _ready
    private readonly List<Ready> _ready = [];
    private ulong _random;

    /// <summary>Makes an executor with a clock of its own.</summary>
    /// <param name="seed">Decides the order in which ready work runs.</param>
    public DeterministicExecutor(long seed) : base("deterministic")
    {
        Seed = seed;
        _random = unchecked((ulong)seed);
    }

    /// <summary>Decides the order in which ready work runs.</summary>
    public long Seed { get; }

    /// <summary>The clock. It stands still while work is ready.</summary>
    public VirtualTimeProvider Time { get; } = new();

    /// <summary>How many pieces of work have run.</summary>
    public long Steps { get; private set; }

    /// <summary>Called after every piece of work that has run: checks what must hold at every moment.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>True when work waits.</summary>
    public bool HasWork
    {
        get
        {
            lock (_gate) return _ready.Count > 0;
        }
    }

    internal override long? QueueLength
    {
        get
        {
            lock (_gate) return _ready.Count;
        }
    }

    /// <summary>The setup of a system that runs here.</summary>
    /// <returns>Time, threads and randomness, all of this executor.</returns>
    public RuntimeSetup Setup() => new() { Executor = this, TimeProvider = Time, Seed = Next() };

    /// <inheritdoc/>
    public override void Execute(IRunnable run) => Queue(run, null);

    /// <summary>Runs one piece of ready work.</summary>
    /// <returns>False when nothing was ready.</returns>
    public bool RunOne()
    {
        using var drive = new Drive(this);
        return RunNext();
    }

    /// <summary>Runs until nothing is ready. Time stands still.</summary>
    public void RunUntilIdle()
    {
        using var drive = new Drive(this);
        while (RunNext())
        {
        }
    }

    /// <summary>Runs everything that happens in a span of time, timers included.</summary>
    /// <param name="span">The span.</param>
    public void RunFor(TimeSpan span)
    {
        using var drive = new Drive(this);
        var end = Time.Elapsed + span;
        RunUntilIdle();
        while (Time.NextTimer is { } next && next <= end)
        {
            Time.AdvanceTo(next);
            RunUntilIdle();
        }

        Time.AdvanceTo(end);
        RunUntilIdle();
    }

    /// <summary>Moves time without running work: timers fire, and what they queue waits with the rest.</summary>
    /// <param name="span">How far.</param>
    public void Pause(TimeSpan span)
    {
        using var drive = new Drive(this);
        Time.Advance(span);
    }

    /// <summary>Runs work, moving time whenever nothing is ready, until a condition holds.</summary>
    /// <param name="condition">Looked at after every piece of work.</param>
    /// <param name="limit">Give up after so much of the system's time.</param>
    /// <returns>Whether the condition holds.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var drive = new Drive(this);
        var end = limit < TimeSpan.Zero || limit > TimeSpan.FromDays(10_000) ? TimeSpan.MaxValue : Time.Elapsed + limit;
        while (true)
        {
            if (condition()) return true;
            if (RunNext()) continue;
            if (Time.NextTimer is not { } next || next > end)
            {
                // Nothing will happen before the limit, or ever: what is left of the wait goes by at once.
                if (end != TimeSpan.MaxValue && end > Time.Elapsed) Time.AdvanceTo(end);
                RunUntilIdle();
                return condition();
            }

            Time.AdvanceTo(next);
        }
    }

    /// <summary>Runs until a task of the simulated world has ended.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="limit">Give up after so much of the system's time; null for a minute.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public T Run<T>(Task<T> task, TimeSpan? limit = null)
    {
        Run((Task)task, limit);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs until a task of the simulated world has ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="limit">Give up after so much of the system's time; null for a minute.</param>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public void Run(Task task, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var most = limit ?? TimeSpan.FromMinutes(1);
        if (!RunUntil(() => task.IsCompleted, most)) throw new TimeoutException($"The task did not end within {most} of virtual time. Seed: {Seed}.");
        task.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override void Shutdown()
    {
        // A system that ends leaves the executor to the others that run here.
    }

    /// <summary>The seed and the time of the run, for the text of a failure.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"seed {Seed}, {Time.Elapsed} of virtual time";

    /// <summary>The next number of the seeded source (SplitMix64).</summary>
    /// <returns>64 random bits.</returns>
    public long Next()
    {
        _random += 0x9E3779B97F4A7C15;
        return Runtime.Mix(unchecked((long)_random));
    }
}
