using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Pattern;

/// <summary>
/// What backoff supervisors share. They stand in for their child: what they are told they forward to it, and what the child tells them they
/// tell their own parent, in their own name.
/// </summary>
public abstract class BackoffSupervisorBase : ActorBase
{
    private readonly BackoffPlan _plan;
    private ICancelable? _start;
    private ICancelable? _reset;

    internal BackoffSupervisorBase(BackoffPlan plan) => _plan = plan;

    /// <summary>How to make the child.</summary>
    protected Props ChildProps => _plan.ChildProps;

    /// <summary>The child's name; null for a made-up one.</summary>
    protected string? ChildName => _plan.ChildName;

    /// <summary>When the count starts from zero again.</summary>
    protected IBackoffReset Reset => _plan.Reset;

    /// <summary>Recognises the messages after which the child is meant to stop; null when there are none.</summary>
    protected Func<object, bool>? FinalStopMessage => _plan.FinalStopMessage;

    /// <summary>The answer to messages that come while there is no child; null when they become dead letters.</summary>
    protected object? ReplyWhileStopped => _plan.ReplyWhileStopped;

    /// <summary>The child; null while it waits to be started.</summary>
    protected IActorRef? Child { get; set; }

    /// <summary>How often the child has been started again since the count was last reset.</summary>
    protected int RestartCountN { get; set; }

    /// <summary>Whether the child was sent a message after which it is meant to stop.</summary>
    protected bool FinalStopMessageReceived { get; set; }

    /// <summary>A child that has been told to stop and has not stopped yet.</summary>
    private protected IActorRef? Leaving { get; set; }

    /// <inheritdoc/>
    protected internal override SupervisorStrategy SupervisorStrategy() => _plan.Strategy;

    /// <inheritdoc/>
    protected override void PreStart() => StartChild();

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _start?.Cancel();
        _reset?.Cancel();
    }

    /// <summary>Handles what all backoff supervisors do: questions, starting and resetting, and forwarding everything else.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False for what it does not handle.</returns>
    protected bool HandleBackoff(object message)
    {
        switch (message)
        {
            case BackoffSupervisor.StartChild:
                StartChild();
                return true;
            case BackoffSupervisor.Reset when Reset is ManualReset:
                RestartCountN = 0;
                return true;
            case BackoffSupervisor.Reset:
                return false;
            case BackoffSupervisor.ResetRestartCount reset:
                if (reset.Current == RestartCountN) RestartCountN = 0;
                return true;
            case BackoffSupervisor.GetRestartCount:
                Sender.Tell(new BackoffSupervisor.RestartCount(RestartCountN), Self);
                return true;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(Child ?? ActorRefs.Nobody), Self);
                return true;
            default:
                Pass(message);
                return true;
        }
    }

    /// <summary>Starts the child again after the delay that is due, or stops when it was started often enough.</summary>
    private protected void StartLater()
    {
        var max = _plan.MaxNrOfRetries;
        if (max >= 0 && RestartCountN >= max)
        {
            Context.Stop(Self);
            return;
        }

        var random = ((ActorSystemImpl)Context.System).Runtime.NextDouble();
        _start = Context.System.Scheduler.ScheduleTellOnceCancelable(_plan.Delay(RestartCountN, random), Self, BackoffSupervisor.StartChild.Instance, Self);
        RestartCountN++;
    }

    private void StartChild()
    {
        if (Child is not null || Leaving is not null) return;
        _start?.Cancel();
        Child = Context.Watch(Context.ActorOf(ChildProps, ChildName));
        if (Reset is not AutoReset auto) return;
        _reset?.Cancel();
        _reset = Context.System.Scheduler.ScheduleTellOnceCancelable(auto.ResetBackoff, Self, new BackoffSupervisor.ResetRestartCount(RestartCountN), Self);
    }

    private void Pass(object message)
    {
        if (Child is { } child)
        {
            if (child.Equals(Sender))
            {
                // In its own name: the parent knows no child below it, and a shard takes the wish to stop only from its entity.
                Context.Parent.Tell(message, Self);
                return;
            }

            child.Forward(message);
            if (IsFinal(message)) FinalStopMessageReceived = true;
            return;
        }

        if (ReplyWhileStopped is { } reply) Sender.Tell(reply, Self);
        else Context.System.DeadLetters.Forward(message);
        if (IsFinal(message)) Context.Stop(Self); // there is no child that would have to stop first
    }

    private bool IsFinal(object message) => FinalStopMessage?.Invoke(message) == true;
}
