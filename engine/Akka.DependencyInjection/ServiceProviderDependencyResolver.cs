using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>
/// Services from a .NET container. Every actor gets a scope of its own: what its constructor was given that is scoped or transient is
/// disposed when the actor has stopped, and before its next instance when it is restarted.
/// </summary>
public class ServiceProviderDependencyResolver : IDependencyResolver
{
    /// <summary>With a container.</summary>
    /// <param name="serviceProvider">The container.</param>
    public ServiceProviderDependencyResolver(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ServiceProvider = serviceProvider;
    }

    /// <summary>The container.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <inheritdoc/>
    public IResolverScope CreateScope() => new ServiceProviderScope(ServiceProvider.CreateScope());

    /// <inheritdoc/>
    public T GetService<T>() => ServiceProvider.GetService<T>()!;

    /// <inheritdoc/>
    public object? GetService(Type type) => ServiceProvider.GetService(type);

    /// <inheritdoc/>
    public Props Props(Type type) => Props(type, []);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The type is no actor that can be made.</exception>
    public Props Props(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(args);
        if (!typeof(ActorBase).IsAssignableFrom(type)) throw new ArgumentException($"[{type}] is no actor: it does not derive from {nameof(ActorBase)}.", nameof(type));
        if (type.IsAbstract) throw new ArgumentException($"[{type}] is abstract: no actor can be made of it.", nameof(type));
        return Actor.Props.CreateBy(new ScopedActorProducer(ServiceProvider, type, args), args);
    }

    /// <inheritdoc/>
    public Props Props<T>(params object[] args) where T : ActorBase => Props(typeof(T), args);
}
