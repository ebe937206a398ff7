using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

// Several messages: all of, any of, those in between.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must equal one of several.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) => ExpectAny(_sync, messages, cancellationToken).Result();

    /// <summary>Takes as many messages as are given, which must equal them in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectAll<T>(_sync, messages, RemainingOrDefault, default).Result();

    /// <summary>Takes as many messages as are given, which must equal them in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(_sync, messages, RemainingOrDefault, cancellationToken).Result();

    /// <summary>Takes as many messages as are given, which must equal them in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="messages">The messages.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => ExpectMsgAllOf(max, (IReadOnlyCollection<T>)messages);

    /// <summary>Takes as many messages as are given, which must equal them in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return ExpectAll(_sync, messages, Dilated(max), cancellationToken).Result();
    }

    /// <summary>Takes as many messages as there are predicates, each of which must hold for one of them.</summary>
    /// <param name="predicates">The predicates.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        ExpectMatching(_sync, predicates, RemainingOrDefault, default).Result();

    /// <summary>Takes as many messages as there are predicates, each of which must hold for one of them.</summary>
    /// <param name="predicates">The predicates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        ExpectMatching(_sync, predicates, RemainingOrDefault, cancellationToken).Result();

    /// <summary>Takes as many messages as there are predicates, each of which must hold for one of them.</summary>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="predicates">The predicates.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, params PredicateInfo[] predicates) =>
        ExpectMatching(_sync, predicates, Dilated(max), default).Result();

    /// <summary>Takes as many messages as there are predicates, each of which must hold for one of them.</summary>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="predicates">The predicates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received.</returns>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        ExpectMatching(_sync, predicates, Dilated(max), cancellationToken).Result();

    /// <summary>Takes messages until a predicate holds for one, and throws the others away.</summary>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Fish(_sync, isMessage, null, max, hint, cancellationToken).Result();

    /// <summary>Takes messages until a predicate holds for one of a type, and throws the others away.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Fish(_sync, isMessage, null, max, hint, cancellationToken).Result();

    /// <summary>Takes messages until a predicate holds for one of a type, and collects the others.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="allMessages">Takes the others. It is emptied first.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T FishForMessage<T>(Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Fish(_sync, isMessage, allMessages, max, hint, cancellationToken).Result();

    /// <summary>Takes messages as long as a filter makes something of them. The first of which it makes null stays.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the filter made.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) where T : class =>
        While(_sync, filter, max, null, msgs, cancellationToken).Result();

    /// <summary>Takes messages as long as a filter makes something of them. The first of which it makes null stays.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="idle">How long to wait for each; null for no bound.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the filter made.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class => While(_sync, filter, max, idle, msgs, cancellationToken).Result();

    /// <summary>Takes messages as long as a filter makes something of them. The first of which it makes null stays.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="filter">The filter.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="idle">How long to wait for each; null for no bound.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the filter made.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) where T : class =>
        While(_sync, filter, max, idle, msgs, cancellationToken).Result();

    /// <summary>Takes messages as long as they are of a type and a predicate holds. The first for which it does not stays.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">The predicate.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="idle">How long to wait for each; null for no bound.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are thrown away, or end it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) where T : class =>
        While(_sync, Typed(shouldContinue, shouldIgnoreOtherMessageTypes), max, idle, msgs, cancellationToken).Result().OfType<T>().ToList();

    private static readonly object Skipped = new();

    private static Func<object, object?> Typed<T>(Predicate<T> shouldContinue, bool skipOthers) where T : class =>
        message => message is T typed ? (shouldContinue(typed) ? typed : null) : skipOthers ? Skipped : null;

    private async ValueTask<T> ExpectAny<T>(Waiter waiter, IEnumerable<T> messages, CancellationToken cancellationToken)
    {
        var max = RemainingOrDefault;
        var wanted = messages.ToList();
        if (await TryReceive(waiter, max, cancellationToken).ConfigureAwait(false) is not { } envelope)
            _assertions.Fail("Failed: Timeout {0} while waiting for any of {1}{2}", max, Show(wanted.Cast<object?>()), waiter.Note);
        else if (wanted.Exists(one => Equals(one, envelope.Message)))
            return (T)envelope.Message;
        else
            _assertions.Fail("Failed: Expected any of {0}, but received {1}{2}", Show(wanted.Cast<object?>()), envelope, waiter.Note);
        return default;
    }

    private async ValueTask<IReadOnlyCollection<T>> ExpectAll<T>(Waiter waiter, IReadOnlyCollection<T> messages, TimeSpan max, CancellationToken cancellationToken)
    {
        var received = await Receive(waiter, messages.Count, max, cancellationToken).ConfigureAwait(false);
        var unexpected = new List<object>(received);
        var missing = messages.Cast<object?>().Where(one => !RemoveFirst(unexpected, other => Equals(one, other))).ToList();
        if (missing.Count > 0) _assertions.Fail("Failed: not found {0}, found unexpected {1}{2}", Show(missing), Show(unexpected), waiter.Note);
        return received.Cast<T>().ToList();
    }

    private async ValueTask<IReadOnlyCollection<object>> ExpectMatching(
        Waiter waiter, IReadOnlyCollection<PredicateInfo> predicates, TimeSpan max, CancellationToken cancellationToken)
    {
        var received = await Receive(waiter, predicates.Count, max, cancellationToken).ConfigureAwait(false);
        var unexpected = new List<object>(received);
        var missing = predicates.Where(one => !RemoveFirst(unexpected, one.Holds)).ToList();
        if (missing.Count > 0)
            _assertions.Fail("Failed: no message for predicates over {0}, found unexpected {1}{2}", string.Join(", ", missing.Select(one => one.Type)), Show(unexpected), waiter.Note);
        return received;
    }

    private async ValueTask<T> Fish<T>(Waiter waiter, Predicate<T> isMessage, ArrayList? others, TimeSpan? max, string? hint, CancellationToken cancellationToken)
    {
        others?.Clear();
        var limit = RemainingOrDilated(max);
        var end = waiter.Now + limit;
        while (await TryReceive(waiter, Left(waiter, end), cancellationToken).ConfigureAwait(false) is { } envelope)
        {
            if (envelope.Message is T message && isMessage(message)) return message;
            others?.Add(envelope.Message);
        }

        _assertions.AssertTrue(false, "Timeout ({0}) during fishForMessage{1}{2}", limit, Hint(hint), waiter.Note);
        return default;
    }

    private async ValueTask<List<T>> While<T>(Waiter waiter, Func<object, T?> filter, TimeSpan? max, TimeSpan? idle, int msgs, CancellationToken cancellationToken)
        where T : class
    {
        var made = new List<T>();
        await foreach (var one in Each(waiter, filter, max, idle, msgs, cancellationToken).ConfigureAwait(false)) made.Add(one);
        return made;
    }

    private async IAsyncEnumerable<T> Each<T>(
        Waiter waiter, Func<object, T?> filter, TimeSpan? max, TimeSpan? idle, int msgs, [EnumeratorCancellation] CancellationToken cancellationToken) where T : class
    {
        ArgumentNullException.ThrowIfNull(filter);
        var end = waiter.Now + RemainingOrDilated(max);
        var last = _last;
        for (var taken = 0; taken < msgs;)
        {
            var wait = TimeSpanExtensions.Min(Left(waiter, end), idle);
            if (await TryPeek(waiter, wait, cancellationToken).ConfigureAwait(false) is not { } next || filter(next.Message) is not { } made) break;
            if (!_inbox.TryTake(out var envelope)) break;
            last = envelope;
            if (ReferenceEquals(made, Skipped)) continue;
            taken++;
            yield return made;
        }

        _last = last;
        _lastWasNoMsg = true;
    }

    private static bool RemoveFirst(List<object> from, Predicate<object> match)
    {
        var index = from.FindIndex(match);
        if (index >= 0) from.RemoveAt(index);
        return index >= 0;
    }
}
