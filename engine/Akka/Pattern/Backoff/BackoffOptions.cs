using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How a backoff supervisor treats its child. Immutable: every method returns new options.</summary>
public abstract class BackoffOptions
{
    /// <summary>For <see cref="Backoff"/>, which makes the only ones that can be used.</summary>
    protected BackoffOptions()
    {
    }

    internal abstract Props Props { get; }

    /// <summary>Counts from zero again when the child has been up for some time. The default, with the shortest delay as the time.</summary>
    /// <param name="resetBackoff">The time: from the shortest to the longest delay.</param>
    /// <returns>New options.</returns>
    /// <exception cref="ArgumentException">The time is out of range.</exception>
    public abstract BackoffOptions WithAutoReset(TimeSpan resetBackoff);

    /// <summary>Counts from zero again when the child tells its parent <see cref="BackoffSupervisor.Reset"/>.</summary>
    /// <returns>New options.</returns>
    public abstract BackoffOptions WithManualReset();

    /// <summary>Decides what to do when the child fails. By default, as <see cref="SupervisorStrategy.DefaultDecider"/> does.</summary>
    /// <param name="supervisorStrategy">The strategy; its number of retries counts, its time range does not.</param>
    /// <returns>New options.</returns>
    public abstract BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy);

    /// <summary>Stops the child at every failure, so that it is always started with a delay, never restarted at once.</summary>
    /// <returns>New options.</returns>
    public abstract BackoffOptions WithDefaultStoppingStrategy();

    /// <summary>Limits how often the child is started again.</summary>
    /// <param name="maxNrOfRetries">Starts allowed after the first, until the count is reset; -1 for any number.</param>
    /// <returns>New options.</returns>
    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);

    /// <summary>Answers messages that come while there is no child. By default they become dead letters.</summary>
    /// <param name="replyWhileStopped">The answer.</param>
    /// <returns>New options.</returns>
    public abstract BackoffOptions WithReplyWhileStopped(object replyWhileStopped);

    /// <summary>Names the messages after which the child is meant to stop: when it does, its supervisor stops too.</summary>
    /// <param name="isFinalStopMessage">Recognises them.</param>
    /// <returns>New options.</returns>
    public abstract BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage);
}

/// <summary>The options that <see cref="Backoff"/> makes.</summary>
internal sealed class PlannedBackoff(bool stops, BackoffPlan plan) : BackoffOptions
{
    internal override Props Props => stops ? BackoffSupervisor.Of(plan) : new Props(typeof(BackoffOnFailureSupervisor), [plan.Checked()]);

    public override BackoffOptions WithAutoReset(TimeSpan resetBackoff) => With(plan with { Reset = new AutoReset(resetBackoff) });

    public override BackoffOptions WithManualReset() => With(plan with { Reset = ManualReset.Instance });

    public override BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy)
    {
        ArgumentNullException.ThrowIfNull(supervisorStrategy);
        return With(plan with { Strategy = supervisorStrategy });
    }

    public override BackoffOptions WithDefaultStoppingStrategy() =>
        With(plan with { Strategy = new OneForOneStrategy(plan.MaxNrOfRetries, Timeout.Infinite, SupervisorStrategy.StoppingStrategy.Decider) });

    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) =>
        With(plan with { Strategy = ((OneForOneStrategy)plan.Strategy).WithMaxNrOfRetries(maxNrOfRetries) });

    public override BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => With(plan with { ReplyWhileStopped = replyWhileStopped });

    public override BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => With(plan with { FinalStopMessage = isFinalStopMessage });

    private PlannedBackoff With(BackoffPlan changed) => new(stops, changed.Checked());
}
