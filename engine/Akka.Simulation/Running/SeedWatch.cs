using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Akka.Simulation;

/// <summary>
/// Looks from outside of simulated time whether seeds go on: one whose code never returns can neither be counted nor interrupted, and would hang everything that waits for it.
/// </summary>
internal sealed class SeedWatch
{
    private const int Looks = 60;

    private readonly SeedRunner _runner;
    private readonly ConcurrentDictionary<SeedLife, bool> _lives = new();

    private SeedWatch(SeedRunner runner) => _runner = runner;

    /// <summary>Does work that lives through seeds, on a thread of its own, and gives up when one of them does not go on.</summary>
    /// <exception cref="SeedStuckException">A seed was in the same piece of work for <see cref="SeedRunner.Patience"/>. Its thread cannot be ended, and is left behind.</exception>
    public static T Run<T>(SeedRunner runner, Func<SeedWatch, T> work)
    {
        var watch = new SeedWatch(runner);
        // Who steps through a seed takes their time.
        if (Debugger.IsAttached) return work(watch);
        T result = default!;
        ExceptionDispatchInfo? error = null;
#pragma warning disable RS0030 // what is watched needs a thread that can be left behind
        var thread = new Thread(() =>
#pragma warning restore RS0030
        {
            try
            {
                result = work(watch);
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
            Name = runner.Scenario.Name,
        };
        thread.Start();
        // Looks are counted rather than time: a process that stands still, or a machine that sleeps, does not make seeds slow.
        while (!runner.Join(thread, runner.Patience / Looks)) watch.Look();
        error?.Throw();
        return result;
    }

    /// <summary>Watches one life of a seed until what is returned is disposed of.</summary>
    public SeedLife Begin(long seed, IReadOnlyList<Step> plan, SimulatedWorld world)
    {
        var life = new SeedLife(seed, plan, world, ended => _lives.TryRemove(ended, out _));
        _lives[life] = true;
        return life;
    }

    private void Look()
    {
        foreach (var (life, _) in _lives)
        {
            if (life.LooksWithoutProgress() >= Looks) throw new SeedStuckException(_runner.Scenario.Name, life, _runner.Patience);
        }
    }
}

/// <summary>Where one life of a seed stands. Written by the thread that lives it, read by the one that watches.</summary>
internal sealed class SeedLife(long seed, IReadOnlyList<Step> plan, SimulatedWorld world, Action<SeedLife> ended) : IDisposable
{
    private volatile int _at = -1;
    private (int At, long Work) _seen = (int.MinValue, 0);
    private int _unchanged;

    public long Seed { get; } = seed;

    /// <summary>Pieces of work that have run.</summary>
    public long Work => world.Executor.Steps;

    /// <summary>What it is doing, in words.</summary>
    public string Doing => _at < 0 ? "setting its world up"
        : _at < plan.Count ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"step [{_at}] of its plan, {plan[_at]}")
        : "the checks at its end";

    public void Reached(int step) => _at = step;

    public int LooksWithoutProgress()
    {
        var now = (_at, Work);
        _unchanged = now == _seen ? _unchanged + 1 : 0;
        _seen = now;
        return _unchanged;
    }

    public void Dispose() => ended(this);
}

/// <summary>A seed did not come to an end: code in it never returned. The message says which seed, and where it was.</summary>
public sealed class SeedStuckException : Exception
{
    internal SeedStuckException(string scenario, SeedLife life, TimeSpan patience) : base(string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{scenario}, seed {life.Seed}: a single piece of work has run for {patience.TotalSeconds:0.#} s of real time, in {life.Doing}, after {life.Work:N0} pieces of work. Either it never ends, or it waits for something outside of the simulation. Replay it with SIMULATION_SCENARIO={scenario} SIMULATION_SEED={life.Seed} and look at the threads of the process."))
        => Seed = life.Seed;

    /// <summary>The seed.</summary>
    public long Seed { get; }
}
