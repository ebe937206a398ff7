using Akka.Actor.Internal;
using Akka.Util;

namespace Akka.Actor;

/// <summary>
/// A failure concerns the failed child and those that were started after it, which are taken to depend on it: they are restarted or stopped
/// together. Children started before it go on.
/// </summary>
/// <remarks>
/// Restarted children keep their place in the order; one that is stopped and started anew comes last. All are restarted at the same time;
/// they are stopped the last started first.
/// </remarks>
public class RestForOneStrategy : SupervisorStrategy
{
    private readonly IDecider _decider;

    /// <summary>Without limits.</summary>
    /// <param name="decider">Decides what to do.</param>
    public RestForOneStrategy(IDecider decider) : this(-1, Timeout.Infinite, decider)
    {
    }

    /// <summary>Without limits.</summary>
    /// <param name="localOnlyDecider">Decides what to do.</param>
    public RestForOneStrategy(Func<Exception, Directive> localOnlyDecider) : this(-1, Timeout.Infinite, new LocalOnlyDecider(localOnlyDecider))
    {
    }

    /// <summary>With a limit, beyond which the children concerned are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; null or -1 for any number.</param>
    /// <param name="withinTimeRange">In this time; null for ever.</param>
    /// <param name="localOnlyDecider">Decides what to do.</param>
    public RestForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), new LocalOnlyDecider(localOnlyDecider))
    {
    }

    /// <summary>With a limit, beyond which the children concerned are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; null or -1 for any number.</param>
    /// <param name="withinTimeRange">In this time; null for ever.</param>
    /// <param name="decider">Decides what to do.</param>
    public RestForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>With a limit, beyond which the children concerned are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; -1 for any number.</param>
    /// <param name="withinTimeMilliseconds">In this time, in ms; -1 for ever.</param>
    /// <param name="decider">Decides what to do.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public RestForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        _decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Length of the window in ms; -1 for none.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    /// <summary>Restarts allowed; -1 for any number.</summary>
    public int MaxNumberOfRetries { get; }

    /// <inheritdoc/>
    public override IDecider Decider => _decider;

    /// <inheritdoc/>
    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
    }

    /// <inheritdoc/>
    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(children);
        // In the order of their start, as the cell lists them.
        ChildRestartStats[] rest = [.. children.SkipWhile(each => !each.Child.Equals(child))];
        if (restart && MayRestartTogether(rest, MaxNumberOfRetries, WithinTimeRangeMilliseconds)) RestartTogether(rest, child, cause);
        else foreach (var each in rest.Reverse()) context.Stop(each.Child);
    }

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) =>
        new StrategySurrogate(MaxNumberOfRetries, WithinTimeRangeMilliseconds, Deployable(_decider), LoggingEnabled);

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => _decider.Decide(exception);

    private sealed record StrategySurrogate(int Retries, int WithinMilliseconds, IDecider Decider, bool LogsFailures) : ISurrogate
    {
        public ISurrogated FromSurrogate(ActorSystem system) => new RestForOneStrategy(Retries, WithinMilliseconds, Decider, LogsFailures);
    }
}
