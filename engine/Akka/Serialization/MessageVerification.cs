using System.Reflection;
using Akka.Actor;
using Akka.Event;

namespace Akka.Serialization;

/// <summary>
/// <c>akka.actor.serialize-messages</c>: what an actor is told arrives as a copy made by way of its bytes, so that tests find messages that
/// cannot leave the process, or that share what can change. A message that fails is dropped, and the failure logged as an error: the sender
/// is not to blame for a missing serializer, and in production it would learn nothing either.
/// </summary>
internal static class MessageVerification
{
    private static readonly Assembly Core = typeof(MessageVerification).Assembly;

    /// <summary>Replaces a message by its copy.</summary>
    /// <returns>False when it cannot be serialized.</returns>
    public static bool TryCopy(ActorCell receiver, ref object message)
    {
        var system = receiver.SystemImpl;
        if (!system.Settings.SerializeAllMessages || message is IAutoReceivedMessage || WrappedMessage.Unwrap(message) is INoSerializationVerificationNeeded) return true;
        // The core's own messages are fixed and carry no state of an application but in wrappers that are checked when they are opened.
        if (message.GetType().Assembly == Core) return true;
        try
        {
            message = system.Serialization.RoundTrip(message);
            return true;
        }
        catch (Exception failure)
        {
            system.EventStream.Publish(new Error(failure, receiver.Path.ToString(), receiver.KnownType, "Swallowing exception during message send"));
            return false;
        }
    }
}
