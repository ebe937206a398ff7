using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Makes actors with services of a scope that ends with the instance. One producer serves all actors of its props.</summary>
internal sealed class ScopedActorProducer(IServiceProvider services, Type actorType, object[] args) : IIndirectActorProducer
{
    private readonly ConcurrentDictionary<ActorBase, AsyncServiceScope> _scopes = new(ReferenceEqualityComparer.Instance);

    public Type ActorType => actorType;

    public ActorBase Produce()
    {
        var scope = services.CreateAsyncScope();
        try
        {
            var actor = (ActorBase)ActivatorUtilities.CreateInstance(scope.ServiceProvider, actorType, args);
            _scopes[actor] = scope;
            return actor;
        }
        catch
        {
            End(scope);
            throw;
        }
    }

    public void Release(ActorBase actor)
    {
        if (_scopes.TryRemove(actor, out var scope)) End(scope);
    }

    // A service may take its time to dispose of itself; the actor's thread does not wait for it, but a failure must be seen.
    private void End(AsyncServiceScope scope)
    {
        var system = ActorCell.GetCurrentSelfOrNoSender() is ActorCell cell ? cell.System : null;
        var ended = scope.DisposeAsync();
        if (ended.IsCompleted)
        {
            ended.GetAwaiter().GetResult();
            return;
        }

        ended.AsTask().ContinueWith(
            failed => system?.EventStream.Publish(new Error(failed.Exception!.InnerException, actorType.ToString(), typeof(ScopedActorProducer), "Disposing the actor's services failed.")),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
