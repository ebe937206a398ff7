namespace Akka.Actor;

/// <summary>Marks a message that the engine handles itself before an actor sees it.</summary>
public interface IAutoReceivedMessage;

/// <summary>Marks a message that could do harm when it comes from an untrusted system (it may stop or kill an actor).</summary>
public interface IPossiblyHarmful;

/// <summary>Marks a message that does not count as activity for <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>Marks a message that never leaves the process, and so is not checked for serializability.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>Marks an actor whose received messages are logged at debug level when <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive;

/// <summary>A message that carries another one.</summary>
public interface IWrappedMessage
{
    /// <summary>The message inside.</summary>
    object Message { get; }
}

/// <summary>Helpers for <see cref="IWrappedMessage"/>.</summary>
public static class WrappedMessage
{
    /// <summary>Takes off every wrapper.</summary>
    /// <param name="message">A message, wrapped or not.</param>
    /// <returns>The innermost message.</returns>
    public static object Unwrap(object message)
    {
        while (message is IWrappedMessage wrapped) message = wrapped.Message;
        return message;
    }
}
