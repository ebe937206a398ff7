using System.Linq.Expressions;
using Akka.Actor;

namespace Akka.TestKit;

// Actors whose instances the test can look at.
public abstract partial class TestKitBase
{
    /// <summary>Starts an actor that runs on the thread that tells it something.</summary>
    /// <typeparam name="TActor">Its class, with a constructor without arguments.</typeparam>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The reference.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null) where TActor : ActorBase, new() =>
        new(_system, Props.Create<TActor>(), null, name);

    /// <summary>Starts an actor that runs on the thread that tells it something.</summary>
    /// <typeparam name="TActor">Its class, with a constructor without arguments.</typeparam>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The reference.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(IActorRef supervisor, string? name = null) where TActor : ActorBase, new() =>
        new(_system, Props.Create<TActor>(), supervisor, name);

    /// <summary>Starts an actor that runs on the thread that tells it something.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The reference.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null) where TActor : ActorBase => new(_system, props, null, name);

    /// <summary>Starts an actor that runs on the thread that tells it something.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="props">How to make it.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The reference.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef supervisor, string? name = null) where TActor : ActorBase =>
        new(_system, props, supervisor, name);

    /// <summary>Starts an actor that runs on the thread that tells it something.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="factory">Its constructor call.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The reference.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null) where TActor : ActorBase =>
        new(_system, Props.Create(factory), null, name);

    /// <summary>Starts an actor that runs on the thread that tells it something.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="factory">Its constructor call.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <returns>The reference.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, IActorRef supervisor, string? name = null) where TActor : ActorBase =>
        new(_system, Props.Create(factory), supervisor, name);
}
