using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Sharding;

/// <summary>The settings of a daemon process: <c>akka.cluster.sharded-daemon-process</c>. Immutable.</summary>
public sealed class ShardedDaemonProcessSettings
{
    /// <summary>How often each node looks that all instances run, and starts those that do not: 10 s by default.</summary>
    public readonly TimeSpan KeepAliveInterval;

    /// <summary>The settings of the regions in which the instances run; null for those under <c>akka.cluster.sharded-daemon-process.sharding</c>.</summary>
    public readonly ClusterShardingSettings? ShardingSettings;

    /// <summary>Only members with this role run instances; null for the role of <see cref="ShardingSettings"/>.</summary>
    public readonly string? Role;

    private ShardedDaemonProcessSettings(TimeSpan keepAliveInterval, ClusterShardingSettings? shardingSettings, string? role)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(keepAliveInterval, TimeSpan.Zero);
        KeepAliveInterval = keepAliveInterval;
        ShardingSettings = shardingSettings;
        Role = string.IsNullOrEmpty(role) ? null : role;
    }

    /// <summary>The settings of an actor system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">The interval is missing or no time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public static ShardedDaemonProcessSettings Create(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return FromConfig(ShardingModule.ConfigOf(system).GetConfig("akka.cluster.sharded-daemon-process") ?? throw new ConfigurationException("akka.cluster.sharded-daemon-process is missing."));
    }

    /// <summary>Reads settings.</summary>
    /// <param name="config">A section such as <c>akka.cluster.sharded-daemon-process</c>. What it says about sharding is read when a process is started.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">The interval is missing or no time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public static ShardedDaemonProcessSettings FromConfig(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new ShardedDaemonProcessSettings(config.GetTimeSpan("keep-alive-interval"), null, null);
    }

    /// <summary>The settings with another interval.</summary>
    /// <param name="keepAliveInterval">The interval, more than zero.</param>
    /// <returns>New settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public ShardedDaemonProcessSettings WithKeepAliveInterval(TimeSpan keepAliveInterval) => new(keepAliveInterval, ShardingSettings, Role);

    /// <summary>The settings with other regions. Passivation and remembered entities are turned off in them.</summary>
    /// <param name="shardingSettings">The regions' settings; null for those of the configuration.</param>
    /// <returns>New settings.</returns>
    public ShardedDaemonProcessSettings WithShardingSettings(ClusterShardingSettings? shardingSettings) => new(KeepAliveInterval, shardingSettings, Role);

    /// <summary>The settings with another role.</summary>
    /// <param name="role">The role; null for that of the regions.</param>
    /// <returns>New settings.</returns>
    public ShardedDaemonProcessSettings WithRole(string? role) => new(KeepAliveInterval, ShardingSettings, role);
}
