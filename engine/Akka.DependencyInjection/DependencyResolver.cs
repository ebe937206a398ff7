using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Makes props whose actors are built with the services of a container. Thread-safe.</summary>
public sealed class DependencyResolver : IExtension
{
    /// <summary>With the source of services.</summary>
    /// <param name="resolver">The source.</param>
    public DependencyResolver(IDependencyResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        Resolver = resolver;
    }

    /// <summary>The source of services.</summary>
    public IDependencyResolver Resolver { get; }

    /// <summary>The resolver of a system.</summary>
    /// <param name="actorSystem">A system that was started with a <see cref="DependencyResolverSetup"/>.</param>
    /// <returns>The resolver.</returns>
    /// <exception cref="Configuration.ConfigurationException">The system has no such setup.</exception>
    public static DependencyResolver For(ActorSystem actorSystem) => actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();

    /// <summary>Props of an actor whose constructor takes services only.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <returns>The props.</returns>
    public Props Props<T>() where T : ActorBase => Resolver.Props<T>();

    /// <summary>Props of an actor whose constructor takes services and other arguments.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="args">The arguments that are no services; each goes to the first parameter that takes its type.</param>
    /// <returns>The props.</returns>
    public Props Props<T>(params object[] args) where T : ActorBase => Resolver.Props<T>(args);

    /// <summary>Props of an actor whose constructor takes services only.</summary>
    /// <param name="type">The actor's type.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props Props(Type type) => Resolver.Props(type);

    /// <summary>Props of an actor whose constructor takes services and other arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments that are no services; each goes to the first parameter that takes its type.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}
