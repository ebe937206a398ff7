using Akka.Actor;

namespace Switchboard.Messages;

/// <summary>
/// A reference to an actor that understands one protocol. It is an <see cref="IActorRef"/> and nothing more at run time; the compiler keeps
/// everything else away from the actor. Thread-safe.
/// </summary>
/// <typeparam name="TProtocol">The abstract record that the actor's messages share.</typeparam>
/// <param name="Actor">The actor.</param>
public readonly record struct Ref<TProtocol>(IActorRef Actor) where TProtocol : class
{
    /// <summary>Sends a message; inside an actor, that actor is the sender.</summary>
    public void Tell(TProtocol message) => Actor.Tell(message);

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who gets the answer; null for nobody.</param>
    public void Tell(TProtocol message, IActorRef? sender) => Actor.Tell(message, sender);

    /// <summary>Sends a message and waits for one answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <typeparam name="TReply">The type of the answer.</typeparam>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    public Task<TReply> Ask<TReply>(TProtocol message, TimeSpan timeout, CancellationToken cancellation = default) =>
        Actor.Ask<TReply>(message, timeout, cancellation);
}
