using Akka.Actor;
using Akka.Event;

namespace Switchboard.Messages;

/// <summary>
/// Base of the service's actors: it passes on the messages of one protocol, and what is neither that nor expected is logged as an error and goes to
/// the event stream as unhandled, so that a message sent to the wrong actor is never silently lost.
/// </summary>
/// <typeparam name="TProtocol">The abstract record that the actor's messages share.</typeparam>
public abstract class ProtocolActor<TProtocol> : UntypedActor where TProtocol : class
{
    /// <summary>The actor's logger.</summary>
    protected ILoggingAdapter Log { get; } = Context.GetLogger();

    /// <summary>This actor, as others hold it.</summary>
    protected Ref<TProtocol> Me => new(Self);

    /// <summary>Handles a message of the protocol.</summary>
    protected abstract void Handle(TProtocol message);

    /// <summary>Handles what the engine or the actor itself sends: terminations, timers, answers to questions asked.</summary>
    /// <returns>Whether it was expected.</returns>
    protected virtual bool HandleOther(object message) => false;

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        if (message is TProtocol expected)
            Handle(expected);
        else if (!HandleOther(message))
        {
            Log.Error("{0} got {1} from {2}, which is not of its protocol {3}.", GetType().Name, message.GetType(), Sender, typeof(TProtocol).Name);
            Unhandled(message);
        }
    }
}
