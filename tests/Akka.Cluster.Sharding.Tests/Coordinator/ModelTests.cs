using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>
/// Whatever is lost, repeated or late, and whenever the coordinator or a region dies, no shard ever runs in two regions; and when messages flow again,
/// every shard that somebody wants runs somewhere, and all agree where.
/// </summary>
/// <remarks>SHARDING_MODEL_SEEDS and SHARDING_MODEL_FIRST choose other seeds. A seed is two to four regions, six shards and 600 steps.</remarks>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("SHARDING_MODEL_SEEDS") ?? "700", CultureInfo.InvariantCulture);
    private static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("SHARDING_MODEL_FIRST") ?? "1", CultureInfo.InvariantCulture);

    // Twice the longest time of a phase of a hand-off, and some retries.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    [Fact]
    public void A_shard_never_runs_twice_and_always_finds_a_home_again() => Explore(static world =>
    {
        for (var step = 0; step < 600; step++) world.Step();
        world.Heal();
    });

    [Fact]
    public void A_coordinator_that_dies_after_every_few_outputs_never_lets_a_shard_run_twice() => Explore(static world =>
    {
        for (var step = 0; step < 300; step++)
        {
            world.Step();
            if (step % 12 == 11) world.CrashCoordinator();
        }

        world.Heal();
    });

    [Fact]
    public void A_store_that_cannot_be_read_is_rebuilt_from_what_regions_run() => Explore(static world =>
    {
        for (var step = 0; step < 300; step++) world.Step();
        world.Heal();
        world.Run(TimeSpan.FromSeconds(20));
        world.LoseStore();
        world.ToggleOne();
        world.StartCoordinator();
        foreach (var region in world.Regions) region.ForgetAll();
        world.WantAll();
        world.Run(TimeSpan.FromSeconds(15));
        world.Heal();
    });

    private void Explore(Action<ModelWorld> life)
    {
        var started = Stopwatch.GetTimestamp();
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            if (Failure(life, seed, keepsTrace: false) is not null) Assert.Fail(Failure(life, seed, keepsTrace: true));
        }

        output.WriteLine($"{Seeds} seeds from {FirstSeed}, {Stopwatch.GetElapsedTime(started)}");
    }

    private static string? Failure(Action<ModelWorld> life, long seed, bool keepsTrace)
    {
        var world = new ModelWorld(seed, keepsTrace);
        try
        {
            life(world);
            world.Run(Bound);
            foreach (var region in world.Regions) region.ForgetAll();
            world.WantAll();

            world.Run(TimeSpan.FromSeconds(10));
            return AllAgree(world) ? null : $"seed {seed}: not all shards were found within {Bound}\n{world.Describe()}\n{world.Trace}";
        }
        catch (Exception failure)
        {
            return $"seed {seed}: {failure}\n{world.Describe()}\n{world.Trace}";
        }
    }

    private static bool AllAgree(ModelWorld world)
    {
        for (var number = 0; number < ModelWorld.Shards; number++)
        {
            var shard = ModelWorld.Shard(number);
            var homes = world.Regions.Select(region => region.HomeOf(shard)).Distinct().ToArray();
            if (homes.Length != 1 || homes[0] is not { } home) return false;
            if (!world.Regions.Any(region => region.Ref.Equals(home) && region.Running.ContainsKey(shard))) return false;
        }

        return true;
    }
}
