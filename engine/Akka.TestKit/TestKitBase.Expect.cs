using Akka.Actor;
using Akka.TestKit.Internal;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

// The next message must be ...
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must be of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, null, null, duration, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must equal another.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, null, Equal(message, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must equal another in the eyes of a comparer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="expected">The message.</param>
    /// <param name="comparer">Is given the expected message and the one received.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, null, Equal(expected, comparer, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, for which a predicate must hold.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, null, Holds(isMessage, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which is judged by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="assert">Throws when the message is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, null, (message, _) => assert(message), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, for which, with its sender, a predicate must hold.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="isMessageAndSender">The predicate.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(_sync, null, Holds(isMessageAndSender, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which with its sender is judged by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="assertMessageAndSender">Throws when something is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(_sync, null, assertMessageAndSender, timeout, hint, cancellationToken).Result();

    /// <summary>Takes the next message, which must say that an actor has terminated. Watch it before.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(_sync, null, IsOf(target, hint), timeout, hint, cancellationToken).Result();

    /// <summary>Waits as long as no message comes, for what is left of Within or else the default time. One that comes fails the test.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) => ExpectNone(_sync, RemainingOrDefault, cancellationToken).Result();

    /// <summary>Waits as long as no message comes. One that comes fails the test.</summary>
    /// <param name="duration">How long. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) => ExpectNone(_sync, Dilated(duration), cancellationToken).Result();

    /// <summary>Waits as long as no message comes. One that comes fails the test.</summary>
    /// <param name="milliseconds">How long, in ms. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) => ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    private async ValueTask<T> Expect<T>(
        Waiter waiter, Action<IActorRef>? assertSender, Action<T, IActorRef>? assert, TimeSpan? timeout, string? hint, CancellationToken cancellationToken)
    {
        var max = RemainingOrDilated(timeout);
        var envelope = await TryReceive(waiter, max, cancellationToken).ConfigureAwait(false);
        if (envelope is null)
            _assertions.Fail("Failed: Timeout {0} while waiting for a message of type {1}{2}{3}", max, typeof(T), Hint(hint), waiter.Note);
        if (envelope.Message is not T message)
        {
            _assertions.Fail("Failed: Expected a message of type {0}, but received {{{1}}} (type {2}) instead from {3}{4}{5}{6}",
                typeof(T), envelope.Message, envelope.Message.GetType(), Name(envelope.Sender), Hint(hint), Queued(), waiter.Note);
            return default;
        }

        assertSender?.Invoke(envelope.Sender);
        assert?.Invoke(message, envelope.Sender);
        return message;
    }

    private async ValueTask ExpectNone(Waiter waiter, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = waiter.Now;
        var envelope = await TryReceive(waiter, duration, cancellationToken).ConfigureAwait(false);
        if (envelope is not null)
            _assertions.Fail("Failed: Expected no messages during {0}, instead we received {1} after {2}{3}{4}", duration, envelope, waiter.Now - start, Queued(), waiter.Note);
        _lastWasNoMsg = true;
    }

    // What else there is often tells why the first message is not the expected one.
    private string Queued()
    {
        const int most = 10;
        var waiting = _inbox.Snapshot();
        if (waiting.Length == 0) return "";
        var more = waiting.Length > most ? $" and {waiting.Length - most} more" : "";
        return $". Still queued: {string.Join(", ", waiting.Take(most))}{more}";
    }

    private static string Name(IActorRef? sender) => sender is null || sender.IsNobody() ? "NoSender" : sender.ToString()!;

    private static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : ". " + hint;

    private Action<T, IActorRef> Equal<T>(T expected, string? hint) => (actual, _) => _assertions.AssertEqual(expected, actual, "{0}", hint ?? "");

    private Action<T, IActorRef> Equal<T>(T expected, Func<T, T, bool> comparer, string? hint) => (actual, _) => _assertions.AssertEqual(expected, actual, comparer, "{0}", hint ?? "");

    private Action<T, IActorRef> Holds<T>(Predicate<T> isMessage, string? hint) =>
        (message, _) => _assertions.AssertTrue(isMessage(message), "Got a message of the expected type <{0}>, but the predicate returned false for it: {1}{2}", typeof(T), message, Hint(hint));

    private Action<T, IActorRef> Holds<T>(Func<T, IActorRef, bool> isMessage, string? hint) =>
        (message, sender) => _assertions.AssertTrue(
            isMessage(message, sender), "Got a message of the expected type <{0}>, but the predicate returned false for it: {1} from {2}{3}", typeof(T), message, sender, Hint(hint));

    private Action<Terminated, IActorRef> IsOf(IActorRef target, string? hint) =>
        (terminated, _) => _assertions.AssertEqual(target, terminated.ActorRef, "{0}", $"Received a Terminated of another actor{Hint(hint)}");
}
