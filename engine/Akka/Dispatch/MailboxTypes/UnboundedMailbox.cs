using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>The default: first in, first out, without a bound. Its actors use the inbox that every cell has.</summary>
public sealed class UnboundedMailbox : MailboxType, IProducesMessageQueue<UnboundedMessageQueue>, IKeepsInbox
{
    /// <summary>Without settings: it needs none.</summary>
    public UnboundedMailbox() : this(null!, Config.Empty)
    {
    }

    /// <summary>From a section of the configuration, of which it reads nothing.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">The section.</param>
    public UnboundedMailbox(Settings settings, Config config) : base(settings, config)
    {
    }

    /// <summary>Makes a queue for use outside of actors.</summary>
    /// <param name="owner">The actor.</param>
    /// <param name="system">Its system.</param>
    /// <returns>The queue.</returns>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedMessageQueue();
}

/// <summary>As the default, for actors that put messages in front. Every actor can, so its actors use the inbox that every cell has.</summary>
public class UnboundedDequeBasedMailbox : MailboxType, IProducesMessageQueue<UnboundedDequeMessageQueue>, IKeepsInbox
{
    /// <summary>From a section of the configuration, of which it reads nothing.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">The section.</param>
    public UnboundedDequeBasedMailbox(Settings settings, Config config) : base(settings, config)
    {
    }

    /// <summary>Makes a queue for use outside of actors.</summary>
    /// <param name="owner">The actor.</param>
    /// <param name="system">Its system.</param>
    /// <returns>The queue.</returns>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedDequeMessageQueue();
}
