using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Akka.Cluster.Hosting;

/// <summary>The settings of a daemon process in code. What is null stays as the configuration has it.</summary>
public class ClusterDaemonOptions
{
    /// <summary>How often each node looks that all instances run, and starts those that do not.</summary>
    public TimeSpan? KeepAliveInterval { get; set; }

    /// <summary>The settings of the regions in which instances run. Passivation and remembered entities are turned off in them.</summary>
    public ClusterShardingSettings? ShardingSettings { get; set; }

    /// <summary>Only members with this role run instances.</summary>
    public string? Role { get; set; }

    /// <summary>What an instance is told when it is to stop, to run elsewhere; a <see cref="PoisonPill"/> when it is null.</summary>
    public object? HandoffStopMessage { get; set; }

    internal ShardedDaemonProcessSettings ApplyTo(ShardedDaemonProcessSettings settings)
    {
        if (KeepAliveInterval is { } interval) settings = settings.WithKeepAliveInterval(interval);
        if (ShardingSettings is { } sharding) settings = settings.WithShardingSettings(sharding);
        return Role is null ? settings : settings.WithRole(Role);
    }
}
