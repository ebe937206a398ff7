namespace Akka.Simulation;

/// <summary>Runs seeds of a scenario, explores many, and shrinks one that fails. Thread-safe: each seed has a world of its own.</summary>
/// <param name="scenario">The scenario.</param>
public sealed class SeedRunner(Scenario scenario)
{
    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; } = scenario;

    /// <summary>
    /// How long one piece of work, or one step of the scenario's own code, may take in real time: 5 minutes by default, far more than any needs. What takes longer is taken for
    /// an endless loop, which no bound on steps or virtual time ends.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How the thread that watches waits between two looks; whether the watched one has ended. A test says when there is something to see.</summary>
    internal Func<Thread, TimeSpan, bool> Join { get; init; } = static (thread, pause) => thread.Join(pause);

    /// <summary>The plan of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>Its steps.</returns>
    public IReadOnlyList<Step> PlanOf(long seed) => Scenario.Plan(new SeededRandom(seed).Fork("plan"));

    /// <summary>Lives through one seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="trace">Keeps what happens; null for nothing.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="SeedStuckException">Something in it took longer than <see cref="Patience"/>.</exception>
    public SeedResult Run(long seed, SimulationTrace? trace = null) => Run(seed, PlanOf(seed), trace);

    /// <summary>Lives through a plan that may be another than the seed's own; everything else is the seed's.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="plan">The steps.</param>
    /// <param name="trace">Keeps what happens; null for nothing.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="SeedStuckException">Something in it took longer than <see cref="Patience"/>.</exception>
    public SeedResult Run(long seed, IReadOnlyList<Step> plan, SimulationTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return SeedWatch.Run(this, watch => Run(watch, seed, plan, trace));
    }

    /// <summary>Lives through a plan on this thread, which is watched.</summary>
    internal SeedResult Run(SeedWatch watch, long seed, IReadOnlyList<Step> plan, SimulationTrace? trace)
    {
        using var world = new SimulatedWorld(seed, trace);
        using var life = watch.Begin(seed, plan, world);
        world.Executor.StepLimit = Scenario.StepLimit;
        SeedFailure? failure = null;
        var at = 0;
        try
        {
            var run = Scenario.Start(world);
            world.AfterStep = run.CheckAlways;
            for (; at < plan.Count; at++)
            {
                life.Reached(at);
                trace?.Add(null, $"[{at}] {plan[at]}");
                Do(plan[at], run, world);
                world.ThrowIfViolated();
            }

            life.Reached(at);
            trace?.Add(null, "end of the plan");
            run.CheckAtEnd();
            world.ThrowIfViolated();
        }
        catch (Exception error)
        {
            // Whatever gets out of the world is what the search is for: a broken invariant, or a defect that throws.
            failure = new SeedFailure(error is InvariantViolatedException violated ? violated.Invariant : error.GetType().Name, error, at);
        }

        return new SeedResult(seed, plan, failure, world.Executor.Steps, world.Now, trace);
    }

    /// <summary>
    /// Looks for a smaller plan under which the seed breaks the same invariant: leaves out as many steps as it can, half of them first, down to single
    /// ones (delta debugging, Zeller and Hildebrandt 2002), then makes steps smaller, until nothing helps or the budget is used up. The same at every call.
    /// </summary>
    /// <param name="failed">A seed that failed.</param>
    /// <param name="budget">Most runs: 1,000 by default.</param>
    /// <returns>The smallest plan found, with its failure; the given one when none is smaller.</returns>
    /// <exception cref="ArgumentException">The seed did not fail.</exception>
    /// <exception cref="SeedStuckException">Something in a smaller plan took longer than <see cref="Patience"/>.</exception>
    public SeedResult Shrink(SeedResult failed, int budget = 1_000)
    {
        ArgumentNullException.ThrowIfNull(failed);
        if (failed.Failure is not { Kind: var kind }) throw new ArgumentException($"Seed {failed.Seed} did not fail: there is nothing to shrink.", nameof(failed));
        return SeedWatch.Run(this, watch => Shrink(watch, failed, kind, budget));
    }

    private SeedResult Shrink(SeedWatch watch, SeedResult failed, string kind, int budget)
    {
        var best = failed;
        // What comes after the failure has not happened.
        Try([.. best.Plan.Take(failed.Failure!.AtStep + 1)]);
        bool smaller;
        do
        {
            smaller = LeaveOut() | Reduce();
        }
        while (smaller && budget > 0);
        return best;

        bool Try(IReadOnlyList<Step> plan)
        {
            if (budget-- <= 0) return false;
            var result = Run(watch, failed.Seed, plan, null);
            if (result.Failure?.Kind != kind) return false;
            best = result;
            return true;
        }

        bool LeaveOut()
        {
            var any = false;
            for (var length = Math.Max(1, best.Plan.Count / 2); length > 0 && budget > 0; length /= 2)
            {
                for (var from = best.Plan.Count - length; from > -length && budget > 0; from -= length)
                {
                    var first = Math.Max(0, from);
                    if (first < best.Plan.Count) any |= Try([.. best.Plan.Take(first), .. best.Plan.Skip(first + Math.Min(length, length + from))]);
                }
            }

            return any;
        }

        bool Reduce()
        {
            var any = false;
            for (var i = 0; i < best.Plan.Count; i++)
            {
                while (budget > 0 && best.Plan[i].Smaller().Any(step => Try([.. best.Plan.Take(i), step, .. best.Plan.Skip(i + 1)]))) any = true;
            }

            return any;
        }
    }

    private static void Do(Step step, ScenarioRun run, SimulatedWorld world)
    {
        switch (step)
        {
            case Wait wait:
                world.RunFor(wait.Span);
                break;
            case Pause pause:
                world.Pause(pause.Span);
                break;
            case RunSteps { Steps: var steps }:
                for (; steps > 0 && world.Executor.RunOne(); steps--)
                {
                }

                break;
            default:
                run.Do(step);
                break;
        }
    }
}
