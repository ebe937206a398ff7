namespace Akka.Coordination;

/// <summary>Which lease a feature uses. Immutable.</summary>
public sealed class LeaseUsageSettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="leaseImplementation">Path of the lease in the configuration.</param>
    /// <param name="leaseRetryInterval">How long to wait before trying again to get it.</param>
    public LeaseUsageSettings(string leaseImplementation, TimeSpan leaseRetryInterval)
    {
        LeaseImplementation = leaseImplementation;
        LeaseRetryInterval = leaseRetryInterval;
    }

    /// <summary>Path of the lease in the configuration.</summary>
    public string LeaseImplementation { get; }

    /// <summary>How long to wait before trying again to get it.</summary>
    public TimeSpan LeaseRetryInterval { get; }
}
