namespace Akka.Actor;

/// <summary>What an actor has only when it uses it.</summary>
internal sealed class CellExtras
{
    // Behaviours
    public Stack<Receive?>? Behaviors;
    public Receive? FirstBehavior; // the actor's Receive method as a delegate, for actors that wrap AroundReceive

    // Async handlers and time
    public Task? Awaited;
    public Inspection.AwaitedHandler? AwaitedHandler;
    public ActorSynchronizationContext? Continuations;
    public IdleTimeout? Timeout;
    public TimerScheduler? Timers;

    // Failure and restart
    public Exception? FailureCause;
    public object? FailedMessage;
    public IActorRef? Perpetrator;
    public Internal.ChildRestartStats? RestartStats; // kept here for the parent, whose thread alone touches it
    public SupervisorStrategy? Strategy;
    public int ExtraSuspensions; // of restarts asked for while one was going on
    public int Restarts;
    public Inspection.ActorFailure? LastFailure;

    // Death watch
    public Dictionary<IActorRef, object?>? Watching; // the message to send in place of Terminated, or null
    public Dictionary<IActorRef, object?>? TerminatedQueued;
    public HashSet<IInternalActorRef>? Watchers;

    public StashBase? Stash;

    // Where tells go in place of the inbox: another mailbox, or a router
    public Intake? Intake;

    // What it tells others, until its run ends
    public Outbox? Outbox;
}
