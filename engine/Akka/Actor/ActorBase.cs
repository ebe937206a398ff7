namespace Akka.Actor;

/// <summary>
/// Base of every actor: state that only the actor touches, one message at a time. Instances are made by the engine from
/// <see cref="Props"/>; a failed one is replaced by a fresh one, and only the reference stays the same.
/// </summary>
public abstract class ActorBase : IInternalActor
{
    private readonly ActorCell _cell;

    /// <summary>Ties the instance to the cell that is making it.</summary>
    /// <exception cref="ActorInitializationException">The constructor was not called by the engine.</exception>
    protected ActorBase()
    {
        _cell = ActorCell.Current ?? throw new ActorInitializationException(
            $"You cannot create an instance of [{GetType()}] explicitly using the constructor (new): use ActorOf with Props.");
        _cell.Adopt(this);
    }

    /// <summary>A behaviour that handles nothing.</summary>
    protected static Receive EmptyReceive { get; } = static _ => false;

    /// <summary>Who sent the message being handled; dead letters when nobody did.</summary>
    protected IActorRef Sender => _cell.Sender;

    /// <summary>The actor's own reference.</summary>
    protected IActorRef Self => _cell;

    /// <summary>The context of the actor that runs on this thread.</summary>
    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static IActorContext Context => ActorCell.Current ?? throw new NotSupportedException(
        "There is no active ActorContext: it is there only while an actor handles a message or one of its hooks runs, not in tasks of its own.");

    internal ActorCell Cell => _cell;

    IActorContext IInternalActor.ActorContext => _cell;

    /// <summary>Wraps every message on its way to the behaviour. For libraries; call the base, or nothing is handled.</summary>
    /// <param name="receive">The current behaviour.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (receive(message)) return true;
        Unhandled(message);
        return false;
    }

    /// <summary>Wraps <see cref="PreStart"/>. For libraries.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Wraps <see cref="PreRestart"/>. For libraries.</summary>
    /// <param name="cause">The failure.</param>
    /// <param name="message">The message being handled, or null.</param>
    public virtual void AroundPreRestart(Exception cause, object message) => PreRestart(cause, message);

    /// <summary>Wraps <see cref="PostRestart"/>. For libraries.</summary>
    /// <param name="cause">The failure.</param>
    /// <param name="message">The message being handled when the previous instance failed, or null.</param>
    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    /// <summary>Wraps <see cref="PostStop"/>. For libraries.</summary>
    public virtual void AroundPostStop() => PostStop();

    /// <summary>Handles a message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected abstract bool Receive(object message);

    /// <summary>Called for a message that was not handled: publishes <see cref="Event.UnhandledMessage"/>, or throws for <see cref="Terminated"/>.</summary>
    /// <param name="message">The message.</param>
    /// <exception cref="DeathPactException">The message was <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated) throw new DeathPactException(terminated.ActorRef);
        _cell.SystemImpl.Counters.CountUnhandled();
        _cell.SystemImpl.EventStream.Publish(new Event.UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Called after the constructor, before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called when the actor has stopped, and by default before its restart.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Called on the failed instance: by default stops every child and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">The failure.</param>
    /// <param name="message">The message being handled, or null.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        _cell.StopChildrenForRestart();
        PostStop();
    }

    /// <summary>Called on the fresh instance: by default calls <see cref="PreStart"/>.</summary>
    /// <param name="reason">The failure.</param>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>How failures of children are dealt with; by default each failed child alone is restarted.</summary>
    /// <returns>The strategy, asked for once per instance.</returns>
    protected internal virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    protected void Become(Receive receive) => _cell.Become(receive);

    /// <summary>Lays a new behaviour over the current one.</summary>
    /// <param name="receive">The new one.</param>
    protected void BecomeStacked(Receive receive) => _cell.BecomeStacked(receive);

    /// <summary>Goes back to the behaviour below.</summary>
    protected void UnbecomeStacked() => _cell.UnbecomeStacked();

    /// <summary>Sends <see cref="ReceiveTimeout"/> whenever nothing came for that long.</summary>
    /// <param name="timeout">At least 1 ms; null turns it off.</param>
    protected void SetReceiveTimeout(TimeSpan? timeout) => _cell.SetReceiveTimeout(timeout);

    /// <summary>The first behaviour, as the engine calls it.</summary>
    internal virtual bool ReceiveDirectly(object message) => Receive(message);
}

/// <summary>An actor that handles every message in <see cref="OnReceive"/>.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <summary>The context of the actor that runs on this thread.</summary>
    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static new IUntypedActorContext Context => (IUntypedActorContext)ActorBase.Context;

    /// <inheritdoc/>
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Handles a message. Call <see cref="ActorBase.Unhandled"/> for one that is not expected.</summary>
    /// <param name="message">The message.</param>
    protected abstract void OnReceive(object message);

    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    protected void Become(UntypedReceive receive) => Context.Become(receive);

    /// <summary>Lays a new behaviour over the current one.</summary>
    /// <param name="receive">The new one.</param>
    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);

    /// <summary>Runs an action whose continuations come back to the actor. No other message is handled before it is done.</summary>
    /// <param name="action">The action.</param>
    protected void RunTask(Action action) => Dispatch.ActorTaskScheduler.RunTask(action);

    /// <summary>Runs a task whose continuations come back to the actor. No other message is handled before it is done.</summary>
    /// <param name="action">Starts the task.</param>
    protected void RunTask(Func<Task> action) => Dispatch.ActorTaskScheduler.RunTask(action);
}

/// <summary>What test kits need of an instance: the context that its own code has.</summary>
public interface IInternalActor
{
    /// <summary>The instance's context. To be used by the actor only, and by tests that run in its place.</summary>
    IActorContext ActorContext { get; }
}
