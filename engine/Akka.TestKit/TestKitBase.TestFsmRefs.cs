using System.Linq.Expressions;
using Akka.Actor;

namespace Akka.TestKit;

// Finite state machines that the test can look at and put into any state.
public abstract partial class TestKitBase
{
    /// <summary>Starts a finite state machine that runs on the thread that tells it something.</summary>
    /// <typeparam name="TFsmActor">Its class, with a constructor without arguments.</typeparam>
    /// <typeparam name="TState">The type of its states.</typeparam>
    /// <typeparam name="TData">The type of its data.</typeparam>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="withLogging">Whether its events and transitions are logged at debug level.</param>
    /// <returns>The reference.</returns>
    public TestFSMRef<TFsmActor, TState, TData> ActorOfAsTestFSMRef<TFsmActor, TState, TData>(string? name = null, bool withLogging = false)
        where TFsmActor : FSM<TState, TData>, new() where TState : notnull =>
        new(_system, Props.Create<TFsmActor>(), null, name, withLogging);

    /// <summary>Starts a finite state machine that runs on the thread that tells it something.</summary>
    /// <typeparam name="TFsmActor">Its class, with a constructor without arguments.</typeparam>
    /// <typeparam name="TState">The type of its states.</typeparam>
    /// <typeparam name="TData">The type of its data.</typeparam>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="withLogging">Whether its events and transitions are logged at debug level.</param>
    /// <returns>The reference.</returns>
    public TestFSMRef<TFsmActor, TState, TData> ActorOfAsTestFSMRef<TFsmActor, TState, TData>(IActorRef supervisor, string? name = null, bool withLogging = false)
        where TFsmActor : FSM<TState, TData>, new() where TState : notnull =>
        new(_system, Props.Create<TFsmActor>(), supervisor, name, withLogging);

    /// <summary>Starts a finite state machine that runs on the thread that tells it something.</summary>
    /// <typeparam name="TFsmActor">Its class.</typeparam>
    /// <typeparam name="TState">The type of its states.</typeparam>
    /// <typeparam name="TData">The type of its data.</typeparam>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="withLogging">Whether its events and transitions are logged at debug level.</param>
    /// <returns>The reference.</returns>
    public TestFSMRef<TFsmActor, TState, TData> ActorOfAsTestFSMRef<TFsmActor, TState, TData>(Props props, string? name = null, bool withLogging = false)
        where TFsmActor : FSM<TState, TData> where TState : notnull =>
        new(_system, props, null, name, withLogging);

    /// <summary>Starts a finite state machine that runs on the thread that tells it something.</summary>
    /// <typeparam name="TFsmActor">Its class.</typeparam>
    /// <typeparam name="TState">The type of its states.</typeparam>
    /// <typeparam name="TData">The type of its data.</typeparam>
    /// <param name="props">How to make it.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="withLogging">Whether its events and transitions are logged at debug level.</param>
    /// <returns>The reference.</returns>
    public TestFSMRef<TFsmActor, TState, TData> ActorOfAsTestFSMRef<TFsmActor, TState, TData>(Props props, IActorRef supervisor, string? name = null, bool withLogging = false)
        where TFsmActor : FSM<TState, TData> where TState : notnull =>
        new(_system, props, supervisor, name, withLogging);

    /// <summary>Starts a finite state machine that runs on the thread that tells it something.</summary>
    /// <typeparam name="TFsmActor">Its class.</typeparam>
    /// <typeparam name="TState">The type of its states.</typeparam>
    /// <typeparam name="TData">The type of its data.</typeparam>
    /// <param name="factory">Its constructor call.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="withLogging">Whether its events and transitions are logged at debug level.</param>
    /// <returns>The reference.</returns>
    public TestFSMRef<TFsmActor, TState, TData> ActorOfAsTestFSMRef<TFsmActor, TState, TData>(Expression<Func<TFsmActor>> factory, string? name = null, bool withLogging = false)
        where TFsmActor : FSM<TState, TData> where TState : notnull =>
        new(_system, Props.Create(factory), null, name, withLogging);

    /// <summary>Starts a finite state machine that runs on the thread that tells it something.</summary>
    /// <typeparam name="TFsmActor">Its class.</typeparam>
    /// <typeparam name="TState">The type of its states.</typeparam>
    /// <typeparam name="TData">The type of its data.</typeparam>
    /// <param name="factory">Its constructor call.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="withLogging">Whether its events and transitions are logged at debug level.</param>
    /// <returns>The reference.</returns>
    public TestFSMRef<TFsmActor, TState, TData> ActorOfAsTestFSMRef<TFsmActor, TState, TData>(Expression<Func<TFsmActor>> factory, IActorRef supervisor, string? name = null, bool withLogging = false)
        where TFsmActor : FSM<TState, TData> where TState : notnull =>
        new(_system, Props.Create(factory), supervisor, name, withLogging);
}
