using Akka.Configuration;

namespace Akka.Coordination;

/// <summary>The time-outs of a lease. Immutable.</summary>
public sealed class TimeoutSettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="heartbeatInterval">How often the owner renews its lease.</param>
    /// <param name="heartbeatTimeout">How long a lease that is not renewed stays its owner's.</param>
    /// <param name="operationTimeout">How long to wait for an answer.</param>
    public TimeoutSettings(TimeSpan heartbeatInterval, TimeSpan heartbeatTimeout, TimeSpan operationTimeout)
    {
        HeartbeatInterval = heartbeatInterval;
        HeartbeatTimeout = heartbeatTimeout;
        OperationTimeout = operationTimeout;
    }

    /// <summary>How often the owner renews its lease.</summary>
    public TimeSpan HeartbeatInterval { get; }

    /// <summary>How long a lease that is not renewed stays its owner's.</summary>
    public TimeSpan HeartbeatTimeout { get; }

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan OperationTimeout { get; }

    /// <summary>Reads the settings: <c>heartbeat-interval</c>, by default a tenth of <c>heartbeat-timeout</c> and at least 5 s, and <c>lease-operation-timeout</c>.</summary>
    /// <param name="config">The section of a lease.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentException">The interval is not below half of the time-out.</exception>
    public static TimeoutSettings Create(Config config)
    {
        var timeout = config.GetTimeSpan("heartbeat-timeout");
        var least = TimeSpan.FromSeconds(5);
        var interval = config.GetString("heartbeat-interval") is null or "" ? (timeout / 10 > least ? timeout / 10 : least) : config.GetTimeSpan("heartbeat-interval");
        if (interval >= timeout / 2) throw new ArgumentException("heartbeat-interval must be less than half heartbeat-timeout");
        return new TimeoutSettings(interval, timeout, config.GetTimeSpan("lease-operation-timeout"));
    }

    /// <summary>The settings with another interval.</summary>
    /// <param name="heartbeatInterval">The interval.</param>
    /// <returns>New settings.</returns>
    public TimeoutSettings WithHeartbeatInterval(TimeSpan heartbeatInterval) => new(heartbeatInterval, HeartbeatTimeout, OperationTimeout);

    /// <summary>The settings with another time-out of the lease.</summary>
    /// <param name="heartbeatTimeout">The time-out.</param>
    /// <returns>New settings.</returns>
    public TimeoutSettings WithHeartbeatTimeout(TimeSpan heartbeatTimeout) => new(HeartbeatInterval, heartbeatTimeout, OperationTimeout);

    /// <summary>The settings with another time-out of operations.</summary>
    /// <param name="operationTimeout">The time-out.</param>
    /// <returns>New settings.</returns>
#pragma warning disable IDE1006 // the public API spells it so
    public TimeoutSettings withOperationTimeout(TimeSpan operationTimeout) => new(HeartbeatInterval, HeartbeatTimeout, operationTimeout);
#pragma warning restore IDE1006

    /// <inheritdoc/>
    public override string ToString() => $"TimeoutSettings({HeartbeatInterval}, {HeartbeatTimeout}, {OperationTimeout})";
}
