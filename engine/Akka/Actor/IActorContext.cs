using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Handles a message; false means that it was not handled.</summary>
/// <param name="message">The message.</param>
public delegate bool Receive(object message);

/// <summary>Handles a message, whatever it is.</summary>
/// <param name="message">The message.</param>
public delegate void UntypedReceive(object message);

/// <summary>Creates and finds actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Creates a child.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="name">Its name, unique among its siblings; null for a made-up one.</param>
    /// <returns>The new actor's reference; it can be used at once.</returns>
    /// <exception cref="InvalidActorNameException">The name is taken or not legal.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Selects by absolute path, perhaps in another system.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection. It may match nobody.</returns>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>Selects by path, relative to this factory or absolute; elements may hold the wildcards * and ?.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection. It may match nobody.</returns>
    ActorSelection ActorSelection(string actorPath);
}

/// <summary>Watches other actors.</summary>
public interface ICanWatch
{
    /// <summary>Asks for <see cref="Terminated"/> when the actor stops. Watching twice is watching once.</summary>
    /// <param name="subject">The actor to watch.</param>
    /// <returns>The same actor.</returns>
    /// <exception cref="InvalidOperationException">It is already watched with a message of one's own.</exception>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for a message of one's own when the actor stops.</summary>
    /// <param name="subject">The actor to watch.</param>
    /// <param name="message">What to receive in place of <see cref="Terminated"/>.</param>
    /// <returns>The same actor.</returns>
    /// <exception cref="InvalidOperationException">It is already watched in another way.</exception>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Watches no more: no <see cref="Terminated"/> of this actor arrives after this call.</summary>
    /// <param name="subject">The actor.</param>
    /// <returns>The same actor.</returns>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>What an actor sees of the system while it works. To be used from inside the actor only.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The actor itself.</summary>
    IActorRef Self { get; }

    /// <summary>How the actor was made.</summary>
    Props Props { get; }

    /// <summary>Who sent the message being handled; dead letters when nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The actor system.</summary>
    ActorSystem System { get; }

    /// <summary>The parent.</summary>
    IActorRef Parent { get; }

    /// <summary>The dispatcher that runs the actor.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>The time set with <see cref="SetReceiveTimeout"/>, or null.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    void Become(Receive receive);

    /// <summary>Lays a new behaviour over the current one.</summary>
    /// <param name="receive">The new one.</param>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the behaviour below.</summary>
    void UnbecomeStacked();

    /// <summary>Finds a child.</summary>
    /// <param name="name">The child's name.</param>
    /// <returns>The child, or <see cref="ActorRefs.Nobody"/>.</returns>
    IActorRef Child(string name);

    /// <summary>The children, in the order in which they were started.</summary>
    /// <returns>The children at this moment.</returns>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sends <see cref="Actor.ReceiveTimeout"/> whenever nothing came for that long.</summary>
    /// <param name="timeout">At least 1 ms; null turns it off.</param>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops a child or the actor itself, after the message it is handling.</summary>
    /// <param name="child">The actor to stop.</param>
    void Stop(IActorRef child);
}

/// <summary>The context of an <see cref="UntypedActor"/>.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    void Become(UntypedReceive receive);

    /// <summary>Lays a new behaviour over the current one.</summary>
    /// <param name="receive">The new one.</param>
    void BecomeStacked(UntypedReceive receive);
}
