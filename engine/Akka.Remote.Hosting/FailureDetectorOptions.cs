using System.Text;

namespace Akka.Remote.Hosting;

/// <summary>Settings of the failure detector that suspects after a fixed time. What is null keeps its configured value or default.</summary>
public sealed class DeadlineFailureDetectorOptions
{
    /// <summary>How often heartbeats are sent: every 4 s by default.</summary>
    public TimeSpan? HeartbeatInterval { get; set; }

    /// <summary>How much longer than the interval they may stay away: 120 s by default.</summary>
    public TimeSpan? AcceptableHeartbeatPause { get; set; }

    /// <summary>The settings as configuration, without the defaults.</summary>
    /// <returns>HOCON without path.</returns>
    public StringBuilder ToHocon() => new StringBuilder().Key("heartbeat-interval", HeartbeatInterval).Key("acceptable-heartbeat-pause", AcceptableHeartbeatPause);
}

/// <summary>Settings of the phi accrual failure detector for watched actors. What is null keeps its configured value or default.</summary>
public sealed class PhiAccrualFailureDetectorOptions
{
    /// <summary>How often heartbeats are sent: every second by default.</summary>
    public TimeSpan? HeartbeatInterval { get; set; }

    /// <summary>Suspicion from which a system is taken for dead: 10 by default.</summary>
    public double? Threshold { get; set; }

    /// <summary>How many intervals are remembered: 200 by default.</summary>
    public int? MaxSampleSize { get; set; }

    /// <summary>Least deviation of the intervals to reckon with: 100 ms by default.</summary>
    public TimeSpan? MinStandardDeviation { get; set; }

    /// <summary>How much longer than usual heartbeats may stay away: 10 s by default.</summary>
    public TimeSpan? AcceptableHeartbeatPause { get; set; }

    /// <summary>How often suspected systems are looked for: every second by default.</summary>
    public TimeSpan? UnreachableNodesReaperInterval { get; set; }

    /// <summary>How long after the first heartbeat its answer is expected: 1 s by default.</summary>
    public TimeSpan? ExpectedResponseAfter { get; set; }

    /// <summary>The settings as configuration, without the defaults.</summary>
    /// <returns>HOCON without path.</returns>
    public StringBuilder ToHocon() => new StringBuilder()
        .Key("heartbeat-interval", HeartbeatInterval).Key("threshold", Threshold).Key("max-sample-size", MaxSampleSize)
        .Key("min-std-deviation", MinStandardDeviation).Key("acceptable-heartbeat-pause", AcceptableHeartbeatPause)
        .Key("unreachable-nodes-reaper-interval", UnreachableNodesReaperInterval).Key("expected-response-after", ExpectedResponseAfter);
}
