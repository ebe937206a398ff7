using System.Globalization;
using Akka.TestKit.Waiting;

namespace Akka.TestKit.Extensions;

/// <summary>Waits for tasks with a limit, on the machine's clock. Tasks of a driven system are waited for by its executor.</summary>
public static class TaskExtensions
{
    /// <summary>Waits for a task, however it ends.</summary>
    /// <param name="parentTask">The task.</param>
    /// <param name="timeout">How long; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not end in time.</returns>
    public static Task<bool> AwaitWithTimeout(this Task parentTask, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parentTask);
        return AwaitingWaiter.Instance.End(parentTask, timeout, cancellationToken).AsTask();
    }

    /// <summary>Waits for a task's result.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="parentTask">The task.</param>
    /// <param name="timeout">How long; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TimeoutException">The task did not end in time.</exception>
    public static async Task<T> WithTimeout<T>(this Task<T> parentTask, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!await parentTask.AwaitWithTimeout(timeout, cancellationToken).ConfigureAwait(false)) throw new TimeoutException($"The task did not end within {timeout}.");
        return await parentTask.ConfigureAwait(false);
    }

    /// <summary>Waits for a task that must succeed in time.</summary>
    /// <param name="task">The task. What it fails with is thrown.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="because">Why it should, for the failure; a format.</param>
    /// <param name="becauseArgs">Arguments of the format.</param>
    /// <returns>Completes when the task has.</returns>
    /// <exception cref="TimeoutException">The task did not end in time.</exception>
    public static async Task ShouldCompleteWithin(this Task task, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        await task.End(timeout, because, becauseArgs).ConfigureAwait(false);
        await task.ConfigureAwait(false);
    }

    /// <summary>Waits for a task that must succeed in time.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="task">The task. What it fails with is thrown.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="because">Why it should, for the failure; a format.</param>
    /// <param name="becauseArgs">Arguments of the format.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TimeoutException">The task did not end in time.</exception>
    public static async Task<T> ShouldCompleteWithin<T>(this Task<T> task, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        await task.End(timeout, because, becauseArgs).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>Waits for a task that must have a result in time.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="task">The task. What it fails with is thrown.</param>
    /// <param name="expected">The result that it must have.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="because">Why it should, for the failure; a format.</param>
    /// <param name="becauseArgs">Arguments of the format.</param>
    /// <returns>Completes when the task has.</returns>
    /// <exception cref="TimeoutException">The task did not end in time.</exception>
    /// <exception cref="InvalidOperationException">It has another result.</exception>
    public static async Task ShouldCompleteWithin<T>(this Task<T> task, T expected, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        var actual = await task.ShouldCompleteWithin(timeout, because, becauseArgs).ConfigureAwait(false);
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"Expected a result of <{expected}>, but it is <{actual}>{Why(because, becauseArgs)}.");
    }

    /// <summary>Waits for a task that must fail in time.</summary>
    /// <typeparam name="T">What it must fail with; derived exceptions count too.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="because">Why it should, for the failure; a format.</param>
    /// <param name="becauseArgs">Arguments of the format.</param>
    /// <returns>What it failed with.</returns>
    /// <exception cref="TimeoutException">The task did not end in time.</exception>
    /// <exception cref="InvalidOperationException">It succeeded, or failed with something else.</exception>
    public static async Task<T> ShouldThrowWithin<T>(this Task task, TimeSpan timeout, string because = "", params object[] becauseArgs) where T : Exception
    {
        await task.End(timeout, because, becauseArgs).ConfigureAwait(false);
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (T expected)
        {
            return expected;
        }
        catch (Exception other)
        {
            throw new InvalidOperationException($"Expected the task to fail with a {typeof(T)}, but it failed with a {other.GetType()}{Why(because, becauseArgs)}.", other);
        }

        throw new InvalidOperationException($"Expected the task to fail with a {typeof(T)}, but it succeeded{Why(because, becauseArgs)}.");
    }

    /// <summary>Waits for a task that must fail in time with an exception like another: of its class and with its message.</summary>
    /// <typeparam name="T">The exception's class.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="expected">The exception that it must be like.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="because">Why it should, for the failure; a format.</param>
    /// <param name="becauseArgs">Arguments of the format.</param>
    /// <returns>Completes when the task has failed.</returns>
    /// <exception cref="TimeoutException">The task did not end in time.</exception>
    /// <exception cref="InvalidOperationException">It succeeded, or failed with something else.</exception>
    public static async Task ShouldThrowWithin<T>(this Task task, T expected, TimeSpan timeout, string because = "", params object[] becauseArgs) where T : Exception
    {
        ArgumentNullException.ThrowIfNull(expected);
        var actual = await task.ShouldThrowWithin<T>(timeout, because, becauseArgs).ConfigureAwait(false);
        if (!ReferenceEquals(actual, expected) && (actual.GetType() != expected.GetType() || actual.Message != expected.Message))
            throw new InvalidOperationException($"Expected the task to fail with [{expected.Message}], but it failed with [{actual.Message}]{Why(because, becauseArgs)}.", actual);
    }

    private static async Task End(this Task task, TimeSpan timeout, string because, object[] becauseArgs)
    {
        if (!await task.AwaitWithTimeout(timeout).ConfigureAwait(false)) throw new TimeoutException($"Expected the task to end within {timeout}{Why(because, becauseArgs)}, but it did not.");
    }

    private static string Why(string because, object[] arguments)
    {
        if (string.IsNullOrWhiteSpace(because)) return "";
        var reason = string.Format(CultureInfo.InvariantCulture, because, arguments);
        return reason.StartsWith("because", StringComparison.OrdinalIgnoreCase) ? " " + reason : " because " + reason;
    }
}
