using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>
/// The bus of an actor system: events are classified by their type, so a subscription to a base class or an interface gets everything
/// that derives from it. Dead letters, unhandled messages and log events are published here, and so can be an application's own events.
/// Subscribers that stop are unsubscribed. Thread-safe; publishing what nobody subscribed to costs one look-up.
/// </summary>
public class EventStream : LoggingBus
{
    private readonly bool _debug;
    private IActorRef? _unsubscriber;

    /// <summary>Makes a bus.</summary>
    /// <param name="debug">Whether to publish a <see cref="Event.Debug"/> event about every subscription.</param>
    public EventStream(bool debug) => _debug = debug;

    /// <summary>Subscribes an actor to a type and all types that derive from or implement it.</summary>
    /// <param name="subscriber">The actor.</param>
    /// <param name="classifier">The type.</param>
    /// <returns>False when it was subscribed to that very type already.</returns>
    public override bool Subscribe(IActorRef subscriber, Type classifier)
    {
        if (!base.Subscribe(subscriber, classifier)) return false;
        Volatile.Read(ref _unsubscriber)?.Tell(new Unsubscriber.Register(subscriber), ActorRefs.NoSender);
        Say("subscribing", subscriber, $"to channel {classifier}");
        return true;
    }

    /// <summary>Ends the subscription of an actor to a type and all types below it.</summary>
    /// <param name="subscriber">The actor.</param>
    /// <param name="classifier">The type.</param>
    /// <returns>False when no subscription of it covered the type.</returns>
    public override bool Unsubscribe(IActorRef subscriber, Type classifier)
    {
        if (!base.Unsubscribe(subscriber, classifier)) return false;
        Release(subscriber);
        Say("unsubscribing", subscriber, $"from channel {classifier}");
        return true;
    }

    /// <summary>Ends all subscriptions of an actor.</summary>
    /// <param name="subscriber">The actor.</param>
    /// <returns>False when it had none.</returns>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        if (!base.Unsubscribe(subscriber)) return false;
        Release(subscriber);
        Say("unsubscribing", subscriber, "from all channels");
        return true;
    }

    /// <summary>Starts the actor that watches the subscribers and unsubscribes those that stopped. The system calls it once.</summary>
    /// <param name="system">The system.</param>
    public void StartUnsubscriber(ActorSystemImpl system)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (_unsubscriber is not null) return;
        var actor = system.SystemActorOf(Props.Create(() => new Unsubscriber(this)), "eventStreamUnsubscriber");
        Volatile.Write(ref _unsubscriber, actor);
        // Those who came before. One that came in between is registered twice, which is registering it once.
        foreach (var subscriber in Subscribers()) actor.Tell(new Unsubscriber.Register(subscriber), ActorRefs.NoSender);
    }

    private void Release(IActorRef subscriber)
    {
        if (!IsSubscribed(subscriber)) Volatile.Read(ref _unsubscriber)?.Tell(new Unsubscriber.Release(subscriber), ActorRefs.NoSender);
    }

    private void Say(string what, IActorRef subscriber, string channel)
    {
        if (_debug) Publish(new Debug(Logging.SimpleName(this), GetType(), $"{what} {subscriber} {channel}"));
    }

    /// <summary>Watches the subscribers.</summary>
    private sealed class Unsubscriber(EventStream bus) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                // Messages of several threads may arrive in another order than they were sent: the bus knows what holds now.
                case Register(var subscriber):
                    if (bus.IsSubscribed(subscriber) && subscriber is IInternalActorRef and not MinimalActorRef) Context.Watch(subscriber);
                    break;
                case Release(var subscriber):
                    if (!bus.IsSubscribed(subscriber) && subscriber is IInternalActorRef) Context.Unwatch(subscriber);
                    break;
                case Terminated dead:
                    bus.Unsubscribe(dead.ActorRef);
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }

        internal sealed record Register(IActorRef Subscriber) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

        internal sealed record Release(IActorRef Subscriber) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
    }
}

/// <summary>Subscriptions by type argument.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes an actor to a type and all types that derive from or implement it.</summary>
    /// <typeparam name="TChannel">The type.</typeparam>
    /// <param name="eventStream">The bus.</param>
    /// <param name="subscriber">The actor.</param>
    /// <returns>False when it was subscribed to that very type already.</returns>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Subscribe(subscriber, typeof(TChannel));

    /// <summary>Ends the subscription of an actor to a type and all types below it.</summary>
    /// <typeparam name="TChannel">The type.</typeparam>
    /// <param name="eventStream">The bus.</param>
    /// <param name="subscriber">The actor.</param>
    /// <returns>False when no subscription of it covered the type.</returns>
    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
