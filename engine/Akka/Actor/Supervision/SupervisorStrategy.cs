using Akka.Actor.Internal;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What to do about a failed child.</summary>
public enum Directive
{
    /// <summary>Go on with the next message; the state stays.</summary>
    Resume,

    /// <summary>Replace the instance by a fresh one.</summary>
    Restart,

    /// <summary>Fail oneself, so that one's own supervisor decides.</summary>
    Escalate,

    /// <summary>Stop the child.</summary>
    Stop,
}

/// <summary>Pairs failures with directives.</summary>
public static class DirectiveExtensions
{
    /// <summary>This directive, for one type of failure.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="self">The directive.</param>
    /// <returns>The pair.</returns>
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self) where TException : Exception => new(typeof(TException), self);
}

/// <summary>Decides about failures.</summary>
public interface IDecider
{
    /// <summary>What to do about a failure.</summary>
    /// <param name="cause">The failure.</param>
    /// <returns>The directive.</returns>
    Directive Decide(Exception cause);
}

/// <summary>A decider made of a function.</summary>
public class LocalOnlyDecider : IDecider
{
    private readonly Func<Exception, Directive> _decider;

    /// <summary>Wraps a function.</summary>
    /// <param name="decider">The function.</param>
    public LocalOnlyDecider(Func<Exception, Directive> decider) => _decider = decider;

    /// <inheritdoc/>
    public Directive Decide(Exception cause) => _decider(cause);
}

/// <summary>A decider made of a table of types, searched in its order.</summary>
public class DeployableDecider : IDecider
{
    /// <summary>For derived deciders: everything restarts.</summary>
    protected DeployableDecider() : this(Directive.Restart)
    {
    }

    /// <summary>Makes the table.</summary>
    /// <param name="defaultDirective">For failures of other types.</param>
    /// <param name="pairs">Directives by type of failure; derived types count too.</param>
    public DeployableDecider(Directive defaultDirective, IEnumerable<KeyValuePair<Type, Directive>> pairs) : this(defaultDirective, pairs.ToArray())
    {
    }

    /// <summary>Makes the table.</summary>
    /// <param name="defaultDirective">For failures of other types.</param>
    /// <param name="pairs">Directives by type of failure; derived types count too.</param>
    public DeployableDecider(Directive defaultDirective, params KeyValuePair<Type, Directive>[] pairs)
    {
        DefaultDirective = defaultDirective;
        Pairs = pairs;
    }

    /// <summary>For failures of other types.</summary>
    public Directive DefaultDirective { get; }

    /// <summary>Directives by type of failure.</summary>
    public KeyValuePair<Type, Directive>[] Pairs { get; }

    /// <inheritdoc/>
    public Directive Decide(Exception cause)
    {
        foreach (var (type, directive) in Pairs)
            if (type.IsInstanceOfType(cause)) return directive;
        return DefaultDirective;
    }
}

/// <summary>Makes deciders.</summary>
public static class Decider
{
    /// <summary>From a function.</summary>
    /// <param name="localOnlyDecider">The function.</param>
    /// <returns>The decider.</returns>
    public static LocalOnlyDecider From(Func<Exception, Directive> localOnlyDecider) => new(localOnlyDecider);

    /// <summary>From a table of types.</summary>
    /// <param name="defaultDirective">For failures of other types.</param>
    /// <param name="pairs">Directives by type of failure.</param>
    /// <returns>The decider.</returns>
    public static DeployableDecider From(Directive defaultDirective, params KeyValuePair<Type, Directive>[] pairs) => new(defaultDirective, pairs);

    /// <summary>From a table of types.</summary>
    /// <param name="defaultDirective">For failures of other types.</param>
    /// <param name="pairs">Directives by type of failure.</param>
    /// <returns>The decider.</returns>
    public static DeployableDecider From(Directive defaultDirective, IEnumerable<KeyValuePair<Type, Directive>> pairs) => new(defaultDirective, pairs);
}

/// <summary>How an actor deals with failures of its children. Called on the parent's thread only.</summary>
public abstract class SupervisorStrategy : ISurrogated
{
    /// <summary>Stops children that could not be created or were killed, restarts the others.</summary>
    public static readonly IDecider DefaultDecider = Actor.Decider.From(static cause => cause switch
    {
        ActorInitializationException or ActorKilledException or DeathPactException => Directive.Stop,
        _ => Directive.Restart,
    });

    /// <summary>One-for-one with <see cref="DefaultDecider"/>, without a limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops every failed child.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(static _ => Directive.Stop);

    /// <summary>Decides what to do.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>Whether failures are logged: true by default.</summary>
    protected bool LoggingEnabled { get; set; } = true;

    internal bool LogsFailures => LoggingEnabled;

    /// <summary>Called after a child has stopped and left the list of children.</summary>
    /// <param name="actorContext">The parent's context.</param>
    /// <param name="child">The child.</param>
    /// <param name="children">The remaining children.</param>
    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <summary>Carries a restart or stop out.</summary>
    /// <param name="context">The parent's context.</param>
    /// <param name="restart">True to restart, false to stop.</param>
    /// <param name="child">The failed child.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="stats">The child's restarts so far.</param>
    /// <param name="children">Those of all children.</param>
    public abstract void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>Deals with a failed child, which is suspended.</summary>
    /// <param name="actorCell">The parent.</param>
    /// <param name="child">The failed child.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="stats">The child's restarts so far.</param>
    /// <param name="children">Those of all children.</param>
    /// <returns>False when the failure must be escalated.</returns>
    public bool HandleFailure(
        ActorCell actorCell, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        if (LoggingEnabled) LogFailure(actorCell, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                ResumeChild(child, cause);
                return true;
            case Directive.Restart:
                ProcessFailure(actorCell, true, child, cause, stats, children);
                return true;
            case Directive.Stop:
                ProcessFailure(actorCell, false, child, cause, stats, children);
                return true;
            default:
                throw new InvalidOperationException($"[{directive}] is no directive: the decider must return Resume, Restart, Escalate or Stop.");
        }
    }

    /// <summary>Makes what stands for this strategy when it is serialized.</summary>
    /// <param name="system">The actor system.</param>
    /// <returns>The stand-in.</returns>
    /// <exception cref="NotSupportedException">The strategy decides by a function, which stays in its process: use <see cref="DeployableDecider"/>.</exception>
    public abstract ISurrogate ToSurrogate(ActorSystem system);

    /// <summary>The decider, when it can be used in another process.</summary>
    private protected static IDecider Deployable(IDecider decider) => decider is not LocalOnlyDecider
        ? decider
        : throw new NotSupportedException($"A {nameof(LocalOnlyDecider)} is a function and cannot be serialized. Use a {nameof(DeployableDecider)}.");

    /// <summary>A window as strategies keep it, in ms; -1 for none.</summary>
    private protected static int Milliseconds(TimeSpan? time) =>
        time is { } t && t != Timeout.InfiniteTimeSpan ? (int)Math.Min(int.MaxValue, t.TotalMilliseconds) : Timeout.Infinite;

    /// <summary>Counts a restart for each of them, so that one cannot drag the others through restarts for ever.</summary>
    /// <returns>True when all of them may be restarted.</returns>
    private protected static bool MayRestartTogether(IReadOnlyCollection<ChildRestartStats> concerned, int maxNrOfRetries, int withinTimeMilliseconds)
    {
        var permitted = true;
        foreach (var each in concerned) permitted &= each.RequestRestartPermission(maxNrOfRetries, withinTimeMilliseconds);
        return permitted;
    }

    /// <summary>Restarts children because one of them, <paramref name="failed"/>, has failed; the others are not suspended yet.</summary>
    private protected void RestartTogether(IReadOnlyCollection<ChildRestartStats> concerned, IActorRef failed, Exception cause)
    {
        foreach (var each in concerned) RestartChild(each.Child, cause, suspendFirst: !failed.Equals(each.Child));
    }

    /// <summary>Decides about a failure.</summary>
    /// <param name="child">The failed child.</param>
    /// <param name="exception">The failure.</param>
    /// <returns>The directive.</returns>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>Resumes a child that failed.</summary>
    /// <param name="child">The child.</param>
    /// <param name="exception">The failure.</param>
    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    /// <summary>Restarts a child.</summary>
    /// <param name="child">The child.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="suspendFirst">True for a child that did not fail itself and so is not suspended.</param>
    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var actor = (IInternalActorRef)child;
        if (suspendFirst) actor.Suspend();
        actor.Restart(cause);
    }

    /// <summary>Logs a failure: resumed ones as warnings, restarted and stopped ones as errors, escalated ones not, since they come up again.</summary>
    /// <param name="context">The parent's context.</param>
    /// <param name="child">The failed child.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="directive">What was decided.</param>
    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (directive == Directive.Escalate) return;
        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        LogEvent logged = directive == Directive.Resume
            ? new Warning(cause, child.Path.ToString(), GetType(), message)
            : new Error(cause, child.Path.ToString(), GetType(), message);
        context.System.EventStream.Publish(logged);
    }
}

/// <summary>Makes a strategy named in configuration, for the user guardian.</summary>
public abstract class SupervisorStrategyConfigurator
{
    /// <summary>Finds a configurator by its class.</summary>
    /// <param name="typeName">The class, with its assembly unless it is the engine's.</param>
    /// <returns>The configurator.</returns>
    /// <exception cref="Configuration.ConfigurationException">There is no such class.</exception>
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName) => typeName switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => new DefaultSupervisorStrategy(),
        "Akka.Actor.StoppingSupervisorStrategy" => new StoppingSupervisorStrategy(),
        _ => Type.GetType(typeName) is { } type && typeof(SupervisorStrategyConfigurator).IsAssignableFrom(type)
            ? (SupervisorStrategyConfigurator)Activator.CreateInstance(type)!
            : throw new Configuration.ConfigurationException($"akka.actor.guardian-supervisor-strategy: [{typeName}] is no {nameof(SupervisorStrategyConfigurator)} that can be loaded."),
    };

    /// <summary>Makes the strategy.</summary>
    /// <returns>The strategy.</returns>
    public abstract SupervisorStrategy Create();
}

/// <summary>Makes <see cref="SupervisorStrategy.DefaultStrategy"/>.</summary>
public class DefaultSupervisorStrategy : SupervisorStrategyConfigurator
{
    /// <inheritdoc/>
    public override SupervisorStrategy Create() => SupervisorStrategy.DefaultStrategy;
}

/// <summary>Makes <see cref="SupervisorStrategy.StoppingStrategy"/>.</summary>
public class StoppingSupervisorStrategy : SupervisorStrategyConfigurator
{
    /// <inheritdoc/>
    public override SupervisorStrategy Create() => SupervisorStrategy.StoppingStrategy;
}
