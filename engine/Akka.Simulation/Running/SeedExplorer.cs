namespace Akka.Simulation;

/// <summary>Runs many seeds of a scenario, on several threads when asked, and can be stopped and gone on with at any moment.</summary>
/// <param name="runner">Runs the seeds.</param>
public sealed class SeedExplorer(SeedRunner runner)
{
    /// <summary>Runs seeds. A seed that fails is counted and noted; the exploration goes on.</summary>
    /// <param name="options">How many, and how.</param>
    /// <returns>How far it has come; with <see cref="ExplorationOptions.ProgressFile"/> in all sittings.</returns>
    /// <exception cref="InvalidDataException">The file of progress is none, or belongs to another scenario.</exception>
    /// <exception cref="SeedStuckException">Something in a seed took longer than <see cref="SeedRunner.Patience"/>. The block that it is of counts as not begun.</exception>
    public ExplorationProgress Explore(ExplorationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var name = runner.Scenario.Name;
        var progress = options.ProgressFile is { } file
            ? ExplorationProgress.Load(file, name, options.First)
            : new ExplorationProgress(name, options.First, 0, 0, TimeSpan.Zero, TimeSpan.Zero, [], 0);
        var end = options.First + options.Count;
        while (progress.Next < end && !options.Stop.IsCancellationRequested)
        {
            var (before, count) = (progress, (int)Math.Min(options.Block, end - progress.Next));
            progress = SeedWatch.Run(runner, watch => RunBlock(watch, before, count, options.Threads));
            if (options.ProgressFile is { } target) progress.Save(target);
            options.Report?.Invoke(progress);
        }

        return progress;
    }

    private ExplorationProgress RunBlock(SeedWatch watch, ExplorationProgress before, int count, int threads)
    {
        var started = TimeProvider.System.GetTimestamp();
        var results = new (bool Failed, long Steps, TimeSpan Elapsed)[count];
        if (threads <= 1)
        {
            for (var i = 0; i < count; i++) Run(i);
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, Run);
        }

        var failed = Enumerable.Range(0, count).Where(i => results[i].Failed).Select(i => before.Next + i).ToList();
        return before with
        {
            Next = before.Next + count,
            Seeds = before.Seeds + count,
            Steps = before.Steps + results.Sum(r => r.Steps),
            Virtual = before.Virtual + TimeSpan.FromTicks(results.Sum(r => r.Elapsed.Ticks)),
            Real = before.Real + TimeProvider.System.GetElapsedTime(started),
            FailedSeeds = [.. before.FailedSeeds.Concat(failed).Take(ExplorationProgress.MostFailedSeeds)],
            Failed = before.Failed + failed.Count,
        };

        void Run(int i)
        {
            var seed = before.Next + i;
            var result = runner.Run(watch, seed, runner.PlanOf(seed), null);
            results[i] = (result.Failure is not null, result.Steps, result.Elapsed);
        }
    }
}
