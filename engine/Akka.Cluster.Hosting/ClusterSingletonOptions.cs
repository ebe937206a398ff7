using Akka.Actor;
using Akka.Hosting.Coordination;

namespace Akka.Cluster.Hosting;

/// <summary>Settings of a singleton and its proxy. What is null stays as the configuration has it.</summary>
public class ClusterSingletonOptions
{
    /// <summary>How many messages wait in the proxy while there is no instance, 0 to 10000. Default 1000.</summary>
    public int? BufferSize { get; set; }

    /// <summary>Only members with this role host the instance; null for those that the configuration says, by default all.</summary>
    public string? Role { get; set; }

    /// <summary>Tells the instance to stop before it is handed over. Null for a <see cref="PoisonPill"/>.</summary>
    public object? TerminationMessage { get; set; }

    /// <summary>The lease to hold while hosting; null for none. Leases are not available yet: a manager with one refuses to start.</summary>
    public LeaseOptionBase? LeaseImplementation { get; set; }

    /// <summary>How long to wait before trying again to get the lease. Default 5 s.</summary>
    public TimeSpan? LeaseRetryInterval { get; set; }
}
