namespace Akka.Actor.Dsl;

/// <summary>What an actor that is written as one function can set. Only to be used inside of that function and its handlers.</summary>
public interface IActorDsl
{
    /// <summary>Called in place of <c>PostRestart</c>.</summary>
    Action<Exception, IActorContext>? OnPostRestart { get; set; }

    /// <summary>Called in place of <c>PreRestart</c>.</summary>
    Action<Exception, object, IActorContext>? OnPreRestart { get; set; }

    /// <summary>Called in place of <c>PostStop</c>.</summary>
    Action<IActorContext>? OnPostStop { get; set; }

    /// <summary>Called in place of <c>PreStart</c>.</summary>
    Action<IActorContext>? OnPreStart { get; set; }

    /// <summary>How the actor supervises its children; null for the default.</summary>
    SupervisorStrategy? Strategy { get; set; }

    /// <summary>Handles messages of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    void Receive<T>(Action<T, IActorContext> handler);

    /// <summary>Handles messages of a type that fit.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldHandle">Tells whether one fits.</param>
    /// <param name="handler">The handler.</param>
    void Receive<T>(Predicate<T> shouldHandle, Action<T, IActorContext> handler);

    /// <summary>Handles messages of a type that fit.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">Tells whether one fits.</param>
    void Receive<T>(Action<T, IActorContext> handler, Predicate<T> shouldHandle);

    /// <summary>Handles whatever is left.</summary>
    /// <param name="handler">The handler.</param>
    void ReceiveAny(Action<object, IActorContext> handler);

    /// <summary>Handles messages of a type; no other message comes before the task has ended.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">Tells whether one fits; null for all.</param>
    void ReceiveAsync<T>(Func<T, IActorContext, Task> handler, Predicate<T>? shouldHandle = null);

    /// <summary>Handles messages of a type that fit; no other message comes before the task has ended.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldHandle">Tells whether one fits.</param>
    /// <param name="handler">The handler.</param>
    void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, IActorContext, Task> handler);

    /// <summary>Handles whatever is left; no other message comes before the task has ended.</summary>
    /// <param name="handler">The handler.</param>
    void ReceiveAnyAsync(Func<object, IActorContext, Task> handler);

    /// <summary>What an actor does by default after its restart.</summary>
    /// <param name="reason">Why it was restarted.</param>
    void DefaultPostRestart(Exception reason);

    /// <summary>What an actor does by default before its restart: it stops its children and calls <c>PostStop</c>.</summary>
    /// <param name="reason">Why it is restarted.</param>
    /// <param name="message">The message that failed.</param>
    void DefaultPreRestart(Exception reason, object message);

    /// <summary>What an actor does by default before its first message: nothing.</summary>
    void DefaultPreStart();

    /// <summary>What an actor does by default when it has stopped: nothing.</summary>
    void DefaultPostStop();

    /// <summary>Takes another handler in place of all handlers.</summary>
    /// <param name="handler">The handler.</param>
    void Become(Action<object, IActorContext> handler);

    /// <summary>Takes another handler until <see cref="UnbecomeStacked"/>.</summary>
    /// <param name="handler">The handler.</param>
    void BecomeStacked(Action<object, IActorContext> handler);

    /// <summary>Goes back to the handlers from before.</summary>
    void UnbecomeStacked();

    /// <summary>Creates a child that is written as one function.</summary>
    /// <param name="config">The function.</param>
    /// <param name="name">The child's name, or null.</param>
    /// <returns>The child.</returns>
    IActorRef ActorOf(Action<IActorDsl> config, string? name = null);
}

/// <summary>Actors written as one function.</summary>
public static class ActExtensions
{
    /// <summary>Creates an actor.</summary>
    /// <param name="factory">Where to.</param>
    /// <param name="config">Sets handlers and hooks; called for every new instance.</param>
    /// <param name="name">The actor's name, or null.</param>
    /// <returns>The actor.</returns>
    public static IActorRef ActorOf(this IActorRefFactory factory, Action<IActorDsl> config, string? name = null) =>
        factory.ActorOf(Props.Create(() => new Act(config)), name);

    /// <summary>Creates an actor.</summary>
    /// <param name="factory">Where to.</param>
    /// <param name="config">Sets handlers and hooks; called for every new instance, with its context.</param>
    /// <param name="name">The actor's name, or null.</param>
    /// <returns>The actor.</returns>
    public static IActorRef ActorOf(this IActorRefFactory factory, Action<IActorDsl, IActorContext> config, string? name = null) =>
        factory.ActorOf(Props.Create(() => new Act(config)), name);
}
