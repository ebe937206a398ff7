namespace Akka.Cluster.SBR;

/// <summary>Settings of the strategy lease-majority. Immutable. This engine reads them and does not have the strategy yet.</summary>
public sealed class LeaseMajoritySettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="leaseImplementation">Path of the lease in the configuration.</param>
    /// <param name="acquireLeaseDelayForMinority">How long the smaller side waits before it asks for the lease.</param>
    /// <param name="releaseAfter">How long the lease is held.</param>
    /// <param name="role">Only members with this role count; null for all.</param>
    /// <param name="leaseName">Name of the lease; null for one made of the system's name.</param>
    public LeaseMajoritySettings(string leaseImplementation, TimeSpan acquireLeaseDelayForMinority, TimeSpan releaseAfter, string? role, string? leaseName)
    {
        LeaseImplementation = leaseImplementation;
        AcquireLeaseDelayForMinority = acquireLeaseDelayForMinority;
        ReleaseAfter = releaseAfter;
        Role = role;
        LeaseName = leaseName;
    }

    /// <summary>Path of the lease in the configuration.</summary>
    public string LeaseImplementation { get; }

    /// <summary>How long the smaller side waits before it asks for the lease.</summary>
    public TimeSpan AcquireLeaseDelayForMinority { get; }

    /// <summary>How long the lease is held.</summary>
    public TimeSpan ReleaseAfter { get; }

    /// <summary>Only members with this role count; null for all.</summary>
    public string? Role { get; }

    /// <summary>Name of the lease, or null.</summary>
    public string? LeaseName { get; }

    /// <summary>The configured name, or else one made of the system's name.</summary>
    /// <param name="systemName">The actor system's name.</param>
    /// <returns>The name.</returns>
    public string SafeLeaseName(string systemName) => LeaseName ?? $"{systemName}-akka-sbr";
}
