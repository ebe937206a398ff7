using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>
/// Any number of actor systems in one process, run by the calling thread: one list of ready work, one virtual clock, one seed that decides
/// everything. The same seed and the same calls give the same run, step by step.
/// </summary>
/// <remarks>
/// Not thread-safe: one thread drives a world at a time. Worlds share nothing, so any number of them may run beside each other. What runs in
/// it must take time, threads and randomness from its actor system; work that gets away to another thread fails the run (see
/// <see cref="DeterministicExecutor.IsClosed"/>).
/// </remarks>
public sealed class SimulatedWorld : IDisposable
{
    private static readonly int[] Partialities = [1, 1, 2, 5];

    private readonly List<SimulatedNode> _nodes = [];
    private readonly SortedDictionary<string, SimulatedDisk> _disks = new(StringComparer.Ordinal);
    private InvariantViolatedException? _violation;

    /// <summary>Makes an empty world.</summary>
    /// <param name="seed">Decides everything that is left to chance.</param>
    /// <param name="trace">Keeps what happens; null keeps nothing, which is several times faster.</param>
    public SimulatedWorld(long seed, SimulationTrace? trace = null)
    {
        Seed = seed;
        Random = new SeededRandom(seed);
        Executor = new DeterministicExecutor(Random.Fork("schedule").Seed) { IsClosed = true, Partiality = Random.Fork("partiality").Pick(Partialities) };
        Executor.AfterStep = CheckStep;
        Trace = trace;
        trace?.Attach(Executor.Time);
    }

    /// <summary>A node has started a life of its actor system. Called before anything of it has run.</summary>
    public event Action<SimulatedNode>? NodeStarted;

    /// <summary>A node has crashed. Called when nothing of it is left.</summary>
    public event Action<SimulatedNode>? NodeCrashed;

    /// <summary>Decides everything that is left to chance.</summary>
    public long Seed { get; }

    /// <summary>The root of all streams of random numbers: take one per concern with <see cref="SeededRandom.Fork(string)"/>.</summary>
    public SeededRandom Random { get; }

    /// <summary>Runs the work of all nodes, and of the world itself.</summary>
    public DeterministicExecutor Executor { get; }

    /// <summary>What has happened; null when nothing is kept.</summary>
    public SimulationTrace? Trace { get; }

    /// <summary>Called after every piece of work: checks what must hold at every moment, with <see cref="Require"/>. It should be cheap.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>Virtual time since the world was made. No node's clock shows it unless it has neither offset nor drift.</summary>
    public TimeSpan Now => Executor.Time.Elapsed;

    /// <summary>The nodes, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>The first invariant that was found broken, or null. Runs throw it between two pieces of work.</summary>
    public InvariantViolatedException? Violation => _violation;

    /// <summary>Adds a node. It is down until <see cref="SimulatedNode.Start"/>.</summary>
    /// <param name="name">Its name, unique in the world; for traces and random streams, not the actor system's.</param>
    /// <param name="config">Configuration of its actor systems, over one that logs nothing; null for none.</param>
    /// <param name="setups">What else its actor systems are set up with.</param>
    /// <returns>The node.</returns>
    /// <exception cref="ArgumentException">There is a node of that name.</exception>
    public SimulatedNode AddNode(string name, Config? config = null, params Setup[] setups)
    {
        if (_nodes.Exists(node => node.Name == name)) throw new ArgumentException($"The world has a node [{name}] already.", nameof(name));
        var node = new SimulatedNode(this, name, config ?? Config.Empty, setups);
        _nodes.Add(node);
        return node;
    }

    /// <summary>A disk that belongs to no node: a database server's, which outlives the crash of every node. Made when first asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The disk.</returns>
    public SimulatedDisk SharedDisk(string name)
    {
        if (!_disks.TryGetValue(name, out var disk)) _disks[name] = disk = new SimulatedDisk(this, name);
        return disk;
    }

    /// <summary>Schedules something that the world itself does: the delivery of a frame, the end of a fault.</summary>
    /// <param name="delay">After how much virtual time; at once means after what runs now, in no fixed order with other ready work.</param>
    /// <param name="action">What happens. It must not throw.</param>
    /// <param name="node">When this node's present life ends before that, it does not happen; null for whatever does not depend on a node.</param>
    public void After(TimeSpan delay, Action action, SimulatedNode? node = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        var owner = node?.LifeOrThrow();
        var run = new ActionRunnable(action);
        if (delay == TimeSpan.Zero) Queue();
        else Executor.Time.CreateTimer(static queue => ((Action)queue!)(), (Action)Queue, delay, Timeout.InfiniteTimeSpan);

        void Queue()
        {
            if (owner is null) Executor.Queue(run, null);
            else owner.Execute(run);
        }
    }

    /// <summary>Runs one piece of ready work; when there is none, moves the clock to the next timer.</summary>
    /// <returns>False when nothing will ever happen.</returns>
    public bool Step()
    {
        if (Executor.RunOne()) return true;
        if (Executor.Time.NextTimer is not { } next) return false;
        Executor.Time.AdvanceTo(next);
        return true;
    }

    /// <summary>Runs everything that happens in a span of virtual time.</summary>
    /// <param name="span">The span.</param>
    public void RunFor(TimeSpan span) => Executor.RunFor(span);

    /// <summary>Lets time go by while no work runs: timers fire, and what they queue waits with the rest.</summary>
    /// <param name="span">The span.</param>
    public void Pause(TimeSpan span) => Executor.Pause(span);

    /// <summary>Runs until nothing is ready. Time stands still.</summary>
    public void RunUntilIdle() => Executor.RunUntilIdle();

    /// <summary>Runs, moving time whenever nothing is ready, until a condition holds.</summary>
    /// <param name="condition">Looked at after every piece of work.</param>
    /// <param name="limit">Give up after so much virtual time.</param>
    /// <returns>Whether the condition holds.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit) => Executor.RunUntil(condition, limit);

    /// <summary>
    /// Says that an invariant is broken. The first one counts. It is thrown between two pieces of work, so that it may be called from
    /// inside of actors, where an exception would only be one more failure to supervise.
    /// </summary>
    /// <param name="invariant">A short name of what is broken, the same for every instance of it: shrinking keeps to it.</param>
    /// <param name="detail">What was seen.</param>
    public void Violate(string invariant, string detail)
    {
        Trace?.Add(null, $"BROKEN {invariant}: {detail}");
        _violation ??= new InvariantViolatedException(invariant, detail, this);
    }

    /// <summary>Says that an invariant is broken unless a condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="invariant">See <see cref="Violate"/>.</param>
    /// <param name="detail">See <see cref="Violate"/>.</param>
    public void Require(bool holds, string invariant, string detail)
    {
        if (!holds) Violate(invariant, detail);
    }

    /// <summary>Throws what <see cref="Violate"/> was told, if anything.</summary>
    /// <exception cref="InvariantViolatedException">An invariant is broken.</exception>
    public void ThrowIfViolated()
    {
        if (_violation is { } violation) throw violation;
    }

    /// <summary>Ends the world: its nodes crash.</summary>
    public void Dispose()
    {
        foreach (var node in _nodes) node.End();
    }

    private void CheckStep()
    {
        if (_violation is null) AfterStep?.Invoke();
        ThrowIfViolated();
    }

    internal void Told(SimulatedNode node, bool started)
    {
        Trace?.Add(node.Name, started ? "starts" : "crashes");
        (started ? NodeStarted : NodeCrashed)?.Invoke(node);
    }
}
