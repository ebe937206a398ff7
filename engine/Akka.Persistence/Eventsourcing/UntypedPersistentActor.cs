using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor that handles messages in <see cref="OnCommand"/> and <see cref="OnRecover"/>. It calls <c>Unhandled</c> for what it does not know.</summary>
public abstract class UntypedPersistentActor : Eventsourced
{
    /// <summary>Made by <see cref="Props"/> only.</summary>
    protected UntypedPersistentActor()
    {
    }

    /// <summary>The actor's context. Only while the actor handles a message.</summary>
    protected static new IUntypedActorContext Context => (IUntypedActorContext)ActorBase.Context;

    /// <inheritdoc />
    protected sealed override bool ReceiveCommand(object message)
    {
        OnCommand(message);
        return true;
    }

    /// <inheritdoc />
    protected sealed override bool ReceiveRecover(object message)
    {
        OnRecover(message);
        return true;
    }

    /// <summary>Called for each command, unless <c>Become</c> has put another behaviour in its place.</summary>
    /// <param name="message">The command.</param>
    protected abstract void OnCommand(object message);

    /// <summary>Called for each replayed event, for a <see cref="SnapshotOffer"/>, and for <see cref="RecoveryCompleted"/>. Must only change state.</summary>
    /// <param name="message">The event, the offer or the completion.</param>
    protected abstract void OnRecover(object message);

    /// <summary>Puts another behaviour for commands in place of the current one. Recovery is not concerned.</summary>
    /// <param name="receive">The behaviour.</param>
    protected void Become(UntypedReceive receive) => ((IUntypedActorContext)Cell).Become(receive);

    /// <summary>Puts another behaviour for commands on top of the current one, until <c>UnbecomeStacked</c>.</summary>
    /// <param name="receive">The behaviour.</param>
    protected void BecomeStacked(UntypedReceive receive) => ((IUntypedActorContext)Cell).BecomeStacked(receive);
}
