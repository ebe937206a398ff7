using Akka.Configuration;

namespace Akka.Coordination;

/// <summary>What a lease needs to know. Immutable.</summary>
public sealed class LeaseSettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="leaseName">The name of what is owned.</param>
    /// <param name="ownerName">The name of who owns it.</param>
    /// <param name="timeoutSettings">The time-outs.</param>
    /// <param name="leaseConfig">The section of the lease in the configuration.</param>
    public LeaseSettings(string leaseName, string ownerName, TimeoutSettings timeoutSettings, Config leaseConfig)
    {
        LeaseName = leaseName;
        OwnerName = ownerName;
        TimeoutSettings = timeoutSettings;
        LeaseConfig = leaseConfig;
    }

    /// <summary>The name of what is owned.</summary>
    public string LeaseName { get; }

    /// <summary>The name of who owns it.</summary>
    public string OwnerName { get; }

    /// <summary>The time-outs.</summary>
    public TimeoutSettings TimeoutSettings { get; }

    /// <summary>The section of the lease in the configuration.</summary>
    public Config LeaseConfig { get; }

    /// <summary>Reads the settings.</summary>
    /// <param name="config">The section of the lease.</param>
    /// <param name="leaseName">The name of what is owned.</param>
    /// <param name="ownerName">The name of who owns it.</param>
    /// <returns>The settings.</returns>
    public static LeaseSettings Create(Config config, string leaseName, string ownerName) => new(leaseName, ownerName, TimeoutSettings.Create(config), config);

    /// <summary>The settings with other time-outs.</summary>
    /// <param name="timeoutSettings">The time-outs.</param>
    /// <returns>New settings.</returns>
    public LeaseSettings WithTimeoutSettings(TimeoutSettings timeoutSettings) => new(LeaseName, OwnerName, timeoutSettings, LeaseConfig);

    /// <inheritdoc/>
    public override string ToString() => $"LeaseSettings({LeaseName}, {OwnerName}, {TimeoutSettings})";
}
