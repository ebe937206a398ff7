using Akka.Actor.Internal;
using Akka.Util;

namespace Akka.Actor;

/// <summary>A failure concerns all children: all are restarted or stopped together.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    private readonly IDecider _decider;

    /// <summary>Without limits, with the default decider.</summary>
    protected AllForOneStrategy() : this(DefaultDecider)
    {
    }

    /// <summary>Without limits.</summary>
    /// <param name="decider">Decides what to do.</param>
    public AllForOneStrategy(IDecider decider) : this(-1, Timeout.Infinite, decider)
    {
    }

    /// <summary>Without limits.</summary>
    /// <param name="localOnlyDecider">Decides what to do.</param>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider) : this(-1, Timeout.Infinite, localOnlyDecider)
    {
    }

    /// <summary>With a limit, beyond which all children are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; null or -1 for any number.</param>
    /// <param name="withinTimeRange">In this time; null for ever.</param>
    /// <param name="localOnlyDecider">Decides what to do.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    /// <summary>With a limit, beyond which all children are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; null or -1 for any number.</param>
    /// <param name="withinTimeRange">In this time; null for ever.</param>
    /// <param name="decider">Decides what to do.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>With a limit, beyond which all children are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; -1 for any number.</param>
    /// <param name="withinTimeMilliseconds">In this time, in ms; -1 for ever.</param>
    /// <param name="localOnlyDecider">Decides what to do.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    /// <summary>With a limit, beyond which all children are stopped.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; -1 for any number.</param>
    /// <param name="withinTimeMilliseconds">In this time, in ms; -1 for ever.</param>
    /// <param name="decider">Decides what to do.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
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
        if (restart && MayRestartTogether(children, MaxNumberOfRetries, WithinTimeRangeMilliseconds)) RestartTogether(children, child, cause);
        else foreach (var each in children) context.Stop(each.Child);
    }

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new AllForOneStrategySurrogate
    {
        MaxNumberOfRetries = MaxNumberOfRetries,
        WithinTimeRangeMilliseconds = WithinTimeRangeMilliseconds,
        Decider = Deployable(_decider),
        LoggingEnabled = LoggingEnabled,
    };

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => _decider.Decide(exception);

    /// <summary>Stands for the strategy.</summary>
    public class AllForOneStrategySurrogate : ISurrogate
    {
        /// <summary>Restarts allowed; -1 for any number.</summary>
        public int MaxNumberOfRetries { get; set; }

        /// <summary>Length of the window in ms; -1 for none.</summary>
        public int WithinTimeRangeMilliseconds { get; set; }

        /// <summary>Decides what to do.</summary>
        public IDecider Decider { get; set; } = DefaultDecider;

        /// <summary>Whether failures are logged.</summary>
        public bool LoggingEnabled { get; set; }

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new AllForOneStrategy(MaxNumberOfRetries, WithinTimeRangeMilliseconds, Decider, LoggingEnabled);
    }
}
