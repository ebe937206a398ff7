using Akka.Actor;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

// The next message must be from somebody.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must be of a type and from an actor.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="duration">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, From(sender), null, duration, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must equal another and be from an actor.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, From(sender), Equal(message, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must be from an actor, and for which a predicate must hold.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, From(sender), Holds(isMessage, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must be from an actor and is judged by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="assertMessage">Throws when the message is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, From(sender), (message, _) => assertMessage(message), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which is judged, as its sender is, by a predicate.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="isSender">Holds for the sender.</param>
    /// <param name="isMessage">Holds for the message.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, From(isSender), Holds(isMessage, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which is judged, as its sender is, by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="assertSender">Throws when the sender is wrong.</param>
    /// <param name="assertMessage">Throws when the message is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, assertSender, (message, _) => assertMessage(message), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must be of a type and from an actor.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="duration">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, From(sender), null, duration, hint, cancellationToken);

    /// <summary>Takes the next message, which must equal another and be from an actor.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, From(sender), Equal(message, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which must be from an actor, and for which a predicate must hold.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, From(sender), Holds(isMessage, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which must be from an actor and is judged by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="assertMessage">Throws when the message is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, From(sender), (message, _) => assertMessage(message), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which is judged, as its sender is, by a predicate.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="isSender">Holds for the sender.</param>
    /// <param name="isMessage">Holds for the message.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, From(isSender), Holds(isMessage, hint), timeout, hint, cancellationToken);

    /// <summary>Takes the next message, which is judged, as its sender is, by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="assertSender">Throws when the sender is wrong.</param>
    /// <param name="assertMessage">Throws when the message is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgFromAsync<T>(Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_async, assertSender, (message, _) => assertMessage(message), timeout, hint, cancellationToken);

    private Action<IActorRef> From(IActorRef expected) => sender => _assertions.AssertEqual(expected, sender, "{0}", "The sender is another");

    private Action<IActorRef> From(Predicate<IActorRef> isSender) =>
        sender => _assertions.AssertTrue(isSender(sender), "The predicate returned false for the sender {0}", sender);
}
