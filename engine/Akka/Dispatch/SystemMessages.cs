using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch.SysMsg;

/// <summary>A message about an actor's life, which overtakes all user messages.</summary>
[Annotations.InternalApi]
public interface ISystemMessage : INoSerializationVerificationNeeded;

/// <summary>Base of the system messages: a node of the intrusive queue that it waits in, so sending one allocates nothing more.</summary>
internal abstract class SystemMessage : ISystemMessage
{
    internal SystemMessage? Next;
}

/// <summary>Asks an actor to report its death to a watcher.</summary>
internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

/// <summary>Takes a <see cref="Watch"/> back.</summary>
internal sealed class Unwatch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

/// <summary>Tells a watcher, or the parent, that an actor has stopped.</summary>
internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated) : SystemMessage, IDeadLetterSuppression
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;
}

/// <summary>Tells a parent that its child failed and is suspended.</summary>
internal sealed class Failed(ActorCell child, Exception cause) : SystemMessage
{
    public ActorCell Child { get; } = child;

    public Exception Cause { get; } = cause;
}

/// <summary>Stops the actor.</summary>
internal sealed class Terminate : SystemMessage, IDeadLetterSuppression;

/// <summary>Suspends the handling of user messages.</summary>
internal sealed class Suspend : SystemMessage;

/// <summary>Takes one <see cref="Suspend"/>, or the suspension by a failure, back.</summary>
internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;
}

/// <summary>Restarts the actor.</summary>
internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;
}

/// <summary>Asks an actor for its state; answered past everything that waits, between two of its handlers.</summary>
internal sealed class InspectState(Action<Inspection.StateAnswer> answer) : SystemMessage
{
    public void Answer(Inspection.StateAnswer state) => answer(state);
}

/// <summary>Runs a continuation of an async handler inside the actor.</summary>
internal sealed class RunContinuation(SendOrPostCallback callback, object? state) : SystemMessage
{
    public void Run() => callback(state);
}

/// <summary>Tells an actor that the task of its async handler has ended.</summary>
internal sealed class AsyncHandlerDone(Task task) : SystemMessage
{
    public Task Task { get; } = task;
}
