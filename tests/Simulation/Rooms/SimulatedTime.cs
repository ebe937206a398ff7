using System.Collections.Concurrent;

namespace Simulation.Rooms;

/// <summary>The clocks of simulated nodes, by the name that their plugins know from the configuration.</summary>
internal static class SimulatedTime
{
    private static readonly ConcurrentDictionary<string, TimeProvider> Clocks = new();
    private static int _names;

    public static string Add(TimeProvider clock)
    {
        var name = "clock-" + Interlocked.Increment(ref _names);
        Clocks[name] = clock;
        return name;
    }

    public static TimeProvider Of(string name) => Clocks[name];

    public static void Forget(string name) => Clocks.TryRemove(name, out _);
}
