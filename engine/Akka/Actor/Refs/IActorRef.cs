using Akka.Annotations;
using Akka.Dispatch.SysMsg;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Anything that a message can be told to. Implementations are thread-safe.</summary>
public interface ICanTell
{
    /// <summary>Sends <paramref name="message"/>, at most once and without waiting.</summary>
    /// <param name="message">The message. Never null.</param>
    /// <param name="sender">Who the receiver will see as its sender, or null for nobody.</param>
    /// <exception cref="InvalidMessageException"><paramref name="message"/> is null.</exception>
    void Tell(object message, IActorRef? sender);
}

/// <summary>
/// A handle to one incarnation of an actor, on this machine or another. It is immutable, thread-safe and serializable, and stays valid
/// (as a handle whose messages go to dead letters) when the actor has stopped. Two references are equal when their paths and uids are.
/// </summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable, ISurrogated
{
    /// <summary>The actor's path, its uid included.</summary>
    ActorPath Path { get; }
}

/// <summary>A reference whose life and death are decided in this process.</summary>
[InternalApi]
public interface IActorRefScope
{
    /// <summary>True when the actor lives in this actor system.</summary>
    bool IsLocal { get; }
}

/// <summary>What the engine's own modules need of a reference beyond telling it messages.</summary>
[InternalApi]
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    /// <summary>The reference of the parent, or nobody's for the root.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>The provider that made this reference.</summary>
    IActorRefProvider Provider { get; }

    /// <summary>True once the actor has stopped for good.</summary>
    bool IsTerminated { get; }

    /// <summary>Walks down (or up, for "..") the given path elements.</summary>
    /// <param name="name">Path elements relative to this reference.</param>
    /// <returns>The reference found, or <see cref="ActorRefs.Nobody"/>.</returns>
    IActorRef GetChild(IReadOnlyList<string> name);

    /// <summary>Resumes the suspended actor.</summary>
    /// <param name="causedByFailure">The failure that suspended it, or null.</param>
    void Resume(Exception? causedByFailure = null);

    /// <summary>Lets the actor begin to work.</summary>
    void Start();

    /// <summary>Stops the actor after the message it is handling.</summary>
    void Stop();

    /// <summary>Replaces the actor instance by a fresh one.</summary>
    /// <param name="cause">The failure that made it necessary.</param>
    void Restart(Exception cause);

    /// <summary>Makes the actor handle no user messages until it is resumed.</summary>
    void Suspend();

    /// <summary>Sends a system message, which overtakes all user messages.</summary>
    /// <param name="message">The system message.</param>
    void SendSystemMessage(ISystemMessage message);
}

/// <summary>A reference that starts its actor later than it is handed out.</summary>
[InternalApi]
public interface IRepointableRef : IActorRefScope
{
    /// <summary>True once the reference points at a started actor.</summary>
    bool IsStarted { get; }
}
