using System.Globalization;
using Xunit.Abstractions;

namespace Simulation.Rooms;

/// <summary>
/// Acknowledged means stored, exactly once and without gaps, and every subscriber that stays or returns sees the whole log in order, once: through crashes of
/// the process with lost unsynced writes, of rooms and of hubs, through journals that fail, refuse or are slow, corrupt snapshots, and links that lose,
/// double and delay. A seed is one <see cref="RoomWorld"/>. <c>ROOM_SEED</c> replays one, <c>ROOM_SEEDS</c> says how many to run.
/// </summary>
public sealed class RoomSeedTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_acknowledged_is_stored_once_and_everybody_sees_the_whole_log()
    {
        if (Environment.GetEnvironmentVariable("ROOM_SEED") is { Length: > 0 } one)
        {
            Run(int.Parse(one, CultureInfo.InvariantCulture));
            return;
        }
        var count = int.Parse(Environment.GetEnvironmentVariable("ROOM_SEEDS") ?? "40", CultureInfo.InvariantCulture);
        long steps = 0, faults = 0, acknowledged = 0;
        for (var seed = 1; seed <= count; seed++)
        {
            using var world = Run(seed);
            steps += world.Steps;
            faults += world.Faults;
            acknowledged += world.AcknowledgedCount;
        }
        output.WriteLine($"{count} seeds: {faults} faults, {acknowledged} messages acknowledged, {steps} steps.");
        Assert.True(acknowledged > count * 20, "the simulated world hardly ever works");
    }

    [Fact]
    public void The_same_seed_is_the_same_run()
    {
        using RoomWorld first = Run(7), second = Run(7);

        Assert.Equal(first.Story, second.Story);
        Assert.Equal(first.Steps, second.Steps);
    }

    private static RoomWorld Run(int seed)
    {
        var world = new RoomWorld(seed);
        world.Go();
        return world;
    }
}
