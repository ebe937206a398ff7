using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Puts the message being handled aside, to be handled later. Belongs to its actor's thread.</summary>
public interface IStash
{
    /// <summary>How many messages it holds.</summary>
    int Count { get; }

    /// <summary>True when it holds none.</summary>
    bool IsEmpty { get; }

    /// <summary>True when it holds some.</summary>
    bool NonEmpty { get; }

    /// <summary>True when it holds as many as it may.</summary>
    bool IsFull { get; }

    /// <summary>How many it may hold; -1 for any number.</summary>
    int Capacity { get; }

    /// <summary>Puts the message being handled aside.</summary>
    /// <exception cref="IllegalActorStateException">It has been put aside already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the oldest message back, in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back, in front of the mailbox, in the order in which they came.</summary>
    void UnstashAll();

    /// <summary>Puts the messages that a predicate takes back, and drops the others.</summary>
    /// <param name="predicate">Which ones.</param>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Empties the stash.</summary>
    /// <returns>What it held.</returns>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages in front of those it holds.</summary>
    /// <param name="envelopes">The messages.</param>
    void Prepend(IEnumerable<Envelope> envelopes);
}

/// <summary>An actor with a stash, which the engine sets before the first message.</summary>
public interface IActorStash
{
    /// <summary>The stash.</summary>
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash, whatever its mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;

/// <summary>An actor with a stash whose bound comes from its mailbox's configuration.</summary>
public interface IWithStash : IWithUnrestrictedStash, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>;

/// <summary>An actor with a stash without a bound.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;

/// <summary>An <see cref="UntypedActor"/> with a stash without a bound.</summary>
public abstract class UntypedActorWithUnboundedStash : UntypedActor, IWithUnboundedStash
{
    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;
}

/// <summary>An <see cref="UntypedActor"/> with a stash.</summary>
public abstract class UntypedActorWithStash : UntypedActor, IWithStash
{
    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;
}

/// <summary>An <see cref="UntypedActor"/> with a stash, whatever its mailbox.</summary>
public abstract class UntypedActorWithUnrestrictedStash : UntypedActor, IWithUnrestrictedStash
{
    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;
}

/// <summary>Makes stashes.</summary>
public static class StashFactory
{
    /// <summary>A stash for the actor of a context.</summary>
    /// <typeparam name="T">The actor's class, which says what stash it needs.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The stash.</returns>
    public static IStash CreateStash<T>(this IActorContext context) where T : ActorBase => CreateStash(context, typeof(T));

    /// <summary>A stash for the actor of a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="actorInstance">The actor.</param>
    /// <returns>The stash.</returns>
    public static IStash CreateStash(this IActorContext context, IActorStash actorInstance) => CreateStash(context, actorInstance.GetType());

    /// <summary>A stash for the actor of a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="actorType">The actor's class.</param>
    /// <returns>The stash.</returns>
    public static IStash CreateStash(this IActorContext context, Type actorType) => StashBase.For((ActorCell)context, actorType);
}
