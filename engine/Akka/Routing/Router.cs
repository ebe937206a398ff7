using Akka.Actor;

namespace Akka.Routing;

/// <summary>
/// A logic and the routees it selects from. Immutable: adding and removing give new routers. It can be used inside any actor, and it is what
/// routes in the reference of a router actor. As thread-safe as its logic, and all logics here are.
/// </summary>
public class Router
{
    private readonly Routee[] _routees;

    /// <summary>Joins a logic and routees.</summary>
    /// <param name="logic">Selects the routee of a message.</param>
    /// <param name="routees">The routees.</param>
    public Router(RoutingLogic logic, params Routee[] routees)
    {
        ArgumentNullException.ThrowIfNull(logic);
        ArgumentNullException.ThrowIfNull(routees);
        RoutingLogic = logic;
        _routees = routees;
    }

    /// <summary>Selects the routee of a message.</summary>
    public RoutingLogic RoutingLogic { get; }

    /// <summary>The routees, in the order in which they were added.</summary>
    public IEnumerable<Routee> Routees => _routees;

    internal Routee[] RouteeArray => _routees;

    /// <summary>Sends a message to the routee that the logic selects, or a <see cref="Broadcast"/> to all. A <see cref="RouterEnvelope"/> is taken off.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    public virtual void Route(object message, IActorRef? sender)
    {
        if (message is Broadcast broadcast)
        {
            foreach (var routee in _routees) Send(routee, broadcast, sender);
            return;
        }

        Send(RoutingLogic.Select(message, _routees), message, sender);
    }

    /// <summary>The same with one more routee.</summary>
    /// <param name="routee">The routee.</param>
    /// <returns>A new router.</returns>
    public virtual Router AddRoutee(Routee routee) => new(RoutingLogic, [.. _routees, routee]);

    /// <summary>The same with one more routee.</summary>
    /// <param name="routee">The routee's actor.</param>
    /// <returns>A new router.</returns>
    public Router AddRoutee(IActorRef routee) => AddRoutee(new ActorRefRoutee(routee));

    /// <summary>The same with one more routee.</summary>
    /// <param name="routee">The routee's selection.</param>
    /// <returns>A new router.</returns>
    public Router AddRoutee(ActorSelection routee) => AddRoutee(new ActorSelectionRoutee(routee));

    /// <summary>The same without a routee.</summary>
    /// <param name="routee">The routee.</param>
    /// <returns>A new router.</returns>
    public virtual Router RemoveRoutee(Routee routee) => new(RoutingLogic, _routees.Where(one => !one.Equals(routee)).ToArray());

    /// <summary>The same without a routee.</summary>
    /// <param name="routee">The routee's actor.</param>
    /// <returns>A new router.</returns>
    public Router RemoveRoutee(IActorRef routee) => RemoveRoutee(new ActorRefRoutee(routee));

    /// <summary>The same without a routee.</summary>
    /// <param name="routee">The routee's selection.</param>
    /// <returns>A new router.</returns>
    public Router RemoveRoutee(ActorSelection routee) => RemoveRoutee(new ActorSelectionRoutee(routee));

    /// <summary>The same logic with other routees.</summary>
    /// <param name="routees">The routees.</param>
    /// <returns>A new router.</returns>
    public virtual Router WithRoutees(params Routee[] routees) => new(RoutingLogic, routees);

    /// <summary>Sends a message to a routee, its <see cref="RouterEnvelope"/> taken off.</summary>
    /// <param name="routee">The routee; <see cref="Routee.NoRoutee"/> means dead letters.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    protected virtual void Send(Routee routee, object message, IActorRef? sender) => routee.Send(UnWrap(message), sender);

    /// <summary>Takes a <see cref="RouterEnvelope"/> off.</summary>
    /// <param name="message">A message, in an envelope or not.</param>
    /// <returns>The message inside.</returns>
    protected object UnWrap(object message) => message is RouterEnvelope envelope ? envelope.Message : message;
}

/// <summary>Selects the routee of a message. Called by many threads at once: it must be thread-safe.</summary>
public abstract class RoutingLogic : INoSerializationVerificationNeeded
{
    /// <summary>Nothing to set up.</summary>
    protected RoutingLogic()
    {
    }

    /// <summary>Selects the routee of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="routees">The routees, in the order in which they were added; perhaps none. The same array as long as they are the same.</param>
    /// <returns>One of them, several as <see cref="SeveralRoutees"/>, or <see cref="Routee.NoRoutee"/>.</returns>
    public abstract Routee Select(object message, Routee[] routees);
}

/// <summary>Carries a message to a router that takes it off.</summary>
public class RouterEnvelope
{
    /// <summary>Wraps a message.</summary>
    /// <param name="message">The message inside.</param>
    public RouterEnvelope(object message) => Message = message;

    /// <summary>The message inside.</summary>
    public object Message { get; }
}

/// <summary>A message to all routees of a router.</summary>
public class Broadcast : RouterEnvelope
{
    /// <summary>Wraps a message.</summary>
    /// <param name="message">The message inside. Inside a broadcast also <see cref="PoisonPill"/> and <see cref="Kill"/> are for the routees.</param>
    public Broadcast(object message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Broadcast other && Equals(Message, other.Message);

    /// <inheritdoc/>
    public override int GetHashCode() => Message?.GetHashCode() ?? 0;

    /// <inheritdoc/>
    public override string ToString() => $"Broadcast({Message})";
}
