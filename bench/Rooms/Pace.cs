using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Switchboard.Bench.Rooms;

/// <summary>Sleeps to a point in time, which <see cref="Thread.Sleep(int)"/> does to a millisecond only; waiting in a loop would take a core from what is measured.</summary>
internal static partial class Pace
{
    private const int Monotonic = 1;
    private const int Absolute = 1;

    /// <summary>Returns when the clock of <see cref="Stopwatch"/>, which is the monotonic one, shows <paramref name="timestamp"/>; at once when it has.</summary>
    public static void Until(long timestamp)
    {
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            var nanoseconds = (long)(timestamp * (1e9 / Stopwatch.Frequency));
            var until = new Time { Seconds = (nint)(nanoseconds / 1_000_000_000), Nanoseconds = (nint)(nanoseconds % 1_000_000_000) };
            _ = Sleep(Monotonic, Absolute, in until, 0); // a signal ends it early
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in Time until, nint left);

    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
