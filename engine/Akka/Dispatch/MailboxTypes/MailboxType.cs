using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// Makes the queues of mailboxes. A class of your own is named by <c>mailbox-type</c> in a section of the configuration, and that section by
/// <see cref="Props.WithMailbox"/>, a deployment or a dispatcher. It needs a public constructor that takes <see cref="Actor.Settings"/> and
/// <see cref="Configuration.Config"/>, and should implement <see cref="IProducesMessageQueue{TQueue}"/> to say what it makes.
/// </summary>
public abstract class MailboxType
{
    /// <summary>The settings of the system.</summary>
    protected readonly Settings Settings;

    /// <summary>The mailbox's section, filled up from <c>akka.actor.default-mailbox</c>.</summary>
    protected readonly Config Config;

    /// <summary>Keeps the settings and the section.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">The mailbox's section.</param>
    protected MailboxType(Settings settings, Config config)
    {
        Settings = settings;
        Config = config;
    }

    /// <summary>Makes the queue of an actor, before its first message. Called on the thread that creates the actor.</summary>
    /// <param name="owner">The actor.</param>
    /// <param name="system">Its system.</param>
    /// <returns>A new queue.</returns>
    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}

/// <summary>Says what queues a <see cref="MailboxType"/> makes, to be compared with what actors and dispatchers require.</summary>
/// <typeparam name="TQueue">The class of the queues.</typeparam>
public interface IProducesMessageQueue<TQueue> where TQueue : IMessageQueue;

/// <summary>A mailbox type whose senders may have to wait.</summary>
public interface IProducesPushTimeoutSemanticsMailbox
{
    /// <summary>How long a sender waits for room; zero not at all, negative for ever.</summary>
    TimeSpan PushTimeout { get; }
}

/// <summary>A mailbox whose promises the cell's own inbox keeps: its actors get no queue beside it.</summary>
internal interface IKeepsInbox;
