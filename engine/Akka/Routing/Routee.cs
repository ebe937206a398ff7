using Akka.Actor;

namespace Akka.Routing;

/// <summary>Where a router sends messages. Immutable and thread-safe.</summary>
public class Routee
{
    /// <summary>Nobody: what a logic selects when there is no routee. A router gives what it would send there to dead letters.</summary>
    public static readonly Routee NoRoutee = new();

    /// <summary>A routee that takes nothing.</summary>
    public Routee()
    {
    }

    /// <summary>The routee of an actor.</summary>
    /// <param name="actorRef">The actor.</param>
    /// <returns>The routee.</returns>
    public static Routee FromActorRef(IActorRef actorRef) => new ActorRefRoutee(actorRef);

    /// <summary>Sends a message. This one, which stands for nobody, gives it to the dead letters of the sender's system.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    public virtual void Send(object message, IActorRef? sender)
    {
        if (sender is IInternalActorRef known and not Nobody) known.Provider.DeadLetters.Tell(message, sender);
    }

    /// <summary>Sends a message and waits for the first answer. This one, which stands for nobody, never gets any.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="NotSupportedException">It stands for nobody.</exception>
    public virtual Task<object> Ask(object message, TimeSpan? timeout) => Task.FromException<object>(new NotSupportedException("There is no routee that could answer."));
}

/// <summary>The routee of an actor. Two are equal when their actors are.</summary>
public class ActorRefRoutee : Routee
{
    /// <summary>For an actor.</summary>
    /// <param name="actor">The actor.</param>
    public ActorRefRoutee(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Actor = actor;
    }

    /// <summary>The actor.</summary>
    public IActorRef Actor { get; }

    /// <inheritdoc/>
    public override void Send(object message, IActorRef? sender) => Actor.Tell(message, sender);

    /// <inheritdoc/>
    public override Task<object> Ask(object message, TimeSpan? timeout) => Actor.Ask(message, timeout);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorRefRoutee other && Actor.Equals(other.Actor);

    /// <inheritdoc/>
    public override int GetHashCode() => Actor.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"ActorRefRoutee({Actor})";
}

/// <summary>The routee of whoever is at a path. Two are equal when their selections are.</summary>
public class ActorSelectionRoutee : Routee
{
    /// <summary>For a selection.</summary>
    /// <param name="actor">The selection.</param>
    public ActorSelectionRoutee(ActorSelection actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Selection = actor;
    }

    /// <summary>The selection.</summary>
    public ActorSelection Selection { get; }

    /// <inheritdoc/>
    public override void Send(object message, IActorRef? sender) => Selection.Tell(message, sender);

    /// <inheritdoc/>
    public override Task<object> Ask(object message, TimeSpan? timeout) => Selection.Ask(message, timeout);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorSelectionRoutee other && Selection.Equals(other.Selection);

    /// <inheritdoc/>
    public override int GetHashCode() => Selection.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"ActorSelectionRoutee({Selection})";
}

/// <summary>Several routees, all of which get every message.</summary>
public class SeveralRoutees : Routee
{
    private readonly Routee[] _routees;

    /// <summary>For some routees.</summary>
    /// <param name="routees">The routees.</param>
    public SeveralRoutees(Routee[] routees)
    {
        ArgumentNullException.ThrowIfNull(routees);
        _routees = routees;
    }

    /// <inheritdoc/>
    public override void Send(object message, IActorRef? sender)
    {
        foreach (var routee in _routees) routee.Send(message, sender);
    }

    /// <summary>Asks all and waits for all answers.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>.</param>
    /// <returns>The answers, as an array in the order of the routees.</returns>
    public override async Task<object> Ask(object message, TimeSpan? timeout) =>
        await Task.WhenAll(_routees.Select(routee => routee.Ask(message, timeout))).ConfigureAwait(false);
}
