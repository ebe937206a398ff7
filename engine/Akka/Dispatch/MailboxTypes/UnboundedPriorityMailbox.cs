using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// Derive it to let urgent messages overtake: the lowest number is handled first. Messages of the same priority are handled in any order,
/// those of one sender too; <see cref="UnboundedStablePriorityMailbox"/> keeps it.
/// </summary>
public abstract class UnboundedPriorityMailbox : MailboxType, IProducesMessageQueue<UnboundedPriorityMessageQueue>
{
    /// <summary>Room in a new queue: 11.</summary>
    public static readonly int DefaultCapacity = 11;

    /// <summary>From a section of the configuration, of which it reads nothing.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">The section.</param>
    protected UnboundedPriorityMailbox(Settings settings, Config config) : base(settings, config)
    {
    }

    /// <summary>Room in a new queue. It grows.</summary>
    public int InitialCapacity => DefaultCapacity;

    /// <inheritdoc/>
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedPriorityMessageQueue(PriorityGenerator, InitialCapacity);

    /// <summary>Gives a message its priority. Called once for each message, on its sender's thread, by several threads at once; what it throws, the tell throws.</summary>
    /// <param name="message">The message. The engine's own, such as <see cref="PoisonPill"/>, are among them.</param>
    /// <returns>The priority; the lowest number is handled first.</returns>
    protected abstract int PriorityGenerator(object message);
}

/// <summary>Derive it to let urgent messages overtake: the lowest number is handled first, equals in the order in which they came.</summary>
public abstract class UnboundedStablePriorityMailbox : MailboxType, IProducesMessageQueue<UnboundedStablePriorityMessageQueue>
{
    /// <summary>Room in a new queue: 11.</summary>
    public static readonly int DefaultCapacity = 11;

    /// <summary>From a section of the configuration, of which it reads nothing.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">The section.</param>
    protected UnboundedStablePriorityMailbox(Settings settings, Config config) : base(settings, config)
    {
    }

    /// <summary>Room in a new queue. It grows.</summary>
    public int InitialCapacity => DefaultCapacity;

    /// <inheritdoc/>
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedStablePriorityMessageQueue(PriorityGenerator, InitialCapacity);

    /// <summary>Gives a message its priority. Called once for each message, on its sender's thread, by several threads at once; what it throws, the tell throws.</summary>
    /// <param name="message">The message. The engine's own, such as <see cref="PoisonPill"/>, are among them.</param>
    /// <returns>The priority; the lowest number is handled first.</returns>
    protected abstract int PriorityGenerator(object message);
}
