namespace Switchboard.Cluster.Tests.Faults.Load;

/// <summary>How long phoenix.js waits for what; its defaults.</summary>
internal static class PhoenixDelays
{
    private static readonly int[] ReconnectMs = [10, 50, 100, 150, 200, 250, 500, 1000, 2000];
    private static readonly int[] RejoinMs = [1000, 2000, 5000];

    /// <summary>What a push or a join waits for its answer.</summary>
    public static TimeSpan Answer { get; } = TimeSpan.FromSeconds(10);

    /// <param name="tries">Tries in a row that came to nothing.</param>
    public static TimeSpan Reconnect(int tries) => TimeSpan.FromMilliseconds(tries < ReconnectMs.Length ? ReconnectMs[tries] : 5000);

    /// <param name="tries">Tries in a row that came to nothing.</param>
    public static TimeSpan Rejoin(int tries) => TimeSpan.FromMilliseconds(tries < RejoinMs.Length ? RejoinMs[tries] : 10_000);
}
