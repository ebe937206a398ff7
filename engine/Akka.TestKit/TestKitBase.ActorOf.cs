using System.Linq.Expressions;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.TestKit.Waiting;
using Akka.Util;

namespace Akka.TestKit;

// Creating and finding actors.
public abstract partial class TestKitBase
{
    /// <summary>Creates a top-level actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf(Props props) => _system.ActorOf(props);

    /// <summary>Creates a top-level actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf(Props props, string? name) => _system.ActorOf(props, name);

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">Its type, with a public constructor without parameters.</typeparam>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>() where TActor : ActorBase, new() => _system.ActorOf(Props.Create<TActor>());

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">Its type, with a public constructor without parameters.</typeparam>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(string? name) where TActor : ActorBase, new() => _system.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory) where TActor : ActorBase => _system.ActorOf(Props.Create(factory));

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name) where TActor : ActorBase => _system.ActorOf(Props.Create(factory), name);

    /// <summary>Creates a top-level actor.</summary>
    /// <param name="configure">Describes it. Runs again when it is restarted.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf(Action<IActorDsl> configure, string? name = null) => _system.ActorOf(configure, name);

    /// <summary>Creates a top-level actor.</summary>
    /// <param name="configure">Describes it; it is given the actor's context too. Runs again when it is restarted.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf(Action<IActorDsl, IActorContext> configure, string? name = null) => _system.ActorOf(configure, name);

    /// <summary>Selects by absolute path.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    public ActorSelection ActorSelection(ActorPath actorPath) => _system.ActorSelection(actorPath);

    /// <summary>Selects by path.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    public ActorSelection ActorSelection(string actorPath) => _system.ActorSelection(actorPath);

    /// <summary>Selects by a path that starts at an actor.</summary>
    /// <param name="anchorRef">The actor.</param>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    public ActorSelection ActorSelection(IActorRef anchorRef, string actorPath) => ActorRefFactoryShared.ActorSelection(anchorRef, actorPath);

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf(Props props, CancellationToken cancellationToken = default) => Spawn(_sync, props, null, null, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf(Props props, string name, CancellationToken cancellationToken = default) => Spawn(_sync, props, name, null, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf(Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Spawn(_sync, props, null, supervisorStrategy, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf(Props props, string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Spawn(_sync, props, name, supervisorStrategy, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync(Props props, CancellationToken cancellationToken = default) => Spawn(_async, props, null, null, cancellationToken).AsTask();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, CancellationToken cancellationToken = default) =>
        Spawn(_async, props, name, null, cancellationToken).AsTask();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync(Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Spawn(_async, props, null, supervisorStrategy, cancellationToken).AsTask();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Spawn(_async, props, name, supervisorStrategy, cancellationToken).AsTask();

    private async ValueTask<IActorRef> Spawn(Waiter waiter, Props props, string? name, SupervisorStrategy? strategy, CancellationToken cancellationToken)
    {
        var spawn = new TestActor.Spawn(
            props,
            name is null ? Option<string>.None : new Option<string>(name),
            strategy is null ? Option<SupervisorStrategy>.None : new Option<SupervisorStrategy>(strategy));
        return (await InTestActor(waiter, spawn, cancellationToken).ConfigureAwait(false))!;
    }
}
