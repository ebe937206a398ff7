using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A reference with a path at which there is no actor: what it is told goes to dead letters.</summary>
public class EmptyLocalActorRef : MinimalActorRef
{
    private readonly EventStream _eventStream;

    /// <summary>Makes a reference to nobody at a path.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The path.</param>
    /// <param name="eventStream">Where dead letters are published.</param>
    public EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    {
        Provider = provider;
        Path = path;
        _eventStream = eventStream;
    }

    /// <inheritdoc/>
    public override ActorPath Path { get; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider { get; }

    /// <inheritdoc/>
    public override bool IsTerminated => true;

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message) => SpecialHandle(message, Provider.DeadLetters);

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is DeadLetter letter)
        {
            SpecialHandle(letter.Message, letter.Sender);
            return;
        }

        var from = sender ?? Provider.DeadLetters;
        if (!SpecialHandle(message, from)) PublishDead(new DeadLetter(message, from, this));
    }

    private protected void PublishDead(DeadLetter letter)
    {
        ((Internal.ActorSystemImpl)Provider.Settings.System).Counters.CountDeadLetter();
        _eventStream.Publish(letter);
    }

    /// <summary>Answers the messages that even a dead actor answers.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender.</param>
    /// <returns>True when it has been dealt with.</returns>
    protected virtual bool SpecialHandle(object message, IActorRef sender)
    {
        switch (message)
        {
            case Watch watch:
                if (Equals(watch.Watchee) && !Equals(watch.Watcher))
                    watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
                return true;
            case ISystemMessage:
                return true;
            case Identify identify:
                sender.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                return true;
            case ActorSelectionMessage selection:
                if (selection.Message is Identify question)
                {
                    if (!selection.WildCardFanOut) sender.Tell(new ActorIdentity(question.MessageId, null), ActorRefs.NoSender);
                }
                else
                {
                    PublishDead(new DeadLetter(selection.Message, sender, this));
                }

                return true;
            case IDeadLetterSuppression suppressed:
                _eventStream.Publish(new SuppressedDeadLetter(suppressed, sender, this));
                return true;
            default:
                return false;
        }
    }
}

/// <summary>The system's dead letters: publishes what it is told as <see cref="DeadLetter"/>.</summary>
public class DeadLetterActorRef : EmptyLocalActorRef
{
    /// <summary>Makes the reference of a system's dead letters.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The path.</param>
    /// <param name="eventStream">Where dead letters are published.</param>
    public DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : base(provider, path, eventStream)
    {
    }

    /// <inheritdoc/>
    public override bool IsTerminated => false;

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is DeadLetter letter)
        {
            if (!SpecialHandle(letter.Message, letter.Sender)) PublishDead(letter);
            return;
        }

        var from = sender ?? Provider.DeadLetters;
        if (!SpecialHandle(message, from)) PublishDead(new DeadLetter(message, from, this));
    }
}

/// <summary>Takes messages that nobody is to see again.</summary>
internal sealed class IgnoreActorRef(IActorRefProvider provider, ActorPath path) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;
}
