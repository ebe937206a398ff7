using Akka.Actor;
using Akka.Configuration;

namespace Akka.DependencyInjection;

/// <summary>Makes the <see cref="DependencyResolver"/> of a system from its <see cref="DependencyResolverSetup"/>.</summary>
public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    /// <summary>Makes the resolver.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The resolver.</returns>
    /// <exception cref="ConfigurationException">The system was started without a <see cref="DependencyResolverSetup"/>.</exception>
    public override DependencyResolver CreateExtension(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var setup = system.Settings.Setup.Get<DependencyResolverSetup>();
        return setup.HasValue
            ? new DependencyResolver(setup.Value.DependencyResolver)
            : throw new ConfigurationException(
                $"ActorSystem [{system.Name}] has no {nameof(DependencyResolverSetup)}: pass one to ActorSystem.Create, or start the system with AddAkka, which does.");
    }
}
