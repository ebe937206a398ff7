using Akka.Event;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

// Waiting for a condition, and for assertions to hold.
public abstract partial class TestKitBase
{
    /// <summary>Waits until a condition holds, for what is left of Within or else the default time.</summary>
    /// <param name="conditionIsFulfilled">The condition. On real threads it is looked at every 100 ms, oftener at first; on a driven system after every step.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(_sync, conditionIsFulfilled, null, null, null, cancellationToken).Result();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition. On real threads it is looked at every 100 ms, oftener at first; on a driven system after every step.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(_sync, conditionIsFulfilled, max, null, null, cancellationToken).Result();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition. On real threads it is looked at every 100 ms, oftener at first; on a driven system after every step.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="message">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitCondition(_sync, conditionIsFulfilled, max, null, message, cancellationToken).Result();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="interval">How often it is looked at on real threads.</param>
    /// <param name="message">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitCondition(_sync, conditionIsFulfilled, max, interval, message, cancellationToken).Result();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is looked at on real threads.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    public bool AwaitConditionNoThrow(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _sync.Until(conditionIsFulfilled, max, interval, cancellationToken).Result();

    /// <summary>Waits until a condition holds, for what is left of Within or else the default time.</summary>
    /// <param name="conditionIsFulfilled">The condition. On real threads it is looked at every 100 ms, oftener at first; on a driven system after every step.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(_async, conditionIsFulfilled, null, null, null, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition. On real threads it is looked at every 100 ms, oftener at first; on a driven system after every step.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="message">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitCondition(_async, conditionIsFulfilled, max, null, message, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="interval">How often it is looked at on real threads.</param>
    /// <param name="message">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitCondition(_async, conditionIsFulfilled, max, interval, message, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds, for what is left of Within or else the default time.</summary>
    /// <param name="conditionIsFulfilled">The condition, asked every 100 ms, oftener at first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition, asked every 100 ms, oftener at first.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition, asked every 100 ms, oftener at first.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="message">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="interval">How often it is asked.</param>
    /// <param name="message">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it holds.</returns>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, interval, message, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is looked at on real threads.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    public Task<bool> AwaitConditionNoThrowAsync(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _async.Until(conditionIsFulfilled, max, interval, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Until(_async, conditionIsFulfilled, max, interval, cancellationToken);

    /// <summary>Runs assertions again and again until they hold, or the time is up: then the last failure is thrown.</summary>
    /// <param name="assertion">Throws when something does not hold (yet).</param>
    /// <param name="duration">How long: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="interval">How long to wait between; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssert(_sync, Asynchronous(assertion), duration, interval, cancellationToken).Result();

    /// <summary>Runs assertions again and again until they hold, or the time is up: then the last failure is thrown.</summary>
    /// <param name="assertion">Throws when something does not hold (yet).</param>
    /// <param name="duration">How long: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="interval">How long to wait between; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when they hold.</returns>
    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssert(_async, Asynchronous(assertion), duration, interval, cancellationToken).AsTask();

    /// <summary>Runs assertions again and again until they hold, or the time is up: then the last failure is thrown.</summary>
    /// <param name="assertion">Throws when something does not hold (yet).</param>
    /// <param name="duration">How long: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="interval">How long to wait between; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when they hold.</returns>
    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssert(_async, assertion, duration, interval, cancellationToken).AsTask();

    /// <summary>Waits on the machine's clock until a condition holds, on this thread.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is looked at; null for every 100 ms.</param>
    /// <param name="fail">Called with the text of a failure and its arguments when it did not hold in time; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    protected static bool InternalAwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, CancellationToken cancellationToken = default) =>
        InternalAwaitCondition(conditionIsFulfilled, max, interval, fail, null, cancellationToken);

    /// <summary>Waits on the machine's clock until a condition holds, on this thread.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is looked at; null for every 100 ms.</param>
    /// <param name="fail">Called with the text of a failure and its arguments when it did not hold in time; null for nothing.</param>
    /// <param name="logger">Told at debug level how it ended; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    protected static bool InternalAwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, ILoggingAdapter? logger, CancellationToken cancellationToken = default)
    {
        var held = BlockingWaiter.Instance.Until(conditionIsFulfilled, max, interval, cancellationToken).Result();
        return Ended(held, max, fail, logger);
    }

    /// <summary>Waits on the machine's clock until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is asked; null for every 100 ms.</param>
    /// <param name="fail">Called with the text of a failure and its arguments when it did not hold in time; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    protected static Task<bool> InternalAwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, CancellationToken cancellationToken = default) =>
        InternalAwaitConditionAsync(conditionIsFulfilled, max, interval, fail, null, cancellationToken);

    /// <summary>Waits on the machine's clock until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait. Not dilated.</param>
    /// <param name="interval">How often it is asked; null for every 100 ms.</param>
    /// <param name="fail">Called with the text of a failure and its arguments when it did not hold in time; null for nothing.</param>
    /// <param name="logger">Told at debug level how it ended; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it did not hold in time.</returns>
    protected static async Task<bool> InternalAwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval, Action<string, object[]>? fail, ILoggingAdapter? logger, CancellationToken cancellationToken = default)
    {
        var held = await Until(AwaitingWaiter.Instance, conditionIsFulfilled, max, interval, cancellationToken).ConfigureAwait(false);
        return Ended(held, max, fail, logger);
    }

    private static bool Ended(bool held, TimeSpan max, Action<string, object[]>? fail, ILoggingAdapter? logger)
    {
        logger?.Debug(held ? "Condition held within {0}" : "Condition did not hold within {0}", max);
        if (!held) fail?.Invoke("Timeout ({0}) expired while waiting for condition.", [max]);
        return held;
    }

    private static Func<Task> Asynchronous(Action assertion)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        return () =>
        {
            assertion();
            return Task.CompletedTask;
        };
    }

    private static async Task<bool> Until(Waiter waiter, Func<Task<bool>> condition, TimeSpan max, TimeSpan? interval, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var end = waiter.Now + max;
        while (true)
        {
            var answer = condition();
            if (!await waiter.End(answer, Left(waiter, end), cancellationToken).ConfigureAwait(false)) return false;
            if (await answer.ConfigureAwait(false)) return true;
            if (Left(waiter, end) is var left && left == TimeSpan.Zero) return false;
            await waiter.Pause(Shorter(left, interval ?? Waiter.DefaultInterval), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AwaitAssert(Waiter waiter, Func<Task> assertion, TimeSpan? duration, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var end = waiter.Now + RemainingOrDilated(duration);
        waiter.Settle();
        while (true)
        {
            TimeSpan left;
            try
            {
                var task = assertion();
                if (waiter is DrivingWaiter && !await waiter.End(task, Left(waiter, end), cancellationToken).ConfigureAwait(false))
                    throw new TimeoutException($"The assertion did not end in time.{waiter.Note}");
                await task.ConfigureAwait(false);
                return;
            }
            catch (Exception) when ((left = Left(waiter, end)) > TimeSpan.Zero && !cancellationToken.IsCancellationRequested)
            {
                // Not yet. What does not hold at the end is thrown.
            }

            await waiter.Pause(Shorter(left, interval ?? Waiter.DefaultInterval), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AwaitCondition(
        Waiter waiter, Func<bool> condition, TimeSpan? max, TimeSpan? interval, string? message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var limit = RemainingOrDilated(max);
        if (!await waiter.Until(condition, limit, interval, cancellationToken).ConfigureAwait(false)) FailCondition(waiter, limit, message);
    }

    private async Task AwaitCondition(Func<Task<bool>> condition, TimeSpan? max, TimeSpan? interval, string? message, CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(max);
        if (!await AwaitConditionNoThrowAsync(condition, limit, interval, cancellationToken).ConfigureAwait(false)) FailCondition(_async, limit, message);
    }

    private void FailCondition(Waiter waiter, TimeSpan limit, string? message) =>
        _assertions.Fail("Timeout ({0}) expired while waiting for condition{1}{2}", limit, Hint(message), waiter.Note);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
