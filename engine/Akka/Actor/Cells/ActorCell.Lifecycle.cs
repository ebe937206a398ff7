using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

// Creation, failure, restart, stop. Only whoever runs the cell calls these.
public sealed partial class ActorCell
{
    /// <summary>Called by the constructor of <see cref="ActorBase"/>, so that the rest of the constructor can use the context.</summary>
    internal void Adopt(ActorBase actor) => _actor = actor;

    private void Create()
    {
        _system.Counters.CountStart();
        if ((_flags & Flags.Observed) != 0) _system.Runtime.Observer!.Created(this);
        try
        {
            _phase = Phase.Alive;
            NewInstance();
            _actor!.AroundPreStart();
            _flags |= Flags.Lived;
            if (_system.Settings.DebugLifecycle) Publish(new Debug(Path.ToString(), _actor.GetType(), "Started (" + _actor + ")"));
            if (_system.Settings.EmitActorTelemetry) _system.EventStream.Publish(new ActorStarted(this, _props.Type));
        }
        catch (Exception failure)
        {
            AbandonInstance([]);
            Fail(CreationFailure(failure), null);
        }
    }

    private void NewInstance()
    {
        _behavior = null;
        _extras?.Behaviors?.Clear();
        if (_extras is not null) _extras.FirstBehavior = null;
        ActorBase? actor = null;
        try
        {
            actor = _props.NewActor();
        }
        finally
        {
            // Its constructor has put it here (see Adopt), perhaps to fail after that.
            if (!ReferenceEquals(actor, _actor)) _actor = null;
        }

        if (actor is null) throw new ActorInitializationException(this, $"Actor instance is null: the producer of [{_props.Type}] made none.");
        if (!ReferenceEquals(actor.Cell, this)) throw new ActorInitializationException(this, $"The producer of [{_props.Type}] gave an instance that belongs to [{actor.Cell.Path}].");
        _actor = actor;
        var traits = ActorTraits.Of(actor.GetType());
        var logsReceive = traits.LogsReceive && _system.Settings.AddLoggingReceive;
        _flags &= ~(Flags.Wrapped | Flags.LogsReceive);
        if (traits.WrapsReceive || logsReceive) _flags |= Flags.Wrapped;
        if (logsReceive) _flags |= Flags.LogsReceive;
        if (traits.Stashes) ((IActorStash)actor).Stash = Extras.Stash ??= StashBase.For(this, actor.GetType());
        if (traits.HasTimers) ((IWithTimers)actor).Timers = Extras.Timers ??= new TimerScheduler(this);
        (actor as ReceiveActor)?.Seal();
    }

    // The constructor, PreStart or PostRestart threw. The instance has not come to life: it gets no other hook, and the children that it
    // made go with it, so that the next instance finds their names free.
    private void AbandonInstance(ActorCell[] survivors)
    {
        if (_actor is { } stillborn) ReleaseInstance(stillborn);
        _actor = null;
        foreach (var child in ChildCells())
            if (Array.IndexOf(survivors, child) < 0) StopChild(child);
    }

    /// <summary>The actor, or one of its hooks, threw: it is suspended with its children, and its supervisor decides.</summary>
    /// <param name="cause">What it threw.</param>
    /// <param name="perpetrator">The child whose failure this one is, or null.</param>
    /// <param name="suspended">Children that wait for this actor since an earlier failure already, or null.</param>
    private void Fail(Exception cause, IActorRef? perpetrator, ActorCell[]? suspended = null)
    {
        if (_phase is Phase.Failed or Phase.Restarting or Phase.Stopping or Phase.Stopped)
        {
            // Its supervisor has been asked already, or it is going away: one more failure changes nothing but must be seen.
            Publish(new Error(cause, Path.ToString(), ActorType, "failed again before its supervisor answered: " + cause.Message));
            return;
        }

        _phase = Phase.Failed;
        _suspensions++;
        Extras.FailureCause = cause;
        Extras.FailedMessage = CurrentMessage;
        Extras.LastFailure = new Inspection.ActorFailure(cause, CurrentMessage?.GetType(), _system.Runtime.TimeProvider.GetUtcNow());
        _system.Counters.CountFailure();
        Extras.Perpetrator = perpetrator;
        foreach (var child in ChildCells())
            if (!ReferenceEquals(child, perpetrator) && (suspended is null || Array.IndexOf(suspended, child) < 0)) child.Suspend();
        _parent.SendSystemMessage(new Failed(this, cause));
    }

    private void BeginRestart(Exception cause)
    {
        switch (_phase)
        {
            case Phase.Stopping or Phase.Stopped:
                return;
            case Phase.Restarting:
                // Asked again (all-for-one) while children of the first time still stop: one restart serves both.
                Extras.ExtraSuspensions++;
                return;
        }

        if (_system.Settings.DebugLifecycle) Publish(new Debug(Path.ToString(), ActorType, "Restarting"));
        Extras.FailureCause = cause;
        EndAwaiting();
        if (_actor is { } failed)
        {
            try
            {
                failed.AroundPreRestart(cause, Extras.FailedMessage ?? CurrentMessage!);
                if (ChildCount > 0) _ = Strategy; // asked for while there is an instance: children may fail during the restart
            }
            catch (Exception failure)
            {
                Publish(new Error(new PreRestartException(this, failure, cause, Extras.FailedMessage), Path.ToString(), ActorType, failure.Message));
            }

            ReleaseInstance(failed);
            _actor = null; // so that a stop that comes now runs none of its hooks again
        }

        _phase = Phase.Restarting;
        if (_children is not { Dying: > 0 }) FinishRestart();
    }

    private void FinishRestart()
    {
        var extras = Extras;
        var (cause, message) = (extras.FailureCause!, extras.FailedMessage);
        var first = (_flags & Flags.Lived) == 0;
        var survivors = ChildCells();
        try
        {
            extras.Stash?.UnstashAllForRestart();
            extras.Strategy = null;
            extras.FailedMessage = null;
            extras.FailureCause = null;
            extras.Perpetrator = null;
            _current = null;
            _phase = Phase.Alive;
            // Before the new instance: the children that it makes are none of those that wait.
            EndSuspensionsOfRestart(survivors);
            NewInstance();
            if (first) _actor!.AroundPreStart();
            else _actor!.AroundPostRestart(cause, message!);
            _flags |= Flags.Lived;
            extras.Restarts++;
            _system.Counters.CountRestart();
            if (_system.Settings.DebugLifecycle) Publish(new Debug(Path.ToString(), ActorType, "Restarted (" + _actor + ")"));
            if (_system.Settings.EmitActorTelemetry) _system.EventStream.Publish(new ActorRestarted(this, _props.Type, cause));
            foreach (var survivor in survivors) survivor.Restart(cause);
        }
        catch (Exception failure)
        {
            // The survivors go on waiting.
            AbandonInstance(survivors);
            Fail(first ? CreationFailure(failure) : new PostRestartException(this, Root(failure), cause), null, survivors);
        }
    }

    // Every restart asked for has suspended the actor and its children once; only the first one's is left to the survivors' own restart.
    private void EndSuspensionsOfRestart(ActorCell[] survivors)
    {
        _suspensions = (short)Math.Max(0, _suspensions - 1 - _extras!.ExtraSuspensions);
        for (; _extras.ExtraSuspensions > 0; _extras.ExtraSuspensions--)
            foreach (var survivor in survivors) survivor.Resume();
    }

    private void EndSuspension(Exception? causedByFailure)
    {
        if (_phase is Phase.Stopping or Phase.Stopped) return;
        if (_actor is null && _phase == Phase.Failed && causedByFailure is not null)
        {
            // It failed before it came to life: there is nothing to go on with but a new instance.
            BeginRestart(causedByFailure);
            return;
        }

        if (_suspensions > 0) _suspensions--;
        var perpetrator = _extras?.Perpetrator;
        if (causedByFailure is not null && _phase == Phase.Failed)
        {
            _phase = Phase.Alive;
            _extras!.FailureCause = null;
            _extras.FailedMessage = null;
            _extras.Perpetrator = null;
        }

        ResumeChildren(causedByFailure, perpetrator);
    }

    private void BeginStop()
    {
        if (_phase is Phase.Stopping or Phase.Stopped) return;
        _phase = Phase.Stopping;
        _extras?.Timeout?.Cancel();
        UnwatchAll();
        if (Interlocked.CompareExchange(ref _children, Children.None, null) is { } children)
        {
            foreach (var child in children.Close()) StopChild(child);
            if (children.Count > 0)
            {
                _suspensions++; // no user message may be handled any more
                return;
            }
        }

        FinishStop();
    }

    private void FinishStop()
    {
        _phase = Phase.Stopped;
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            Publish(new Error(failure, Path.ToString(), ActorType, failure.Message));
        }

        if (actor is not null) ReleaseInstance(actor);
        EndAwaiting();
        _system.Counters.CountStop();
        if (_system.Settings.DebugLifecycle) Publish(new Debug(Path.ToString(), ActorType, "Stopped"));
        if (_system.Settings.EmitActorTelemetry) _system.EventStream.Publish(new ActorStopped(this, _props.Type));
        var extras = _extras;
        if ((_flags & Flags.HasOutbox) != 0) FlushOutbox();
        Interlocked.Exchange(ref _status, Closed);
        // Watchers elsewhere come first: the parent may be the last that the system waits for before it shuts remoting down. Those here come last: the parent, whom
        // they may ask for a new actor of the same name, then knows.
        TellWatchers(extras, areLocal: false);
        _parent.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true, addressTerminated: false));
        TellWatchers(extras, areLocal: true);
        extras?.Stash?.DropToMailbox();
        CloseInbox();
        AnswerAfterDeath(Interlocked.Exchange(ref _systemInbox, null));
        _actor = null;
        _behavior = null;
        _current = null;
        _children = Children.None;
        _extras = null;
        if (_dispatcher is PinnedDispatcher own) own.Shutdown();
        // Waiting for its children it had been suspended; a dispatcher that finds it again must find nothing.
        _suspensions = 0;
    }

    private void ReleaseInstance(ActorBase actor)
    {
        _extras?.Timers?.CancelAll();
        try
        {
            _props.Release(actor);
        }
        catch (Exception failure)
        {
            Publish(new Error(failure, Path.ToString(), ActorType, "releasing the instance failed: " + failure.Message));
        }
    }

    private ActorInitializationException CreationFailure(Exception failure) =>
        failure is ActorInitializationException { Actor: not null } known ? known : new ActorInitializationException(this, "Exception during creation", Root(failure));

    private Type ActorType => KnownType;

    private void Publish(LogEvent logEvent) => _system.EventStream.Publish(logEvent);

    // Reflection wraps what a constructor throws.
    private static Exception Root(Exception failure) =>
        failure is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : failure;
}
