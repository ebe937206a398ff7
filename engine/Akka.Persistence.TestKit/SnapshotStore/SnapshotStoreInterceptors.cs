namespace Akka.Persistence.TestKit;

/// <summary>The stock interceptors of what a snapshot store does. Without state, or counting only what a test's predicate counts.</summary>
public static class SnapshotStoreInterceptors
{
    /// <summary>Lets everything through.</summary>
    public sealed class Noop : ISnapshotStoreInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly ISnapshotStoreInterceptor Instance = new Noop();

        /// <inheritdoc />
        public Task InterceptAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Task.CompletedTask;
    }

    /// <summary>Fails the call.</summary>
    public sealed class Failure : ISnapshotStoreInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly ISnapshotStoreInterceptor Instance = new Failure();

        /// <inheritdoc />
        public Task InterceptAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Task.FromException(new TestSnapshotStoreFailureException());
    }

    /// <summary>Waits, on the clock of the plugin's actor system, then asks another interceptor.</summary>
    public sealed class Delay : ISnapshotStoreInterceptor
    {
        private readonly TimeSpan _delay;
        private readonly ISnapshotStoreInterceptor _next;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="delay">How long to wait.</param>
        /// <param name="next">What decides then.</param>
        public Delay(TimeSpan delay, ISnapshotStoreInterceptor next)
        {
            _delay = delay;
            _next = next;
        }

        /// <inheritdoc />
        public async Task InterceptAsync(string persistenceId, SnapshotSelectionCriteria criteria)
        {
            await Waiting.ForAsync(_delay, CancellationToken.None).ConfigureAwait(false);
            await _next.InterceptAsync(persistenceId, criteria).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="Delay"/>, until a test ends the wait: then the other interceptor is asked at once.</summary>
    public sealed class CancelableDelay : ISnapshotStoreInterceptor
    {
        private readonly TimeSpan _delay;
        private readonly ISnapshotStoreInterceptor _next;
        private readonly CancellationToken _cancellationToken;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="delay">How long to wait at most.</param>
        /// <param name="next">What decides then.</param>
        /// <param name="cancellationToken">Ends the wait.</param>
        public CancelableDelay(TimeSpan delay, ISnapshotStoreInterceptor next, CancellationToken cancellationToken)
        {
            _delay = delay;
            _next = next;
            _cancellationToken = cancellationToken;
        }

        /// <inheritdoc />
        public async Task InterceptAsync(string persistenceId, SnapshotSelectionCriteria criteria)
        {
            await Waiting.ForAsync(_delay, _cancellationToken).ConfigureAwait(false);
            await _next.InterceptAsync(persistenceId, criteria).ConfigureAwait(false);
        }
    }

    /// <summary>Asks another interceptor when a predicate holds, and lets the rest through.</summary>
    public sealed class OnCondition : ISnapshotStoreInterceptor
    {
        private readonly Func<string, SnapshotSelectionCriteria, Task<bool>> _predicate;
        private readonly ISnapshotStoreInterceptor _next;
        private readonly bool _negate;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="predicate">Decides. An error that it throws counts as the storage's.</param>
        /// <param name="next">Is asked when the predicate holds.</param>
        /// <param name="negate">True to ask it when the predicate does not hold instead.</param>
        public OnCondition(Func<string, SnapshotSelectionCriteria, bool> predicate, ISnapshotStoreInterceptor next, bool negate = false)
            : this((persistenceId, criteria) => Task.FromResult(predicate(persistenceId, criteria)), next, negate) => ArgumentNullException.ThrowIfNull(predicate);

        /// <summary>Creates the interceptor.</summary>
        /// <param name="predicate">Decides. An error that it throws counts as the storage's.</param>
        /// <param name="next">Is asked when the predicate holds.</param>
        /// <param name="negate">True to ask it when the predicate does not hold instead.</param>
        public OnCondition(Func<string, SnapshotSelectionCriteria, Task<bool>> predicate, ISnapshotStoreInterceptor next, bool negate = false)
        {
            ArgumentNullException.ThrowIfNull(predicate);
            ArgumentNullException.ThrowIfNull(next);
            _predicate = predicate;
            _next = next;
            _negate = negate;
        }

        /// <inheritdoc />
        public async Task InterceptAsync(string persistenceId, SnapshotSelectionCriteria criteria)
        {
            if (await _predicate(persistenceId, criteria).ConfigureAwait(false) != _negate) await _next.InterceptAsync(persistenceId, criteria).ConfigureAwait(false);
        }
    }
}
