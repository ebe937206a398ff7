using Akka.Actor;

namespace Akka.Routing;

/// <summary>An actor that others may listen to. It hands messages it does not know to <see cref="ListenerSupport.ListenerReceive"/>.</summary>
public interface IListeners
{
    /// <summary>Who listens.</summary>
    ListenerSupport Listeners { get; }
}

/// <summary>A message about who listens to an actor.</summary>
public abstract class ListenerMessage
{
    /// <summary>Nothing to set up.</summary>
    protected ListenerMessage()
    {
    }
}

/// <summary>Lets an actor listen.</summary>
public sealed class Listen : ListenerMessage
{
    /// <summary>Names the listener.</summary>
    /// <param name="listener">The listener.</param>
    public Listen(IActorRef listener) => Listener = listener;

    /// <summary>The listener.</summary>
    public IActorRef Listener { get; }
}

/// <summary>Lets an actor listen no more.</summary>
public sealed class Deafen : ListenerMessage
{
    /// <summary>Names the listener.</summary>
    /// <param name="listener">The listener.</param>
    public Deafen(IActorRef listener) => Listener = listener;

    /// <summary>The listener.</summary>
    public IActorRef Listener { get; }
}

/// <summary>Does something with every listener, inside the actor that they listen to.</summary>
public sealed class WithListeners : ListenerMessage
{
    /// <summary>Says what to do.</summary>
    /// <param name="listenerFunction">Called with each listener.</param>
    public WithListeners(Action<IActorRef> listenerFunction) => ListenerFunction = listenerFunction;

    /// <summary>Called with each listener.</summary>
    public Action<IActorRef> ListenerFunction { get; }
}

/// <summary>The listeners of an actor. Belongs to that actor's thread.</summary>
public class ListenerSupport
{
    /// <summary>Who listens. The order in which they are told depends on who came and went alone, not on any hash.</summary>
    protected readonly HashSet<IActorRef> Listeners = [];

    /// <summary>Nobody listens.</summary>
    public ListenerSupport()
    {
    }

    /// <summary>Handles <see cref="Listen"/>, <see cref="Deafen"/> and <see cref="WithListeners"/>; false for everything else.</summary>
    public Receive ListenerReceive => message =>
    {
        switch (message)
        {
            case Listen listen:
                Add(listen.Listener);
                return true;
            case Deafen deafen:
                Remove(deafen.Listener);
                return true;
            case WithListeners with:
                foreach (var listener in Listeners) with.ListenerFunction(listener);
                return true;
            default:
                return false;
        }
    };

    /// <summary>Lets an actor listen.</summary>
    /// <param name="actor">The listener.</param>
    public void Add(IActorRef actor) => Listeners.Add(actor);

    /// <summary>Lets an actor listen no more.</summary>
    /// <param name="actor">The listener.</param>
    public void Remove(IActorRef actor) => Listeners.Remove(actor);

    /// <summary>Tells all listeners something; the actor that runs is the sender.</summary>
    /// <param name="message">The message.</param>
    public void Gossip(object message) => Gossip(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Tells all listeners something.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    public void Gossip(object message, IActorRef? sender)
    {
        foreach (var listener in Listeners) listener.Tell(message, sender);
    }
}
