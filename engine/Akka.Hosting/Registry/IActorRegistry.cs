using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The application's well-known actors, to be read. Thread-safe.</summary>
public interface IReadOnlyActorRegistry : IEnumerable<KeyValuePair<Type, IActorRef>>
{
    /// <summary>Finds an actor.</summary>
    /// <typeparam name="TKey">The type under which it was registered, usually the actor's own.</typeparam>
    /// <param name="actor">The actor; <see cref="Nobody"/> when there is none.</param>
    /// <returns>True when there is one.</returns>
    bool TryGet<TKey>(out IActorRef actor);

    /// <summary>Finds an actor.</summary>
    /// <param name="key">The type under which it was registered.</param>
    /// <param name="actor">The actor; <see cref="Nobody"/> when there is none.</param>
    /// <returns>True when there is one.</returns>
    bool TryGet(Type key, out IActorRef actor);

    /// <summary>Finds an actor that must be there.</summary>
    /// <typeparam name="TKey">The type under which it was registered.</typeparam>
    /// <returns>The actor.</returns>
    /// <exception cref="MissingActorRegistryEntryException">There is none.</exception>
    IActorRef Get<TKey>();

    /// <summary>Finds an actor, waiting until it is registered.</summary>
    /// <typeparam name="TKey">The type under which it is registered.</typeparam>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The actor.</returns>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);

    /// <summary>Finds an actor, waiting until it is registered.</summary>
    /// <param name="key">The type under which it is registered.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The actor.</returns>
    Task<IActorRef> GetAsync(Type key, CancellationToken ct = default);
}

/// <summary>The application's well-known actors. Thread-safe.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Registers an actor.</summary>
    /// <typeparam name="TKey">The type under which it is found, usually the actor's own.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it takes the place of another.</param>
    /// <exception cref="DuplicateActorRegistryException">Another actor is registered under the type, and must not be overwritten.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Registers an actor.</summary>
    /// <typeparam name="TKey">The type under which it is found.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it takes the place of another.</param>
    /// <returns>False when another actor is registered under the type, and must not be overwritten.</returns>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Registers an actor.</summary>
    /// <param name="key">The type under which it is found.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it takes the place of another.</param>
    /// <returns>False when another actor is registered under the type, and must not be overwritten.</returns>
    bool TryRegister(Type key, IActorRef actor, bool overwrite = false);
}
