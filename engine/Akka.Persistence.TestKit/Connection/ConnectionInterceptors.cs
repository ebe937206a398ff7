namespace Akka.Persistence.TestKit;

/// <summary>The stock interceptors of a plugin's way to its storage. Without state, or counting only what a test's predicate counts.</summary>
public static class ConnectionInterceptors
{
    /// <summary>Lets everything through.</summary>
    public sealed class Noop : IConnectionInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly IConnectionInterceptor Instance = new Noop();

        /// <inheritdoc />
        public Task InterceptAsync() => Task.CompletedTask;
    }

    /// <summary>The storage cannot be reached.</summary>
    public sealed class Failure : IConnectionInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly IConnectionInterceptor Instance = new Failure();

        /// <inheritdoc />
        public Task InterceptAsync() => Task.FromException(new TestConnectionException());
    }

    /// <summary>Waits, on the clock of the plugin's actor system, then asks another interceptor.</summary>
    public sealed class Delay : IConnectionInterceptor
    {
        private readonly TimeSpan _delay;
        private readonly IConnectionInterceptor _next;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="delay">How long to wait.</param>
        /// <param name="next">What decides then.</param>
        public Delay(TimeSpan delay, IConnectionInterceptor next)
        {
            _delay = delay;
            _next = next;
        }

        /// <inheritdoc />
        public async Task InterceptAsync()
        {
            await Waiting.ForAsync(_delay, CancellationToken.None).ConfigureAwait(false);
            await _next.InterceptAsync().ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="Delay"/>, until a test ends the wait: then the other interceptor is asked at once.</summary>
    public sealed class CancelableDelay : IConnectionInterceptor
    {
        private readonly TimeSpan _delay;
        private readonly IConnectionInterceptor _next;
        private readonly CancellationToken _cancellationToken;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="delay">How long to wait at most.</param>
        /// <param name="next">What decides then.</param>
        /// <param name="cancellationToken">Ends the wait.</param>
        public CancelableDelay(TimeSpan delay, IConnectionInterceptor next, CancellationToken cancellationToken)
        {
            _delay = delay;
            _next = next;
            _cancellationToken = cancellationToken;
        }

        /// <inheritdoc />
        public async Task InterceptAsync()
        {
            await Waiting.ForAsync(_delay, _cancellationToken).ConfigureAwait(false);
            await _next.InterceptAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Asks another interceptor when a predicate holds, and lets the rest through.</summary>
    public sealed class OnCondition : IConnectionInterceptor
    {
        private readonly Func<Task<bool>> _predicate;
        private readonly IConnectionInterceptor _next;
        private readonly bool _negate;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="predicate">Decides. An error that it throws counts as the storage's.</param>
        /// <param name="next">Is asked when the predicate holds.</param>
        /// <param name="negate">True to ask it when the predicate does not hold instead.</param>
        public OnCondition(Func<bool> predicate, IConnectionInterceptor next, bool negate = false)
            : this(() => Task.FromResult(predicate()), next, negate) => ArgumentNullException.ThrowIfNull(predicate);

        /// <summary>Creates the interceptor.</summary>
        /// <param name="predicate">Decides. An error that it throws counts as the storage's.</param>
        /// <param name="next">Is asked when the predicate holds.</param>
        /// <param name="negate">True to ask it when the predicate does not hold instead.</param>
        public OnCondition(Func<Task<bool>> predicate, IConnectionInterceptor next, bool negate = false)
        {
            ArgumentNullException.ThrowIfNull(predicate);
            ArgumentNullException.ThrowIfNull(next);
            _predicate = predicate;
            _next = next;
            _negate = negate;
        }

        /// <inheritdoc />
        public async Task InterceptAsync()
        {
            if (await _predicate().ConfigureAwait(false) != _negate) await _next.InterceptAsync().ConfigureAwait(false);
        }
    }
}
