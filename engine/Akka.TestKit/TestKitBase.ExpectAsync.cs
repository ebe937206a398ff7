using Akka.Actor;

namespace Akka.TestKit;

// Expectations to be awaited.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must be of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, null, null, duration, hint, cancellationToken);

    /// <summary>Takes the next message, which must equal another.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, null, Equal(message, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which must equal another in the eyes of a comparer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="expected">The message.</param>
    /// <param name="comparer">Is given the expected message and the one received.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, null, Equal(expected, comparer, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, for which a predicate must hold.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, null, Holds(isMessage, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which is judged by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="assert">Throws when the message is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, null, (message, _) => assert(message), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, for which, with its sender, a predicate must hold.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="isMessageAndSender">The predicate.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, null, Holds(isMessageAndSender, hint), timeout, hint, cancellationToken);

    /// <summary>Expects no message for what is left of Within, or else the default time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the time is over.</returns>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) => ExpectNone(_async, RemainingOrDefault, cancellationToken);

    /// <summary>Expects no message.</summary>
    /// <param name="duration">For how long. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the time is over.</returns>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) => ExpectNone(_async, Dilated(duration), cancellationToken);

    /// <summary>Expects no message.</summary>
    /// <param name="milliseconds">For how long, in ms. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the time is over.</returns>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) => ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>Takes the next message, which must say that an actor has terminated. Watch it before.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(_async, null, IsOf(target, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which must equal one of several.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) => ExpectAny(_async, messages, cancellationToken);

    /// <summary>Takes messages until a predicate holds for one, and throws the others away.</summary>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Fish(_async, isMessage, null, max, hint, cancellationToken);

    /// <summary>Takes messages until a predicate holds for one of a type, and throws the others away.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Fish(_async, isMessage, null, max, hint, cancellationToken);
}
