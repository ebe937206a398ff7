using Akka.Actor;

namespace Akka.Hosting;

/// <summary>A well-known actor, to be injected into services, controllers and other actors.</summary>
/// <typeparam name="TActor">The type under which it is registered.</typeparam>
public interface IRequiredActor<TActor>
{
    /// <summary>The actor.</summary>
    /// <exception cref="MissingActorRegistryEntryException">It is not registered (yet).</exception>
    IActorRef ActorRef { get; }

    /// <summary>The actor, once it is registered.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The actor.</returns>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}

/// <summary>Finds a well-known actor when it is asked for, so that it may be injected before the actor exists, and follows it when it is registered anew.</summary>
/// <typeparam name="TActor">The type under which it is registered.</typeparam>
public sealed class RequiredActor<TActor> : IRequiredActor<TActor>
{
    private readonly IReadOnlyActorRegistry _registry;

    /// <summary>With the registry to ask.</summary>
    /// <param name="registry">The registry.</param>
    public RequiredActor(IReadOnlyActorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
    }

    /// <inheritdoc/>
    public IActorRef ActorRef => _registry.Get<TActor>();

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) => _registry.GetAsync<TActor>(cancellationToken);
}
