using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

// Handling a message: the engine's own messages, behaviours, async handlers, the receive timeout.
public sealed partial class ActorCell
{
    /// <inheritdoc/>
    public TimeSpan? ReceiveTimeout => _extras?.Timeout?.After;

    /// <inheritdoc/>
    public void Become(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        _behavior = receive;
    }

    /// <inheritdoc/>
    public void BecomeStacked(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        (Extras.Behaviors ??= new Stack<Receive?>()).Push(_behavior);
        _behavior = receive;
    }

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(new AlwaysHandled(receive).Handle);

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(new AlwaysHandled(receive).Handle);

    /// <summary>Goes back to the behaviour below. The first behaviour stays.</summary>
    public void UnbecomeStacked()
    {
        if (_extras?.Behaviors is { Count: > 0 } behaviors) _behavior = behaviors.Pop();
        else _behavior = null;
    }

    /// <inheritdoc/>
    public void SetReceiveTimeout(TimeSpan? timeout = null)
    {
        if (timeout is { } after && (after < TimeSpan.FromMilliseconds(1) || after > TimeSpan.FromDays(36_500)))
            throw new ArgumentOutOfRangeException(nameof(timeout), after, "A receive timeout is at least 1 ms and at most 100 years.");
        _extras?.Timeout?.Cancel();
        if (_extras is not null) _extras.Timeout = null;
        _flags &= ~Flags.Timed;
        if (timeout is null) return;
        Extras.Timeout = new IdleTimeout(this, timeout.Value);
        _flags |= Flags.Timed;
        Extras.Timeout.Restart();
    }

    private void Handle(Letter letter)
    {
        var message = letter.Message;
        if ((_flags & Flags.Observed) != 0) _system.Runtime.Observer!.Handling(this, message, letter.Sender);
        try
        {
            if (message is IAutoReceivedMessage) HandleAutomatically(message, letter.Sender);
            else Invoke(message);
            if ((_flags & Flags.Timed) != 0 && message is not INotInfluenceReceiveTimeout) _extras!.Timeout?.Restart();
        }
        catch (Exception failure)
        {
            Fail(failure, null);
        }
    }

    /// <summary>Gives the actor a message past its mailbox and lets what it throws out. Only for tests, while nothing else runs the actor.</summary>
    /// <returns>The task that the handler has left the actor waiting for; completed when there is none.</returns>
    internal Task ReceiveForTest(object message, IActorRef? sender)
    {
        UseThreadContext(() =>
        {
            var outer = _current;
            _current = new Letter(message, sender);
            try
            {
                if (message is IAutoReceivedMessage) HandleAutomatically(message, sender);
                else Invoke(message);
            }
            finally
            {
                if ((_flags & Flags.Awaiting) == 0) _current = outer;
            }
        });
        return _extras?.Awaited ?? Task.CompletedTask;
    }

    /// <summary>Gives a message to the actor's current behaviour.</summary>
    internal void Invoke(object message)
    {
        var actor = _actor!;
        if ((_flags & Flags.Wrapped) == 0)
        {
            if (!(_behavior is { } behavior ? behavior(message) : actor.ReceiveDirectly(message))) UnhandledBy(actor, message);
            return;
        }

        var handled = actor.AroundReceive(_behavior ?? (Extras.FirstBehavior ??= actor.ReceiveDirectly), message);
        if ((_flags & Flags.LogsReceive) != 0) Publish(new Event.Debug(Path.ToString(), KnownType, $"received {(handled ? "handled" : "unhandled")} message {message} from {Sender.Path}"));
    }

    // The letter is replaced by one that is handled without a second check: the actor may stash it.
    private void InvokeAccepted(object message, IActorRef? sender)
    {
        _current = new Letter(new Accepted(message), sender);
        Invoke(message);
    }

    private static void UnhandledBy(ActorBase actor, object message) => actor.AroundReceive(static _ => false, message);

    private void HandleAutomatically(object message, IActorRef? sender)
    {
        if (_system.Settings.DebugAutoReceive && message is (Terminated or PoisonPill or Kill or Identify or ActorSelectionMessage))
            Publish(new Event.Debug(Path.ToString(), KnownType, $"received AutoReceiveMessage {message} from {Sender.Path}"));
        switch (message)
        {
            case Terminated terminated:
                DeliverTerminated(terminated);
                break;
            case PoisonPill:
                Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, this), this);
                break;
            case ActorSelectionMessage selection:
                Akka.Actor.ActorSelection.Deliver(this, selection, sender);
                break;
            case TimerScheduler.Timer timer:
                if (_extras?.Timers?.Accept(timer) is { } due) InvokeAccepted(due, sender);
                break;
            case Accepted accepted:
                Invoke(accepted.Message);
                break;
            case IdleTimeout.Check check:
                if (_extras?.Timeout is { } timeout && timeout.IsDue(check)) InvokeAccepted(Akka.Actor.ReceiveTimeout.Instance, this);
                break;
            default:
                Invoke(message);
                break;
        }
    }

    /// <summary>Runs an async handler: its continuations come back to this actor, and no other message is handled before it has ended.</summary>
    internal void RunAsync<T>(Func<T, Task> handler, T argument)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(Extras.Continuations ??= new ActorSynchronizationContext(this));
        Task task;
        try
        {
            task = handler(argument);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        if (task is null || task.IsCompletedSuccessfully) return;
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        if ((_flags & Flags.Awaiting) != 0) task = Task.WhenAll(Extras.Awaited!, task);
        Extras.Awaited = task;
        _flags |= Flags.Awaiting;
        _system.SlowHandlers.BeginAwait(this, Extras.AwaitedHandler ??= new Inspection.AwaitedHandler(), _current);
        // Synchronously: an awaiter would hop to the thread pool whenever the task ends inside the actor's own context.
        task.ContinueWith(
            static (ended, cell) => ((ActorCell)cell!).SendSystemMessage(new AsyncHandlerDone(ended)),
            this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void AsyncHandlerEnded(Task task)
    {
        if (!ReferenceEquals(_extras?.Awaited, task))
        {
            // Part of a later task, which fails with it; or of an instance that has been restarted meanwhile.
            if (_extras?.Awaited is null && task.Exception is { } late)
                Publish(new Event.Error(late.InnerException, Path.ToString(), ActorType, "an async handler failed after its actor had been restarted: " + late.InnerException?.Message));
            return;
        }

        EndAwaiting();
        try
        {
            if (!task.IsCompletedSuccessfully) task.GetAwaiter().GetResult();
            _current = null;
            if ((_flags & Flags.Timed) != 0) _extras!.Timeout?.Restart();
        }
        catch (Exception failure)
        {
            Fail(failure, null);
        }
    }

    private void EndAwaiting()
    {
        _flags &= ~Flags.Awaiting;
        if (_extras is not { } extras) return;
        extras.Awaited = null;
        if (extras.AwaitedHandler is { } awaited) _system.SlowHandlers.EndAwait(awaited);
    }

    private void RunInContext(RunContinuation continuation)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(Extras.Continuations ??= new ActorSynchronizationContext(this));
        try
        {
            continuation.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }
}

/// <summary>A behaviour made of something else, whose name is the one to show.</summary>
internal interface INamedBehavior
{
    Delegate Source { get; }
}

/// <summary>A behaviour that handles every message.</summary>
internal sealed class AlwaysHandled(UntypedReceive receive) : INamedBehavior
{
    public Delegate Source => receive;

    public bool Handle(object message)
    {
        receive(message);
        return true;
    }
}

/// <summary>Brings the continuations of async handlers back into their actor.</summary>
internal sealed class ActorSynchronizationContext(ActorCell cell) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => cell.SendSystemMessage(new RunContinuation(d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!ReferenceEquals(ActorCell.Current, cell)) throw new NotSupportedException("A synchronous call into an actor from outside could deadlock: post instead.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}

/// <summary>The receive timeout of one actor. One scheduled check is out at any time; activity only moves the moment that it checks against.</summary>
internal sealed class IdleTimeout(ActorCell cell, TimeSpan after)
{
    private TimeSpan _lastActive;
    private Check? _pending;
    private Cancelable? _scheduled;

    public TimeSpan After { get; } = after;

    private IScheduler Scheduler => cell.SystemImpl.Scheduler;

    public void Restart()
    {
        _lastActive = Scheduler.MonotonicClock;
        if (_pending is null) Schedule(After);
    }

    /// <summary>True when nothing has come for the whole time. Otherwise the next check is on its way.</summary>
    public bool IsDue(Check check)
    {
        if (!ReferenceEquals(check, _pending)) return false;
        _pending = null;
        var left = After - (Scheduler.MonotonicClock - _lastActive);
        if (left > TimeSpan.Zero)
        {
            Schedule(left);
            return false;
        }

        Restart();
        return true;
    }

    public void Cancel()
    {
        _pending = null;
        _scheduled?.Cancel();
    }

    private void Schedule(TimeSpan delay)
    {
        _pending = new Check();
        _scheduled = new Cancelable(Scheduler);
        Scheduler.ScheduleTellOnce(delay, cell, _pending, null, _scheduled);
    }

    /// <summary>Told by the actor to itself when it may be time.</summary>
    internal sealed class Check : IAutoReceivedMessage, INotInfluenceReceiveTimeout, Event.IDeadLetterSuppression;
}

/// <summary>A message from a timer or of a death that has passed its one check already.</summary>
internal sealed class Accepted(object message) : IAutoReceivedMessage, IWrappedMessage
{
    public object Message { get; } = message;

    public static object Unwrap(object message) => message is Accepted accepted ? accepted.Message : message;
}
