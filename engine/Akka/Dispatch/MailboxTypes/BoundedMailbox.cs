using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// A mailbox of at most <c>mailbox-capacity</c> messages. A tell to a full one blocks its thread up to <c>mailbox-push-timeout-time</c>; then
/// the message goes to dead letters. The message being handled and what is stashed do not count.
/// </summary>
public sealed class BoundedMailbox : MailboxType, IProducesMessageQueue<BoundedMessageQueue>, IProducesPushTimeoutSemanticsMailbox
{
    /// <summary>From a section of the configuration.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">Has <c>mailbox-capacity</c> and <c>mailbox-push-timeout-time</c>.</param>
    /// <exception cref="ArgumentException">The capacity is less than 1.</exception>
    public BoundedMailbox(Settings settings, Config config) : base(settings, config) => (Capacity, PushTimeout) = MailboxBounds.Of(config);

    /// <summary>How many messages wait at most.</summary>
    public int Capacity { get; }

    /// <inheritdoc/>
    public TimeSpan PushTimeout { get; }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new BoundedMessageQueue(Capacity, PushTimeout);
}

/// <summary>As <see cref="BoundedMailbox"/>, for actors that require to put messages in front. What they put back does not count.</summary>
public sealed class BoundedDequeBasedMailbox : MailboxType, IProducesMessageQueue<BoundedDequeMessageQueue>, IProducesPushTimeoutSemanticsMailbox
{
    /// <summary>From a section of the configuration.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <param name="config">Has <c>mailbox-capacity</c> and <c>mailbox-push-timeout-time</c>.</param>
    /// <exception cref="ArgumentException">The capacity is less than 1.</exception>
    public BoundedDequeBasedMailbox(Settings settings, Config config) : base(settings, config) => (Capacity, PushTimeout) = MailboxBounds.Of(config);

    /// <summary>How many messages wait at most.</summary>
    public int Capacity { get; }

    /// <inheritdoc/>
    public TimeSpan PushTimeout { get; }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new BoundedDequeMessageQueue(Capacity, PushTimeout);
}

/// <summary>Reads the bounds of a mailbox.</summary>
internal static class MailboxBounds
{
    public static (int Capacity, TimeSpan PushTimeout) Of(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var capacity = config.GetInt("mailbox-capacity", 0);
        if (capacity < 1) throw new ArgumentException($"mailbox-capacity of a bounded mailbox must be at least 1, not {capacity}.", nameof(config));
        return (capacity, config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.Zero));
    }
}
