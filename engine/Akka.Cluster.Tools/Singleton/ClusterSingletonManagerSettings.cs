using Akka.Actor;
using Akka.Configuration;
using Akka.Coordination;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Settings of a <see cref="ClusterSingletonManager"/>, the same on all nodes. Immutable.</summary>
public sealed class ClusterSingletonManagerSettings : INoSerializationVerificationNeeded
{
    /// <summary>Makes the settings.</summary>
    /// <param name="singletonName">See <see cref="SingletonName"/>.</param>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="removalMargin">See <see cref="RemovalMargin"/>.</param>
    /// <param name="handOverRetryInterval">See <see cref="HandOverRetryInterval"/>.</param>
    /// <param name="considerAppVersion">See <see cref="ConsiderAppVersion"/>.</param>
    /// <exception cref="ArgumentException">The name is empty or a time out of range.</exception>
    public ClusterSingletonManagerSettings(string singletonName, string? role, TimeSpan removalMargin, TimeSpan handOverRetryInterval, bool considerAppVersion)
        : this(singletonName, role, removalMargin, handOverRetryInterval, null, considerAppVersion)
    {
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="singletonName">See <see cref="SingletonName"/>.</param>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="removalMargin">See <see cref="RemovalMargin"/>.</param>
    /// <param name="handOverRetryInterval">See <see cref="HandOverRetryInterval"/>.</param>
    /// <param name="leaseSettings">See <see cref="LeaseSettings"/>.</param>
    /// <param name="considerAppVersion">See <see cref="ConsiderAppVersion"/>.</param>
    /// <exception cref="ArgumentException">The name is empty or a time out of range.</exception>
    public ClusterSingletonManagerSettings(string singletonName, string? role, TimeSpan removalMargin, TimeSpan handOverRetryInterval, LeaseUsageSettings? leaseSettings, bool considerAppVersion)
    {
        if (string.IsNullOrWhiteSpace(singletonName)) throw new ArgumentNullException(nameof(singletonName), "A singleton needs a name: it is the name of its actor.");
        if (removalMargin < TimeSpan.Zero) throw new ArgumentException($"{nameof(ClusterSingletonManagerSettings)}.{nameof(RemovalMargin)} must not be negative, and is {removalMargin}.", nameof(removalMargin));
        if (handOverRetryInterval <= TimeSpan.Zero) throw new ArgumentException($"{nameof(ClusterSingletonManagerSettings)}.{nameof(HandOverRetryInterval)} must be positive, and is {handOverRetryInterval}.", nameof(handOverRetryInterval));
        SingletonName = singletonName;
        Role = string.IsNullOrEmpty(role) ? null : role;
        RemovalMargin = removalMargin;
        HandOverRetryInterval = handOverRetryInterval;
        LeaseSettings = leaseSettings;
        ConsiderAppVersion = considerAppVersion;
    }

    /// <summary>Makes the settings, without a look at the version of the application.</summary>
    /// <param name="singletonName">See <see cref="SingletonName"/>.</param>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="removalMargin">See <see cref="RemovalMargin"/>.</param>
    /// <param name="handOverRetryInterval">See <see cref="HandOverRetryInterval"/>.</param>
    /// <param name="leaseSettings">See <see cref="LeaseSettings"/>.</param>
    /// <exception cref="ArgumentException">The name is empty or a time out of range.</exception>
    [Obsolete("Use the constructor with considerAppVersion.")]
    public ClusterSingletonManagerSettings(string singletonName, string? role, TimeSpan removalMargin, TimeSpan handOverRetryInterval, LeaseUsageSettings? leaseSettings = null)
        : this(singletonName, role, removalMargin, handOverRetryInterval, leaseSettings, considerAppVersion: false)
    {
    }

    /// <summary>Name of the instance's actor, a child of its manager. Default "singleton".</summary>
    public string SingletonName { get; }

    /// <summary>Only members with this role host the instance; null, the default, for all.</summary>
    public string? Role { get; }

    /// <summary>
    /// How long after a host was removed that had not handed over the next one waits before it starts the instance: as long as the removed one may take to
    /// notice that it must stop. Zero, the default, for what the downing provider says (<see cref="IDowningProvider.DownRemovalMargin"/>).
    /// </summary>
    public TimeSpan RemovalMargin { get; }

    /// <summary>How often a message of a hand-over is repeated until it is answered. Default 1 s.</summary>
    public TimeSpan HandOverRetryInterval { get; }

    /// <summary>The lease to hold while hosting; null, the default, for none. Leases are not available yet: a manager with one refuses to start.</summary>
    public LeaseUsageSettings? LeaseSettings { get; }

    /// <summary>Whether the oldest of the members with the newest version of the application hosts, rather than the oldest of all. Default false.</summary>
    public bool ConsiderAppVersion { get; }

    /// <summary>The settings under <c>akka.cluster.singleton</c>.</summary>
    /// <param name="system">The actor system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public static ClusterSingletonManagerSettings Create(ActorSystem system) => Create(SingletonModule.Section(system, "akka.cluster.singleton"));

    /// <summary>The settings of a section of that kind.</summary>
    /// <param name="config">The section.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">The section is empty, or a setting is wrong.</exception>
    public static ClusterSingletonManagerSettings Create(Config config)
    {
        if (config is null || config.IsEmpty) throw new ConfigurationException($"{nameof(ClusterSingletonManagerSettings)} cannot be made from an empty configuration: give it a section like akka.cluster.singleton.");
        return new ClusterSingletonManagerSettings(
            config.GetString("singleton-name", "singleton")!,
            SingletonModule.RoleOf(config),
            TimeSpan.Zero,
            config.GetTimeSpan("hand-over-retry-interval", TimeSpan.FromSeconds(1)),
            LeaseOf(config),
            config.GetBoolean("consider-app-version", false));
    }

    /// <summary>The same with another <see cref="SingletonName"/>.</summary>
    /// <param name="singletonName">The name.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonManagerSettings WithSingletonName(string singletonName) => new(singletonName, Role, RemovalMargin, HandOverRetryInterval, LeaseSettings, ConsiderAppVersion);

    /// <summary>The same with another <see cref="Role"/>.</summary>
    /// <param name="role">The role; null for all members.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonManagerSettings WithRole(string? role) => new(SingletonName, role, RemovalMargin, HandOverRetryInterval, LeaseSettings, ConsiderAppVersion);

    /// <summary>The same with another <see cref="RemovalMargin"/>.</summary>
    /// <param name="removalMargin">The margin.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonManagerSettings WithRemovalMargin(TimeSpan removalMargin) => new(SingletonName, Role, removalMargin, HandOverRetryInterval, LeaseSettings, ConsiderAppVersion);

    /// <summary>The same with another <see cref="HandOverRetryInterval"/>.</summary>
    /// <param name="handOverRetryInterval">The interval.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonManagerSettings WithHandOverRetryInterval(TimeSpan handOverRetryInterval) => new(SingletonName, Role, RemovalMargin, handOverRetryInterval, LeaseSettings, ConsiderAppVersion);

    /// <summary>The same with other <see cref="LeaseSettings"/>.</summary>
    /// <param name="leaseSettings">The lease; null for none.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonManagerSettings WithLeaseSettings(LeaseUsageSettings? leaseSettings) => new(SingletonName, Role, RemovalMargin, HandOverRetryInterval, leaseSettings, ConsiderAppVersion);

    internal static LeaseUsageSettings? LeaseOf(Config config) =>
        config.GetString("use-lease", "") is { Length: > 0 } lease ? new LeaseUsageSettings(lease, config.GetTimeSpan("lease-retry-interval", TimeSpan.FromSeconds(5))) : null;
}
