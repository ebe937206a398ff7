using Akka.TestKit.Internal;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

// Time limits for a block of a test.
public abstract partial class TestKitBase
{
    /// <summary>What is left of the innermost Within.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Left(_sync, end)
        : throw new InvalidOperationException($"{nameof(Remaining)} is only there inside of {nameof(Within)}.");

    /// <summary>What is left of the innermost Within; without one <c>akka.test.single-expect-default</c>, dilated.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    /// <summary>A time-out given, dilated; for null <see cref="RemainingOrDefault"/>.</summary>
    /// <param name="duration">The time-out.</param>
    /// <returns>How long to wait.</returns>
    /// <exception cref="ArgumentException">It is infinite.</exception>
    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration is not { } given) return RemainingOrDefault;
        if (given.IsInfinite()) throw new ArgumentException("A wait in a test must be finite.", nameof(duration));
        return Dilated(given);
    }

    /// <summary>What is left of the innermost Within, or a time-out where there is none.</summary>
    /// <param name="duration">The time-out.</param>
    /// <returns>How long to wait.</returns>
    protected TimeSpan RemainingOr(TimeSpan duration) => _end is null ? duration : Remaining;

    /// <summary>Runs a block, which must end in time. Waits in it that state no time-out share that time.</summary>
    /// <param name="max">The time. Dilated.</param>
    /// <param name="action">The block.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block, which must end neither too early nor too late. Waits in it that state no time-out share the time.</summary>
    /// <param name="min">The least time it takes.</param>
    /// <param name="max">The most time it takes. Dilated.</param>
    /// <param name="action">The block.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    public void Within(TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        Within<object?>(
            min, max, () =>
            {
                action();
                return null;
            },
            hint, epsilonValue, cancellationToken);
    }

    /// <summary>Runs a block, which must end in time. Waits in it that state no time-out share that time.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="max">The time. Dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    /// <returns>What the block returned.</returns>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block, which must end neither too early nor too late. Waits in it that state no time-out share the time.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="min">The least time it takes.</param>
    /// <param name="max">The most time it takes. Dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    /// <returns>What the block returned.</returns>
    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Within(_sync, min, max, () => Task.FromResult(function()), hint, epsilonValue, cancellationToken).Result();
    }

    /// <summary>Runs a block, which must end in time. Waits in it that state no time-out share that time.</summary>
    /// <param name="max">The time. Dilated.</param>
    /// <param name="actionAsync">The block.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    /// <returns>Completes when the block has ended.</returns>
    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block, which must end neither too early nor too late. Waits in it that state no time-out share the time.</summary>
    /// <param name="min">The least time it takes.</param>
    /// <param name="max">The most time it takes. Dilated.</param>
    /// <param name="actionAsync">The block.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    /// <returns>Completes when the block has ended.</returns>
    public Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actionAsync);
        return WithinAsync<object?>(
            min, max, async () =>
            {
                await actionAsync().ConfigureAwait(false);
                return null;
            },
            hint, epsilonValue, cancellationToken);
    }

    /// <summary>Runs a block, which must end in time. Waits in it that state no time-out share that time.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="max">The time. Dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    /// <returns>What the block returned.</returns>
    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block, which must end neither too early nor too late. Waits in it that state no time-out share the time.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="min">The least time it takes.</param>
    /// <param name="max">The most time it takes. Dilated.</param>
    /// <param name="function">The block.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="epsilonValue">How much longer it may take all the same; null for nothing.</param>
    /// <param name="cancellationToken">Looked at before the block.</param>
    /// <returns>What the block returned.</returns>
    public async Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return await Within(_async, min, max, function, hint, epsilonValue, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<T> Within<T>(
        Waiter waiter, TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint, TimeSpan? epsilonValue, CancellationToken cancellationToken)
    {
        min.EnsureIsFinite(nameof(min));
        max.EnsureIsFinite(nameof(max));
        cancellationToken.ThrowIfCancellationRequested();
        var limit = Dilated(max);
        var start = waiter.Now;
        var outer = _end;
        if (outer is { } end && Left(waiter, end) is var left && left < limit) limit = left;
        _assertions.AssertTrue(limit >= min, "required min time {0} not possible, only {1} left{2}", min, limit, Hint(hint));
        _lastWasNoMsg = false;
        _end = start + limit;
        T result;
        try
        {
            var task = function();
            // A block that awaits the system, not the TestKit, ends only when somebody drives. Otherwise this is the one await.
            if (waiter is DrivingWaiter) await waiter.End(task, limit, cancellationToken).ConfigureAwait(false);
            if (waiter is DrivingWaiter && !task.IsCompleted) _assertions.Fail("Failed: the block did not end within {0}{1}{2}", limit, Hint(hint), waiter.Note);
            result = await task.ConfigureAwait(false);
        }
        finally
        {
            _end = outer;
        }

        var took = waiter.Now - start;
        if (took < min) _assertions.Fail("Failed: block took {0}, should have at least been {1}{2}{3}", took, min, Hint(hint), waiter.Note);
        // A block whose last wait was for nothing to come has taken all the time it had.
        if (!_lastWasNoMsg && took > limit + (epsilonValue ?? TimeSpan.Zero))
            _assertions.Fail("Failed: block took {0}, exceeding {1}{2}{3}", took, limit, Hint(hint), waiter.Note);
        return result;
    }
}
