using System.Collections.Concurrent;
using System.Reflection;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Coordination;

/// <summary>Makes the leases of an actor system, one per name, configuration and owner. Thread-safe.</summary>
public sealed class LeaseProvider : IExtension
{
    private readonly ConcurrentDictionary<(string Name, string Path, string Owner), Lazy<Lease>> _leases = new();
    private readonly ExtendedActorSystem _system;

    /// <summary>Makes the provider of a system.</summary>
    /// <param name="system">The system.</param>
    public LeaseProvider(ExtendedActorSystem system)
    {
        _system = system;
        system.Settings.InjectTopLevelFallback(DefaultConfig());
    }

    /// <summary>The provider of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The provider.</returns>
    public static LeaseProvider Get(ActorSystem system) => system.WithExtension<LeaseProvider, LeaseProviderExtensionProvider>();

    /// <summary>The defaults under <c>akka.coordination</c>.</summary>
    /// <returns>The configuration.</returns>
    public static Config DefaultConfig() => ConfigurationFactory.FromResource<LeaseProvider>("Akka.Coordination.coordination.conf");

    /// <summary>The lease of a name and owner; made when it is first asked for.</summary>
    /// <param name="leaseName">The name of what is owned.</param>
    /// <param name="configPath">Path of the lease in the configuration; its <c>lease-class</c> names the implementation.</param>
    /// <param name="ownerName">The name of who owns it.</param>
    /// <returns>The lease.</returns>
    /// <exception cref="ArgumentException">There is no such section, or its class is no <see cref="Lease"/>.</exception>
    public Lease GetLease(string leaseName, string configPath, string ownerName) =>
        _leases.GetOrAdd((leaseName, configPath, ownerName), key => new Lazy<Lease>(() => Make(key.Name, key.Path, key.Owner))).Value;

    private Lease Make(string leaseName, string configPath, string ownerName)
    {
        var config = (_system.Settings.Config.GetConfig(configPath) ?? throw new ArgumentException($"Lease configuration [{configPath}] is missing.", nameof(configPath)))
            .WithFallback(_system.Settings.Config.GetConfig("akka.coordination.lease"));
        var className = config.GetString("lease-class");
        var type = string.IsNullOrEmpty(className) ? null : Type.GetType(className);
        if (type is null || !typeof(Lease).IsAssignableFrom(type))
            throw new ArgumentException($"{configPath}.lease-class = [{className}] is no class derived from {typeof(Lease)} that can be loaded.", nameof(configPath));
        var settings = LeaseSettings.Create(config, leaseName, ownerName);
        try
        {
            if (type.GetConstructor([typeof(LeaseSettings), typeof(ExtendedActorSystem)]) is { } withSystem) return (Lease)withSystem.Invoke([settings, _system]);
            var alone = type.GetConstructor([typeof(LeaseSettings)])
                ?? throw new ArgumentException($"{configPath}.lease-class = [{className}] has no public constructor that takes {nameof(LeaseSettings)}, alone or with {nameof(ExtendedActorSystem)}.", nameof(configPath));
            return (Lease)alone.Invoke([settings]);
        }
        catch (TargetInvocationException failure)
        {
            throw new ArgumentException($"{configPath}.lease-class = [{className}]: the constructor failed: {failure.InnerException?.Message}", nameof(configPath), failure.InnerException);
        }
    }
}
