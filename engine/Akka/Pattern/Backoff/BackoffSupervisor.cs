using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>
/// Starts its child again, after a delay that doubles every time, when the child has stopped. While the child is up, messages go through to it.
/// </summary>
public sealed class BackoffSupervisor : BackoffSupervisorBase
{
    /// <summary>With the default strategy, counting from zero again when the child has been up for the shortest delay.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random.</param>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public BackoffSupervisor(Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
        : this(childProps, childName, minBackoff, maxBackoff, new AutoReset(minBackoff), randomFactor, Actor.SupervisorStrategy.DefaultStrategy)
    {
    }

    /// <summary>With everything said.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="reset">When the count starts from zero again.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random.</param>
    /// <param name="strategy">Decides what to do when the child fails.</param>
    /// <param name="replyWhileStopped">The answer to messages that come while there is no child; null when they become dead letters.</param>
    /// <param name="finalStopMessage">Recognises the messages after which the child is meant to stop; null when there are none.</param>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public BackoffSupervisor(
        Props childProps,
        string? childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        IBackoffReset reset,
        double randomFactor,
        SupervisorStrategy strategy,
        object? replyWhileStopped = null,
        Func<object, bool>? finalStopMessage = null)
        : base(new BackoffPlan(childProps, childName, minBackoff, maxBackoff, randomFactor, reset, strategy, replyWhileStopped, finalStopMessage).Checked())
    {
    }

    /// <summary>Props of a supervisor with the default strategy and any number of retries.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public static Props Props(Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        Props(childProps, childName, minBackoff, maxBackoff, randomFactor, -1);

    /// <summary>Props of a supervisor with the default strategy.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random.</param>
    /// <param name="maxNrOfRetries">Starts allowed after the first, until the count is reset; then the supervisor stops. -1 for any number.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public static Props Props(Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Props(Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries));

    /// <summary>Props of a supervisor with options from <see cref="Backoff"/>.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public static Props Props(BackoffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Props;
    }

    /// <summary>Props of a supervisor with a strategy.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random.</param>
    /// <param name="strategy">Decides what to do when the child fails.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public static Props PropsWithSupervisorStrategy(
        Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, SupervisorStrategy strategy) =>
        Of(new BackoffPlan(childProps, childName, minBackoff, maxBackoff, randomFactor, new AutoReset(minBackoff), strategy));

    internal static Props Of(BackoffPlan plan)
    {
        plan.Checked();
        return new Props(typeof(BackoffSupervisor), [
            plan.ChildProps, plan.ChildName!, plan.MinBackoff, plan.MaxBackoff, plan.Reset, plan.RandomFactor, plan.Strategy, plan.ReplyWhileStopped!, plan.FinalStopMessage!,
        ]);
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child)) return HandleBackoff(message);
        Child = null;
        if (FinalStopMessageReceived) Context.Stop(Self);
        else StartLater();
        return true;
    }

    /// <summary>Asks for the child; the answer is a <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        /// <summary>The only instance.</summary>
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild()
        {
        }
    }

    /// <summary>The answer to <see cref="GetCurrentChild"/>.</summary>
    public sealed class CurrentChild
    {
        /// <summary>With the child.</summary>
        /// <param name="ref">The child, or <see cref="Nobody"/> while there is none.</param>
        public CurrentChild(IActorRef @ref) => Ref = @ref;

        /// <summary>The child, or <see cref="Nobody"/> while there is none.</summary>
        public IActorRef Ref { get; }
    }

    /// <summary>Sent by the child to its parent: counts from zero again, when the options say that the child decides.</summary>
    public new sealed class Reset
    {
        /// <summary>The only instance.</summary>
        public static readonly Reset Instance = new();

        private Reset()
        {
        }
    }

    /// <summary>Asks how often the child has been started again; the answer is a <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        /// <summary>The only instance.</summary>
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount()
        {
        }
    }

    /// <summary>The answer to <see cref="GetRestartCount"/>.</summary>
    public sealed class RestartCount
    {
        /// <summary>With the count.</summary>
        /// <param name="count">Starts after the first, since the count was last reset.</param>
        public RestartCount(int count) => Count = count;

        /// <summary>Starts after the first, since the count was last reset.</summary>
        public int Count { get; }
    }

    /// <summary>Starts the child now, unless it is up.</summary>
    public sealed class StartChild : IDeadLetterSuppression
    {
        /// <summary>The only instance.</summary>
        public static readonly StartChild Instance = new();

        private StartChild()
        {
        }
    }

    /// <summary>Counts from zero again, if the child has not been started again meanwhile.</summary>
    public sealed class ResetRestartCount : IDeadLetterSuppression
    {
        /// <summary>With the count at the time.</summary>
        /// <param name="current">The count.</param>
        public ResetRestartCount(int current) => Current = current;

        /// <summary>The count at the time.</summary>
        public int Current { get; }
    }
}
