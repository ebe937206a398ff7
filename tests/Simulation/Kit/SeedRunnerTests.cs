using Akka.Simulation;

namespace Simulation.Kit;

/// <summary>The runner finds defects of every kind, replays them step by step and shrinks them; the same seed is the same run.</summary>
public sealed class SeedRunnerTests
{
    [Theory]
    [InlineData(typeof(PlantedBugs.LostUpdate), "no update is lost", 3)]
    [InlineData(typeof(PlantedBugs.EarlyAcknowledgement), "what is acknowledged is stored", 5)]
    [InlineData(typeof(PlantedBugs.NoRest), nameof(InvalidOperationException), 4)]
    [InlineData(typeof(PlantedBugs.DateAsClock), "time does not go back", 4)]
    public void A_planted_defect_is_found_replayed_and_shrunk(Type planted, string kind, int smallest)
    {
        var scenario = (Scenario)Activator.CreateInstance(planted)!;
        var runner = new SeedRunner(scenario);

        var progress = new SeedExplorer(runner).Explore(new ExplorationOptions { Count = 50, Block = 10 });
        Assert.NotEmpty(progress.FailedSeeds);

        var seed = progress.FailedSeeds[0];
        var first = runner.Run(seed, new SimulationTrace());
        var second = runner.Run(seed, new SimulationTrace());
        Assert.Equal(kind, first.Failure!.Kind);
        Assert.Equal(first.Trace!.Hash, second.Trace!.Hash);
        Assert.Equal(first.Failure.Error.Message, second.Failure!.Error.Message);

        var shrunk = runner.Shrink(first);
        Assert.Equal(kind, shrunk.Failure!.Kind);
        Assert.InRange(shrunk.Plan.Count, 1, smallest);
        Assert.Equal(shrunk.Plan, runner.Shrink(first).Plan);
    }

    [Fact]
    public void A_failure_says_how_to_replay_it_what_it_shrinks_to_and_what_happened()
    {
        var failure = Assert.Throws<SeedFailedException>(() => SeedReport.Verify(new PlantedBugs.EarlyAcknowledgement(), 50));

        Assert.Contains("SIMULATION_SCENARIO=EarlyAcknowledgement SIMULATION_SEED=" + failure.Failed.Seed, failure.Message);
        Assert.Contains("what is acknowledged is stored", failure.Message);
        Assert.Contains("Crash", failure.Message);
        Assert.Contains("- -> /user/store", failure.Message);
        Assert.NotNull(failure.Shrunk);
    }

    [Fact]
    public void The_same_seed_is_the_same_run_and_other_seeds_are_other_runs()
    {
        var runner = new SeedRunner(new PlantedBugs.LostUpdate());
        var hashes = Enumerable.Range(1, 50).Select(seed => Hash(seed)).ToList();

        Assert.Equal(hashes, Enumerable.Range(1, 50).Select(seed => Hash(seed)));
        Assert.Equal(50, hashes.Distinct().Count());

        long Hash(long seed) => runner.Run(seed, new SimulationTrace(1)).Trace!.Hash;
    }

    [Fact]
    public void A_trace_changes_nothing_of_the_run()
    {
        var runner = new SeedRunner(new PlantedBugs.EarlyAcknowledgement());
        for (var seed = 1; seed <= 20; seed++)
        {
            var (silent, traced) = (runner.Run(seed), runner.Run(seed, new SimulationTrace()));
            Assert.Equal(silent.Steps, traced.Steps);
            Assert.Equal(silent.Failure?.Error.Message, traced.Failure?.Error.Message);
        }
    }

    [Fact]
    public void Threads_find_the_same_failures()
    {
        var runner = new SeedRunner(new PlantedBugs.LostUpdate());

        var one = new SeedExplorer(runner).Explore(new ExplorationOptions { Count = 60, Block = 20 });
        var three = new SeedExplorer(runner).Explore(new ExplorationOptions { Count = 60, Block = 20, Threads = 3 });

        Assert.Equal(one with { Real = default, FailedSeeds = [] }, three with { Real = default, FailedSeeds = [] });
        Assert.Equal(one.FailedSeeds, three.FailedSeeds);
    }

    [Fact]
    public void A_piece_of_work_that_never_ends_fails_with_the_names_of_scenario_seed_and_step()
    {
        var endless = new PlantedBugs.EndlessLoop();
        // It is looked at when it is in its loop, and often: how long the machine takes for what comes before does not matter.
        var runner = new SeedRunner(endless)
        {
            Join = (thread, _) =>
            {
                endless.Spins.Task.Wait();
                return thread.Join(TimeSpan.Zero);
            },
        };
        try
        {
            var stuck = Assert.Throws<SeedStuckException>(() => new SeedExplorer(runner).Explore(new ExplorationOptions { First = 7, Count = 3 }));
            Assert.Equal(8, stuck.Seed);
            Assert.Contains("EndlessLoop, seed 8: ", stuck.Message);
            Assert.Contains("step [1] of its plan, Spin", stuck.Message);
            Assert.Contains("SIMULATION_SCENARIO=EndlessLoop SIMULATION_SEED=8", stuck.Message);
        }
        finally
        {
            endless.End();
        }
    }

    [Fact]
    public void An_exploration_that_was_stopped_goes_on_where_it_was()
    {
        var runner = new SeedRunner(new PlantedBugs.LostUpdate());
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var stop = new CancellationTokenSource();
            var options = new ExplorationOptions { Count = 40, Block = 10, ProgressFile = file };
            var stopped = new SeedExplorer(runner).Explore(options with { Stop = stop.Token, Report = now => StopAt(now.Next, stop) });
            Assert.Equal(21, stopped.Next);

            var whole = new SeedExplorer(runner).Explore(options);
            var inOne = new SeedExplorer(runner).Explore(options with { ProgressFile = null });
            Assert.Equal(40, whole.Seeds);
            Assert.Equal(inOne.FailedSeeds, whole.FailedSeeds);
            Assert.Equal(inOne.Steps, whole.Steps);
            Assert.Throws<InvalidDataException>(() => new SeedExplorer(new SeedRunner(new PlantedBugs.NoRest())).Explore(options));
        }
        finally
        {
            File.Delete(file);
        }

        static void StopAt(long next, CancellationTokenSource stop)
        {
            if (next > 20) stop.Cancel();
        }
    }
}
