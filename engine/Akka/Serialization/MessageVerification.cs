using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Serialization;

/// <summary>
/// <c>akka.actor.serialize-messages</c>: what an actor is told arrives as a copy made by way of its bytes, so that tests find messages that
/// cannot leave the process, or that share what can change. A message that fails is dropped, and the failure logged as an error: the sender
/// is not to blame for a missing serializer, and in production it would learn nothing either.
/// </summary>
internal static class MessageVerification
{
    private const string EngineMark = "Akka.Engine"; // every engine project has it: Directory.Build.props

    private static readonly Assembly Core = typeof(MessageVerification).Assembly;
    private static readonly ConditionalWeakTable<Assembly, object> Marked = [];

    /// <summary>Replaces a message by its copy.</summary>
    /// <returns>False when it cannot be serialized.</returns>
    public static bool TryCopy(ActorCell receiver, ref object message)
    {
        var system = receiver.SystemImpl;
        if (!system.Settings.SerializeAllMessages || message is IAutoReceivedMessage || WrappedMessage.Unwrap(message) is INoSerializationVerificationNeeded) return true;
        if (IsTheEngines(message.GetType(), system)) return true;
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

    // The core's own messages are fixed and carry no state of an application but in wrappers that are checked when they are opened. What other modules of the engine
    // bind to no serializer stays in the process: events of the cluster, commands to a mediator or a region.
    private static bool IsTheEngines(Type type, ActorSystemImpl system) =>
        type.Assembly == Core || ((bool)Marked.GetValue(type.Assembly, static assembly => IsMarked(assembly)) && !system.Serialization.IsBound(type));

    private static bool IsMarked(Assembly assembly) => assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(static mark => mark.Key == EngineMark);
}
