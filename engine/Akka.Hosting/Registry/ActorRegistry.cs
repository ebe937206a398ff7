using System.Collections;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Hosting;

/// <summary>The well-known actors of a system, found by type. Thread-safe.</summary>
public class ActorRegistry : IActorRegistry, IExtension
{
    private readonly Lock _gate = new(); // guards the three collections
    private readonly Dictionary<Type, IActorRef> _actors = [];
    private readonly List<Type> _order = [];
    private readonly Dictionary<Type, TaskCompletionSource<IActorRef>> _awaited = [];
    private readonly Actor.Runtime? _runtime;

    /// <summary>Makes an empty registry.</summary>
    public ActorRegistry()
    {
    }

    internal ActorRegistry(ActorSystem system) => _runtime = (system as ActorSystemImpl)?.Runtime;

    /// <summary>The registry of a system.</summary>
    /// <param name="actorSystem">The system.</param>
    /// <returns>The registry, made at the first call.</returns>
    public static ActorRegistry For(ActorSystem actorSystem) => actorSystem.WithExtension<ActorRegistry, ActorRegistryExtension>();

    /// <inheritdoc/>
    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        if (!TryRegister<TKey>(actor, overwrite))
            throw new DuplicateActorRegistryException($"An actor is registered under [{typeof(TKey)}] already. Register it under another type, or pass overwrite: true.");
    }

    /// <inheritdoc/>
    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false) => TryRegister(typeof(TKey), actor, overwrite);

    /// <inheritdoc/>
    public bool TryRegister(Type key, IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(actor);
        TaskCompletionSource<IActorRef>? awaited;
        lock (_gate)
        {
            if (_actors.TryAdd(key, actor)) _order.Add(key);
            else if (overwrite) _actors[key] = actor;
            else return false;
            _awaited.Remove(key, out awaited);
        }

        if (awaited is not null && _runtime is not null) _runtime.Complete(() => awaited.TrySetResult(actor));
        else awaited?.TrySetResult(actor);
        return true;
    }

    /// <inheritdoc/>
    public bool TryGet<TKey>(out IActorRef actor) => TryGet(typeof(TKey), out actor);

    /// <inheritdoc/>
    public bool TryGet(Type key, out IActorRef actor)
    {
        lock (_gate)
        {
            var found = _actors.TryGetValue(key, out var registered);
            actor = registered ?? ActorRefs.Nobody;
            return found;
        }
    }

    /// <inheritdoc/>
    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException($"No actor is registered under [{typeof(TKey)}]. Register it in WithActors, or await GetAsync when it comes later.");

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => GetAsync(typeof(TKey), ct);

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync(Type key, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        TaskCompletionSource<IActorRef>? awaited;
        lock (_gate)
        {
            if (_actors.TryGetValue(key, out var actor)) return Task.FromResult(actor);
            if (!_awaited.TryGetValue(key, out awaited))
                _awaited[key] = awaited = _runtime?.NewCompletion<IActorRef>() ?? new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return awaited.Task.WaitAsync(ct);
    }

    /// <summary>The registered actors by type, in the order in which the types were first registered, as they are at this moment.</summary>
    /// <returns>The actors.</returns>
    public IEnumerator<KeyValuePair<Type, IActorRef>> GetEnumerator()
    {
        lock (_gate) return _order.ConvertAll(key => KeyValuePair.Create(key, _actors[key])).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes the <see cref="ActorRegistry"/> of a system.</summary>
public sealed class ActorRegistryExtension : ExtensionIdProvider<ActorRegistry>
{
    /// <inheritdoc/>
    public override ActorRegistry CreateExtension(ExtendedActorSystem system) => new(system);
}
