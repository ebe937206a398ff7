using System.Collections;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Several messages, to be awaited one by one.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which with its sender is judged by assertions.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="assertMessageAndSender">Throws when something is wrong.</param>
    /// <param name="timeout">How long to wait: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> ExpectMsgAsync<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(_async, null, assertMessageAndSender, timeout, hint, cancellationToken);

    /// <summary>Takes as many messages as are given, which must equal them in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received, when all have come and are right.</returns>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Each(() => ExpectAll(_async, messages, RemainingOrDefault, cancellationToken));

    /// <summary>Takes as many messages as are given, which must equal them in any order.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received, when all have come and are right.</returns>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return Each(() => ExpectAll(_async, messages, Dilated(max), cancellationToken));
    }

    /// <summary>Takes as many messages as there are predicates, each of which must hold for one of them.</summary>
    /// <param name="predicates">The predicates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received, when all have come and are right.</returns>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        Each(() => ExpectMatching(_async, predicates, RemainingOrDefault, cancellationToken));

    /// <summary>Takes as many messages as there are predicates, each of which must hold for one of them.</summary>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="predicates">The predicates.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages as received, when all have come and are right.</returns>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return Each(() => ExpectMatching(_async, predicates, Dilated(max), cancellationToken));
    }

    /// <summary>Takes messages until a predicate holds for one of a type, and collects the others.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The predicate.</param>
    /// <param name="allMessages">Takes the others. It is emptied first.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="hint">Added to the text of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Fish(_async, isMessage, allMessages, max, hint, cancellationToken);

    /// <summary>Takes messages for some time. One of a type fails the test.</summary>
    /// <typeparam name="T">The type that must not come.</typeparam>
    /// <param name="max">How long: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the time is over.</returns>
    public async Task FishUntilMessageAsync<T>(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        await While<object>(
            _async,
            message =>
            {
                _assertions.AssertFalse(message is T, "Did not expect a message of type {0}, but received {1}{2}", typeof(T), message, _async.Note);
                return message;
            },
            max,
            null,
            int.MaxValue,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Takes messages as long as a filter makes something of them. The first of which it makes null stays.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the filter made, as it comes.</returns>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) where T : class =>
        Each(_async, filter, max, null, msgs, cancellationToken);

    /// <summary>Takes messages as long as a filter makes something of them. The first of which it makes null stays.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="idle">How long to wait for each; null for no bound.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the filter made, as it comes.</returns>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) where T : class =>
        Each(_async, filter, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages as long as a filter makes something of them. The first of which it makes null stays.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="filter">The filter.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="idle">How long to wait for each; null for no bound.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the filter made, as it comes.</returns>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) where T : class =>
        Each(_async, filter, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages as long as they are of a type and a predicate holds. The first for which it does not stays.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">The predicate.</param>
    /// <param name="max">How long it may take: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="idle">How long to wait for each; null for no bound.</param>
    /// <param name="msgs">How many messages at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are thrown away, or end it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages, as they come.</returns>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) where T : class =>
        Cast<T>(Each(_async, Typed(shouldContinue, shouldIgnoreOtherMessageTypes), max, idle, msgs, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<T> Each<T>(Func<ValueTask<IReadOnlyCollection<T>>> receive)
    {
        foreach (var message in await receive().ConfigureAwait(false)) yield return message;
    }

    private static async IAsyncEnumerable<T> Cast<T>(IAsyncEnumerable<object> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken).ConfigureAwait(false)) yield return (T)message;
    }
}
