using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Work that begins later.</summary>
public static class FutureTimeoutSupport
{
    /// <summary>Begins work after a time, on the scheduler's clock.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="duration">How long to wait; zero or less begins at once.</param>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="value">The work.</param>
    /// <returns>Its result or failure.</returns>
    public static Task<T> After<T>(TimeSpan duration, IScheduler scheduler, Func<Task<T>> value)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentNullException.ThrowIfNull(value);
        if (duration <= TimeSpan.Zero) return Begin(value);
        var result = new TaskCompletionSource<T>();
        scheduler.Advanced.ScheduleOnce(duration, () => Forward(Begin(value), result));
        return result.Task;
    }

    /// <summary>What a function returns; what it throws, as a failed task.</summary>
    internal static Task<T> Begin<T>(Func<Task<T>> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }

    // On the thread that ends the task, whatever its context: going by the thread pool would break the one order of a simulation.
    internal static void Forward<T>(Task<T> task, TaskCompletionSource<T> result) => task.ContinueWith(
        static (ended, state) => ((TaskCompletionSource<T>)state!).TrySetFromTask(ended),
        result, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
