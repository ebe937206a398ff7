using Akka.Actor.Setup;

namespace Akka.DependencyInjection;

/// <summary>Tells a system where its actors' services come from.</summary>
public class DependencyResolverSetup : Setup
{
    private DependencyResolverSetup(IDependencyResolver resolver) => DependencyResolver = resolver;

    /// <summary>The source of services.</summary>
    public IDependencyResolver DependencyResolver { get; }

    /// <summary>Services from a .NET container.</summary>
    /// <param name="provider">The container's root.</param>
    /// <returns>The setup.</returns>
    public static DependencyResolverSetup Create(IServiceProvider provider) => new(new ServiceProviderDependencyResolver(provider));

    /// <summary>Services from a source of one's own.</summary>
    /// <param name="provider">The source.</param>
    /// <returns>The setup.</returns>
    public static DependencyResolverSetup Create(IDependencyResolver provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new DependencyResolverSetup(provider);
    }
}
