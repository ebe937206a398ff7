using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Where services come from. Implementations are thread-safe.</summary>
public interface IDependencyResolver
{
    /// <summary>Opens a scope: services that live in it are disposed with it.</summary>
    /// <returns>The scope; dispose it.</returns>
    IResolverScope CreateScope();

    /// <summary>Finds a service.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The service, or the type's default value when there is none.</returns>
    T GetService<T>();

    /// <summary>Finds a service.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>The service, or null when there is none.</returns>
    object? GetService(Type type);

    /// <summary>Props of an actor whose constructor takes services only.</summary>
    /// <param name="type">The actor's type.</param>
    /// <returns>The props.</returns>
    Props Props(Type type);

    /// <summary>Props of an actor whose constructor takes services and other arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments that are no services.</param>
    /// <returns>The props.</returns>
    Props Props(Type type, params object[] args);

    /// <summary>Props of an actor whose constructor takes services and other arguments.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="args">The arguments that are no services.</param>
    /// <returns>The props.</returns>
    Props Props<T>(params object[] args) where T : ActorBase;
}
