using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Settings of a <see cref="ClusterSingletonProxy"/>. Immutable.</summary>
public sealed class ClusterSingletonProxySettings : INoSerializationVerificationNeeded
{
    private const int LargestBuffer = 10_000;

    /// <summary>Makes the settings.</summary>
    /// <param name="singletonName">See <see cref="SingletonName"/>.</param>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="singletonIdentificationInterval">See <see cref="SingletonIdentificationInterval"/>.</param>
    /// <param name="bufferSize">See <see cref="BufferSize"/>.</param>
    /// <param name="considerAppVersion">See <see cref="ConsiderAppVersion"/>.</param>
    /// <exception cref="ArgumentException">The name is empty, the interval is not positive, or the buffer is larger than 10000.</exception>
    public ClusterSingletonProxySettings(string singletonName, string? role, TimeSpan singletonIdentificationInterval, int bufferSize, bool considerAppVersion)
    {
        if (string.IsNullOrWhiteSpace(singletonName)) throw new ArgumentNullException(nameof(singletonName), "A singleton has a name: it is the name of its actor.");
        if (singletonIdentificationInterval <= TimeSpan.Zero) throw new ArgumentException($"{nameof(SingletonIdentificationInterval)} must be positive, and is {singletonIdentificationInterval}.", nameof(singletonIdentificationInterval));
        if (bufferSize is < 0 or > LargestBuffer) throw new ArgumentException($"{nameof(BufferSize)} must be between 0 and {LargestBuffer}, and is {bufferSize}.", nameof(bufferSize));
        SingletonName = singletonName;
        Role = string.IsNullOrEmpty(role) ? null : role;
        SingletonIdentificationInterval = singletonIdentificationInterval;
        BufferSize = bufferSize;
        ConsiderAppVersion = considerAppVersion;
    }

    /// <summary>Makes the settings, without a look at the version of the application.</summary>
    /// <param name="singletonName">See <see cref="SingletonName"/>.</param>
    /// <param name="role">See <see cref="Role"/>.</param>
    /// <param name="singletonIdentificationInterval">See <see cref="SingletonIdentificationInterval"/>.</param>
    /// <param name="bufferSize">See <see cref="BufferSize"/>.</param>
    /// <exception cref="ArgumentException">The name is empty, the interval is not positive, or the buffer is larger than 10000.</exception>
    [Obsolete("Use the constructor with considerAppVersion.")]
    public ClusterSingletonProxySettings(string singletonName, string? role, TimeSpan singletonIdentificationInterval, int bufferSize)
        : this(singletonName, role, singletonIdentificationInterval, bufferSize, considerAppVersion: false)
    {
    }

    /// <summary>Name of the instance's actor, as its manager's settings have it. Default "singleton".</summary>
    public string SingletonName { get; }

    /// <summary>The role of the members that may host the instance, as its manager's settings have it; null, the default, for all.</summary>
    public string? Role { get; }

    /// <summary>How often the proxy looks for the instance while it does not know it. Default 1 s.</summary>
    public TimeSpan SingletonIdentificationInterval { get; }

    /// <summary>How many messages wait while the instance is not known, 0 to 10000; then the earliest is dropped. Default 1000.</summary>
    public int BufferSize { get; }

    /// <summary>Whether the oldest of the members with the newest version of the application hosts, as its manager's settings have it. Default false.</summary>
    public bool ConsiderAppVersion { get; }

    /// <summary>The settings under <c>akka.cluster.singleton-proxy</c>; <see cref="ConsiderAppVersion"/> is that of <c>akka.cluster.singleton</c>.</summary>
    /// <param name="system">The actor system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public static ClusterSingletonProxySettings Create(ActorSystem system) =>
        Create(SingletonModule.Section(system, "akka.cluster.singleton-proxy"), system.Settings.Config.GetBoolean("akka.cluster.singleton.consider-app-version", false));

    /// <summary>The settings of a section like <c>akka.cluster.singleton-proxy</c>, without a look at the version of the application.</summary>
    /// <param name="config">The section.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">The section is empty, or a setting is wrong.</exception>
    [Obsolete("Use the overload with considerAppVersion.")]
    public static ClusterSingletonProxySettings Create(Config config) => Create(config, considerAppVersion: false);

    /// <summary>The settings of a section like <c>akka.cluster.singleton-proxy</c>.</summary>
    /// <param name="config">The section.</param>
    /// <param name="considerAppVersion">See <see cref="ConsiderAppVersion"/>.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">The section is empty, or a setting is wrong.</exception>
    public static ClusterSingletonProxySettings Create(Config config, bool considerAppVersion)
    {
        if (config is null || config.IsEmpty) throw new ConfigurationException($"{nameof(ClusterSingletonProxySettings)} cannot be made from an empty configuration: give it a section like akka.cluster.singleton-proxy.");
        return new ClusterSingletonProxySettings(
            config.GetString("singleton-name", "singleton")!,
            SingletonModule.RoleOf(config),
            config.GetTimeSpan("singleton-identification-interval", TimeSpan.FromSeconds(1)),
            config.GetInt("buffer-size", 1000),
            considerAppVersion);
    }

    /// <summary>The same with another <see cref="SingletonName"/>.</summary>
    /// <param name="singletonName">The name.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonProxySettings WithSingletonName(string singletonName) => new(singletonName, Role, SingletonIdentificationInterval, BufferSize, ConsiderAppVersion);

    /// <summary>The same with another <see cref="Role"/>.</summary>
    /// <param name="role">The role; null for all members.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonProxySettings WithRole(string? role) => new(SingletonName, role, SingletonIdentificationInterval, BufferSize, ConsiderAppVersion);

    /// <summary>The same with another <see cref="SingletonIdentificationInterval"/>.</summary>
    /// <param name="singletonIdentificationInterval">The interval.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonProxySettings WithSingletonIdentificationInterval(TimeSpan singletonIdentificationInterval) => new(SingletonName, Role, singletonIdentificationInterval, BufferSize, ConsiderAppVersion);

    /// <summary>The same with another <see cref="BufferSize"/>.</summary>
    /// <param name="bufferSize">The size.</param>
    /// <returns>New settings.</returns>
    public ClusterSingletonProxySettings WithBufferSize(int bufferSize) => new(SingletonName, Role, SingletonIdentificationInterval, bufferSize, ConsiderAppVersion);
}
