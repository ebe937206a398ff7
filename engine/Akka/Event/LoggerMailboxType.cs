using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Event;

/// <summary>The mailbox of loggers: they use the inbox that every cell has.</summary>
internal sealed class LoggerMailboxType(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<LoggerMessageQueue>, IKeepsInbox
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new LoggerMessageQueue();
}

/// <summary>What loggers require. The default mailbox does it.</summary>
internal sealed class LoggerMessageQueue : UnboundedMessageQueue, ILoggerMessageQueueSemantics;
