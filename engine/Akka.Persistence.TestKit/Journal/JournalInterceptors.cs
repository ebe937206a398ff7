namespace Akka.Persistence.TestKit;

/// <summary>The stock interceptors of what a journal does with an event. Without state, or counting only what a test's predicate counts.</summary>
public static class JournalInterceptors
{
    /// <summary>Lets everything through.</summary>
    public sealed class Noop : IJournalInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly IJournalInterceptor Instance = new Noop();

        /// <inheritdoc />
        public Task InterceptAsync(IPersistentRepresentation message) => Task.CompletedTask;
    }

    /// <summary>Fails the write or the replay.</summary>
    public sealed class Failure : IJournalInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly IJournalInterceptor Instance = new Failure();

        /// <inheritdoc />
        public Task InterceptAsync(IPersistentRepresentation message) => Task.FromException(new TestJournalFailureException());
    }

    /// <summary>Refuses the event.</summary>
    public sealed class Rejection : IJournalInterceptor
    {
        /// <summary>An instance for all.</summary>
        public static readonly IJournalInterceptor Instance = new Rejection();

        /// <inheritdoc />
        public Task InterceptAsync(IPersistentRepresentation message) => Task.FromException(new TestJournalRejectionException());
    }

    /// <summary>Asks another interceptor about events of a type, and lets the rest through.</summary>
    public sealed class OnType : IJournalInterceptor
    {
        private readonly Type _messageType;
        private readonly IJournalInterceptor _next;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="messageType">The type; what derives from it counts too.</param>
        /// <param name="next">Is asked about its events.</param>
        public OnType(Type messageType, IJournalInterceptor next)
        {
            ArgumentNullException.ThrowIfNull(messageType);
            _messageType = messageType;
            _next = next;
        }

        /// <inheritdoc />
        public Task InterceptAsync(IPersistentRepresentation message)
        {
            ArgumentNullException.ThrowIfNull(message);
            return _messageType.IsInstanceOfType(message.Payload) ? _next.InterceptAsync(message) : Task.CompletedTask;
        }
    }

    /// <summary>Waits, on the clock of the plugin's actor system, then asks another interceptor.</summary>
    public sealed class Delay : IJournalInterceptor
    {
        private readonly TimeSpan _delay;
        private readonly IJournalInterceptor _next;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="delay">How long to wait.</param>
        /// <param name="next">What decides then.</param>
        public Delay(TimeSpan delay, IJournalInterceptor next)
        {
            _delay = delay;
            _next = next;
        }

        /// <inheritdoc />
        public async Task InterceptAsync(IPersistentRepresentation message)
        {
            await Waiting.ForAsync(_delay, CancellationToken.None).ConfigureAwait(false);
            await _next.InterceptAsync(message).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="Delay"/>, until a test ends the wait: then the other interceptor is asked at once.</summary>
    public sealed class CancelableDelay : IJournalInterceptor
    {
        private readonly TimeSpan _delay;
        private readonly IJournalInterceptor _next;
        private readonly CancellationToken _cancellationToken;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="delay">How long to wait at most.</param>
        /// <param name="next">What decides then.</param>
        /// <param name="cancellationToken">Ends the wait.</param>
        public CancelableDelay(TimeSpan delay, IJournalInterceptor next, CancellationToken cancellationToken)
        {
            _delay = delay;
            _next = next;
            _cancellationToken = cancellationToken;
        }

        /// <inheritdoc />
        public async Task InterceptAsync(IPersistentRepresentation message)
        {
            await Waiting.ForAsync(_delay, _cancellationToken).ConfigureAwait(false);
            await _next.InterceptAsync(message).ConfigureAwait(false);
        }
    }

    /// <summary>Asks another interceptor when a predicate holds, and lets the rest through.</summary>
    public sealed class OnCondition : IJournalInterceptor
    {
        private readonly Func<IPersistentRepresentation, Task<bool>> _predicate;
        private readonly IJournalInterceptor _next;
        private readonly bool _negate;

        /// <summary>Creates the interceptor.</summary>
        /// <param name="predicate">Decides. An error that it throws counts as the storage's.</param>
        /// <param name="next">Is asked when the predicate holds.</param>
        /// <param name="negate">True to ask it when the predicate does not hold instead.</param>
        public OnCondition(Func<IPersistentRepresentation, bool> predicate, IJournalInterceptor next, bool negate = false)
            : this((message) => Task.FromResult(predicate(message)), next, negate) => ArgumentNullException.ThrowIfNull(predicate);

        /// <summary>Creates the interceptor.</summary>
        /// <param name="predicate">Decides. An error that it throws counts as the storage's.</param>
        /// <param name="next">Is asked when the predicate holds.</param>
        /// <param name="negate">True to ask it when the predicate does not hold instead.</param>
        public OnCondition(Func<IPersistentRepresentation, Task<bool>> predicate, IJournalInterceptor next, bool negate = false)
        {
            ArgumentNullException.ThrowIfNull(predicate);
            ArgumentNullException.ThrowIfNull(next);
            _predicate = predicate;
            _next = next;
            _negate = negate;
        }

        /// <inheritdoc />
        public async Task InterceptAsync(IPersistentRepresentation message)
        {
            if (await _predicate(message).ConfigureAwait(false) != _negate) await _next.InterceptAsync(message).ConfigureAwait(false);
        }
    }
}
