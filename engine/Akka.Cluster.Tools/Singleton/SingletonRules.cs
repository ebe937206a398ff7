namespace Akka.Cluster.Tools.Singleton;

/// <summary>What decides over a <see cref="SingletonMachine"/>.</summary>
/// <param name="Order">Who hosts.</param>
/// <param name="Margin">After a member was removed without a promise: how long it may still have an instance.</param>
/// <param name="RetryInterval">How often a message is repeated until it is answered.</param>
/// <param name="MaxHandOverRetries">How often the next host asks before it is stuck.</param>
/// <param name="MaxTakeOverRetries">How often a host that leaves offers its instance before it stops it all the same.</param>
internal sealed record SingletonRules(HostOrder Order, TimeSpan Margin, TimeSpan RetryInterval, int MaxHandOverRetries, int MaxTakeOverRetries)
{
    /// <summary>The rules as settings have them: enough retries to outlast the removal margin.</summary>
    public static SingletonRules From(ClusterSingletonManagerSettings settings, TimeSpan downRemovalMargin, int minRetries)
    {
        var margin = settings.RemovalMargin > TimeSpan.Zero ? settings.RemovalMargin : downRemovalMargin;
        var retries = Math.Max(minRetries, (int)Math.Min(1_000_000, margin / settings.HandOverRetryInterval) + 3);
        return new(new HostOrder(settings.Role, settings.ConsiderAppVersion), margin, settings.HandOverRetryInterval, retries, Math.Max(1, retries - 3));
    }
}

/// <summary>What a <see cref="SingletonMachine"/> wants done.</summary>
internal enum SingletonOrder
{
    /// <summary>Start the instance.</summary>
    Start,

    /// <summary>Send the instance the termination message.</summary>
    Stop,

    /// <summary>This node is out of the cluster: stop everything at once.</summary>
    Abandon,

    /// <summary>Somebody does not answer: begin anew.</summary>
    Stuck,
}
