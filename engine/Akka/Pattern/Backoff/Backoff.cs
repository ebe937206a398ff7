using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Options of supervisors that start their child again after a delay, which doubles from one time to the next.</summary>
public static class Backoff
{
    /// <summary>For a child that is to be started again when it has stopped: when its supervisor stopped it for a failure, or it stopped itself.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random, so that many that failed together do not return together.</param>
    /// <param name="maxNrOfRetries">Starts allowed after the first, until the count is reset; then the supervisor stops. -1 for any number.</param>
    /// <returns>The options, for <see cref="BackoffSupervisor.Props(BackoffOptions)"/>.</returns>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public static BackoffOptions OnStop(Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Options(stops: true, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);

    /// <summary>For a child that is to be started again when it has failed. When it stops itself, the supervisor stops too.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay. More than zero.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">From 0 to 1: up to this part of the delay is added at random, so that many that failed together do not return together.</param>
    /// <param name="maxNrOfRetries">Starts allowed after the first, until the count is reset; then the supervisor stops. -1 for any number.</param>
    /// <returns>The options, for <see cref="BackoffSupervisor.Props(BackoffOptions)"/>.</returns>
    /// <exception cref="ArgumentException">A delay or the factor is out of range.</exception>
    public static BackoffOptions OnFailure(Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Options(stops: false, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);

    private static PlannedBackoff Options(bool stops, Props childProps, string? childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new(stops, new BackoffPlan(
            childProps, childName, minBackoff, maxBackoff, randomFactor, new AutoReset(minBackoff),
            new OneForOneStrategy(maxNrOfRetries, Timeout.Infinite, SupervisorStrategy.DefaultDecider)));
}
