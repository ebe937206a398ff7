using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>The parent of an application's top-level actors. How it supervises is set by <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public class GuardianActor : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    /// <summary>Stops the whole system when the guardian is told to.</summary>
    /// <param name="message">Anything: nobody should tell the guardian something.</param>
    /// <returns>False for everything but a request to stop a child.</returns>
    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(new Event.DeadLetter(message, Sender, Self), Sender);
        return true;
    }

    /// <summary>A guardian's children outlive it never, and it is not restarted with them: nothing to do.</summary>
    /// <param name="reason">The failure.</param>
    /// <param name="message">The message being handled.</param>
    protected override void PreRestart(Exception reason, object message)
    {
    }
}

/// <summary>The parent of the engine's own top-level actors.</summary>
internal sealed class SystemGuardianActor : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(new Event.DeadLetter(message, Sender, Self), Sender);
        return true;
    }

    // The engine's own services: one that fails is restarted; one that cannot be created is a defect that stops it.
    /// <inheritdoc/>
    protected internal override SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>A guardian is not restarted with its children.</summary>
    /// <param name="reason">The failure.</param>
    /// <param name="message">The message being handled.</param>
    protected override void PreRestart(Exception reason, object message)
    {
    }
}

/// <summary>
/// The root: when /user has stopped, lets the loggers finish, then stops /system, so that services outlive the application; then itself.
/// </summary>
internal sealed class RootGuardianActor : ActorBase
{
    protected override void PreStart()
    {
        foreach (var child in Context.GetChildren()) Context.Watch(child);
    }

    // A guardian fails only when its strategy escalates: the application asked for the end.
    protected internal override SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.StoppingStrategy;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated { ActorRef.Path.Name: "user" }:
                Context.System.EventStream.StopDefaultLoggers(Context.System).PipeTo(Self, success: static () => LoggersStopped.Instance);
                return true;
            case LoggersStopped when Context.Child("system") is var system && !system.IsNobody():
                Context.Stop(system);
                return true;
            case LoggersStopped or Terminated:
                Context.Stop(Self);
                return true;
            default:
                return false;
        }
    }

    private sealed class LoggersStopped : INoSerializationVerificationNeeded
    {
        public static readonly LoggersStopped Instance = new();
    }
}
