using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Pattern;

/// <summary>
/// Where a strategy would restart the child, stops it and starts a new one after the delay. A child that stops for another reason takes its
/// supervisor along.
/// </summary>
internal sealed class BackoffOnFailureSupervisor(BackoffPlan plan) : BackoffSupervisorBase(plan)
{
    private readonly OneForOneStrategy _strategy = (OneForOneStrategy)plan.Strategy;

    protected internal override SupervisorStrategy SupervisorStrategy() => new StopThenStart(this);

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated) return HandleBackoff(message);
        if (terminated.ActorRef.Equals(Leaving))
        {
            Leaving = null;
            StartLater();
            return true;
        }

        if (!terminated.ActorRef.Equals(Child)) return HandleBackoff(message);
        Context.Stop(Self);
        return true;
    }

    private sealed class StopThenStart(BackoffOnFailureSupervisor owner)
        : OneForOneStrategy(Timeout.Infinite, Timeout.Infinite, owner._strategy.Decider, owner._strategy.LogsFailures)
    {
        public override void ProcessFailure(
            IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
        {
            if (restart)
            {
                owner.Leaving = child;
                owner.Child = null;
            }

            context.Stop(child);
        }
    }
}
