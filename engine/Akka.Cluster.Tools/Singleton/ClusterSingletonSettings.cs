using Akka.Actor;
using Akka.Configuration;
using Akka.Coordination;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Settings of a singleton's manager and proxy together, for <see cref="ClusterSingleton.Init"/>. Immutable.</summary>
public class ClusterSingletonSettings : INoSerializationVerificationNeeded
{
    private readonly ClusterSingletonManagerSettings _manager;
    private readonly ClusterSingletonProxySettings _proxy;

    private ClusterSingletonSettings(ClusterSingletonManagerSettings manager, ClusterSingletonProxySettings proxy)
    {
        _manager = manager;
        _proxy = proxy;
    }

    /// <summary>Only members with this role host the instance; null, the default, for all.</summary>
    public string? Role => _manager.Role;

    /// <summary>How often the proxy looks for the instance while it does not know it. Default 1 s.</summary>
    public TimeSpan SingletonIdentificationInterval => _proxy.SingletonIdentificationInterval;

    /// <summary>See <see cref="ClusterSingletonManagerSettings.RemovalMargin"/>.</summary>
    public TimeSpan RemovalMargin => _manager.RemovalMargin;

    /// <summary>How often a message of a hand-over is repeated until it is answered. Default 1 s.</summary>
    public TimeSpan HandOverRetryInterval => _manager.HandOverRetryInterval;

    /// <summary>How many messages wait in the proxy while the instance is not known. Default 1000.</summary>
    public int BufferSize => _proxy.BufferSize;

    /// <summary>See <see cref="ClusterSingletonManagerSettings.LeaseSettings"/>.</summary>
    public LeaseUsageSettings? LeaseSettings => _manager.LeaseSettings;

    /// <summary>Whether the oldest of the members with the newest version of the application hosts. Default false.</summary>
    public bool ConsiderAppVersion => _manager.ConsiderAppVersion;

    /// <summary>The settings under <c>akka.cluster.singleton</c> and <c>akka.cluster.singleton-proxy</c>.</summary>
    /// <param name="system">The actor system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public static ClusterSingletonSettings Create(ActorSystem system) => Create(SingletonModule.ConfigOf(system));

    /// <summary>The settings of a whole configuration.</summary>
    /// <param name="config">Has the sections <c>akka.cluster.singleton</c> and <c>akka.cluster.singleton-proxy</c>.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">A section is missing, or a setting is wrong.</exception>
    public static ClusterSingletonSettings Create(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var manager = ClusterSingletonManagerSettings.Create(Section("akka.cluster.singleton"));
        return new ClusterSingletonSettings(manager, ClusterSingletonProxySettings.Create(Section("akka.cluster.singleton-proxy"), manager.ConsiderAppVersion).WithRole(manager.Role));

        Config Section(string path) => config.GetConfig(path) ?? throw new ConfigurationException($"{path} is not in the configuration: give one with the defaults, such as that of an actor system.");
    }

    /// <summary>The same with another <see cref="Role"/>.</summary>
    /// <param name="role">The role; null for all members.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonSettings WithRole(string? role) => new(_manager.WithRole(role), _proxy.WithRole(role));

    /// <summary>The same with another <see cref="RemovalMargin"/>.</summary>
    /// <param name="removalMargin">The margin.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonSettings WithRemovalMargin(TimeSpan removalMargin) => new(_manager.WithRemovalMargin(removalMargin), _proxy);

    /// <summary>The same with another <see cref="HandOverRetryInterval"/>.</summary>
    /// <param name="handOverRetryInterval">The interval.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonSettings WithHandOverRetryInterval(TimeSpan handOverRetryInterval) => new(_manager.WithHandOverRetryInterval(handOverRetryInterval), _proxy);

    /// <summary>The same with other <see cref="LeaseSettings"/>.</summary>
    /// <param name="leaseSettings">The lease; null for none.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonSettings WithLeaseSettings(LeaseUsageSettings? leaseSettings) => new(_manager.WithLeaseSettings(leaseSettings), _proxy);

    internal ClusterSingletonManagerSettings ToManagerSettings(string singletonName) => _manager.WithSingletonName(singletonName);

    internal ClusterSingletonProxySettings ToProxySettings(string singletonName) => _proxy.WithSingletonName(singletonName);
}
