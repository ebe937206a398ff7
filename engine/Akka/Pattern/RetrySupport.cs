using Akka.Actor;
using Akka.Util;

namespace Akka.Pattern;

/// <summary>Tries work again when it fails. The last failure is the result's.</summary>
public static class RetrySupport
{
    /// <summary>Tries again at once.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="attempt">The work.</param>
    /// <param name="attempts">How often it is tried again after the first time; at least 0.</param>
    /// <returns>The first success, or the last failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempts"/> is negative.</exception>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts) => Retry(attempt, attempts, static _ => Option<TimeSpan>.None, null!);

    /// <summary>Tries again after waits that grow from one to another, doubling.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="attempt">The work.</param>
    /// <param name="attempts">How often it is tried again after the first time; at least 0.</param>
    /// <param name="minBackoff">The first wait; more than zero.</param>
    /// <param name="maxBackoff">The longest wait, apart from the random part.</param>
    /// <param name="randomFactor">How much of a wait is at most added by chance: 0 or 1.</param>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <returns>The first success, or the last failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, TimeSpan minBackoff, TimeSpan maxBackoff, int randomFactor, IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(minBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBackoff, minBackoff);
        ArgumentOutOfRangeException.ThrowIfNegative(randomFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(randomFactor, 1);
        return Retry(
            attempt,
            attempts,
            attempted =>
            {
                var wait = Math.Min(minBackoff.Ticks * Math.Pow(2, attempted - 1), maxBackoff.Ticks);
                return TimeSpan.FromTicks((long)(wait * (1 + randomFactor * CircuitBreaker.Jitter(scheduler))));
            },
            scheduler);
    }

    /// <summary>Tries again after a wait that is always the same.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="attempt">The work.</param>
    /// <param name="attempts">How often it is tried again after the first time; at least 0.</param>
    /// <param name="delay">The wait.</param>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <returns>The first success, or the last failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempts"/> is negative.</exception>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, TimeSpan delay, IScheduler scheduler) => Retry(attempt, attempts, _ => delay, scheduler);

    /// <summary>Tries again after waits of one's own choice.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="attempt">The work.</param>
    /// <param name="attempts">How often it is tried again after the first time; at least 0.</param>
    /// <param name="delayFunction">The wait after so many tries, from 1; none means at once.</param>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <returns>The first success, or the last failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempts"/> is negative.</exception>
    public static Task<T> Retry<T>(Func<Task<T>> attempt, int attempts, Func<int, Option<TimeSpan>> delayFunction, IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(delayFunction);
        ArgumentOutOfRangeException.ThrowIfNegative(attempts);
        var result = new TaskCompletionSource<T>();
        Try(new Work<T>(attempt, attempts, delayFunction, scheduler, result), 1);
        return result.Task;
    }

    private static void Try<T>(Work<T> work, int number)
    {
        // Tries that end at once go round here rather than ever deeper down the stack.
        while (true)
        {
            var task = FutureTimeoutSupport.Begin(work.Attempt);
            if (!task.IsCompleted)
            {
                task.ContinueWith(
                    ended =>
                    {
                        if (!End(work, ended, number)) TryLater(work, number);
                    },
                    CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                return;
            }

            if (End(work, task, number)) return;
            if (!AtOnce(work, number)) return;
            number++;
        }
    }

    private static bool End<T>(Work<T> work, Task<T> task, int number)
    {
        if (!task.IsCompletedSuccessfully && number <= work.Attempts)
        {
            _ = task.Exception; // it is tried again: this failure is nobody's
            return false;
        }

        work.Result.TrySetFromTask(task);
        return true;
    }

    private static void TryLater<T>(Work<T> work, int number)
    {
        if (AtOnce(work, number)) Try(work, number + 1);
    }

    /// <summary>False when the next try has been scheduled, or there is to be none.</summary>
    private static bool AtOnce<T>(Work<T> work, int number)
    {
        try
        {
            var wait = work.Delay(number);
            if (wait.IsEmpty || wait.Value <= TimeSpan.Zero) return true;
            work.Scheduler.Advanced.ScheduleOnce(wait.Value, () => Try(work, number + 1));
        }
        catch (Exception failure)
        {
            work.Result.TrySetException(failure);
        }

        return false;
    }

    private sealed record Work<T>(Func<Task<T>> Attempt, int Attempts, Func<int, Option<TimeSpan>> Delay, IScheduler Scheduler, TaskCompletionSource<T> Result);
}
