using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

// Taking messages as they come.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message. The time-out is not dilated.</summary>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null when none came.</returns>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        TryReceive(_sync, max, cancellationToken).Result()?.Message;

    /// <summary>Takes the next message. The time-out is not dilated.</summary>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null when none came.</returns>
    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TryReceive(_async, max, cancellationToken).ConfigureAwait(false))?.Message;

    /// <summary>Takes the next message with its sender. The time-out is not dilated.</summary>
    /// <param name="envelope">The message, or null.</param>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when none came.</returns>
    public bool TryReceiveOne([NotNullWhen(true)] out MessageEnvelope? envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        envelope = TryReceive(_sync, max, cancellationToken).Result();
        return envelope is not null;
    }

    /// <summary>Takes the next message with its sender. The time-out is not dilated.</summary>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came, and the message.</returns>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var envelope = await TryReceive(_async, max, cancellationToken).ConfigureAwait(false);
        return (envelope is not null, envelope ?? NullMessageEnvelope.Instance);
    }

    /// <summary>Looks at the next message and leaves it.</summary>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null when none came.</returns>
    public object? PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) => TryPeek(_sync, max, cancellationToken).Result()?.Message;

    /// <summary>Looks at the next message and leaves it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null when none came.</returns>
    public object? PeekOne(CancellationToken cancellationToken) => PeekOne(null, cancellationToken);

    /// <summary>Looks at the next message and leaves it.</summary>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null when none came.</returns>
    public async ValueTask<object?> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TryPeek(_async, max, cancellationToken).ConfigureAwait(false))?.Message;

    /// <summary>Looks at the next message and leaves it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null when none came.</returns>
    public ValueTask<object?> PeekOneAsync(CancellationToken cancellationToken) => PeekOneAsync(null, cancellationToken);

    /// <summary>Looks at the next message and leaves it.</summary>
    /// <param name="envelope">The message, or null.</param>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when none came.</returns>
    public bool TryPeekOne([NotNullWhen(true)] out MessageEnvelope? envelope, TimeSpan? max, CancellationToken cancellationToken)
    {
        envelope = TryPeek(_sync, max, cancellationToken).Result();
        return envelope is not null;
    }

    /// <summary>Looks at the next message and leaves it.</summary>
    /// <param name="max">How long to wait for it: null for what is left of Within, or else the default; negative for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came, and the message.</returns>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryPeekOneAsync(TimeSpan? max, CancellationToken cancellationToken)
    {
        var envelope = await TryPeek(_async, max, cancellationToken).ConfigureAwait(false);
        return (envelope is not null, envelope ?? NullMessageEnvelope.Instance);
    }

    /// <summary>Takes a number of messages, within what is left of Within or else the default time.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages. Fewer fail the test.</returns>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Receive(_sync, numberOfMessages, RemainingOrDefault, cancellationToken).Result();

    /// <summary>Takes a number of messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages. Fewer fail the test.</returns>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return Receive(_sync, numberOfMessages, Dilated(max), cancellationToken).Result();
    }

    /// <summary>Takes a number of messages, within what is left of Within or else the default time.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages, as they come. Fewer fail the test.</returns>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveEach(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>Takes a number of messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long they may take all together. Dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages, as they come. Fewer fail the test.</returns>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite(nameof(max));
        return ReceiveEach(numberOfMessages, Dilated(max), cancellationToken);
    }

    /// <summary>Takes messages until none comes for some time.</summary>
    /// <param name="max">How long nothing may come: null for what is left of Within, or else the default. Dilated.</param>
    /// <param name="maxMessages">How many may come at most; null for no bound. More fail the test.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public async Task<ArrayList> WaitForRadioSilenceAsync(TimeSpan? max = null, uint? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var messages = new ArrayList();
        var silence = RemainingOrDilated(max);
        while (await TryReceive(_async, silence, cancellationToken).ConfigureAwait(false) is { } envelope)
        {
            messages.Add(envelope.Message);
            if (messages.Count > maxMessages)
                _assertions.Fail("Failed: expected silence after at most {0} messages, but there came more: {1}{2}", maxMessages, Show(messages.Cast<object>()), _async.Note);
        }

        return messages;
    }

    internal async ValueTask<MessageEnvelope?> TryReceive(Waiter waiter, TimeSpan? max, CancellationToken cancellationToken)
    {
        var logged = TestKitSettings.LogTestKitCalls ? Log : null;
        logged?.Debug("{0} waits up to {1} for a message", _testActor, max ?? RemainingOrDefault);
        if (await TryPeek(waiter, max, cancellationToken).ConfigureAwait(false) is null || !_inbox.TryTake(out var envelope))
        {
            logged?.Debug("{0} received nothing", _testActor);
            _last = NullMessageEnvelope.Instance;
            return null;
        }

        logged?.Debug("{0} received {1}", _testActor, envelope);
        _lastWasNoMsg = false;
        _last = envelope;
        return envelope;
    }

    private async ValueTask<MessageEnvelope?> TryPeek(Waiter waiter, TimeSpan? max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_inbox.TryPeek(out var waiting)) return waiting;
        return await waiter.Arrival(_inbox, max ?? RemainingOrDefault, cancellationToken).ConfigureAwait(false) && _inbox.TryPeek(out var envelope) ? envelope : null;
    }

    private async ValueTask<List<object>> Receive(Waiter waiter, int count, TimeSpan max, CancellationToken cancellationToken)
    {
        var messages = new List<object>(count);
        var end = waiter.Now + max;
        while (messages.Count < count)
            messages.Add(await ReceiveNext(waiter, messages.Count, count, end, max, cancellationToken).ConfigureAwait(false));
        return messages;
    }

    private async IAsyncEnumerable<object> ReceiveEach(int count, TimeSpan max, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = _async.Now + max;
        for (var i = 0; i < count; i++) yield return await ReceiveNext(_async, i, count, end, max, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<object> ReceiveNext(Waiter waiter, int received, int count, TimeSpan end, TimeSpan max, CancellationToken cancellationToken)
    {
        var envelope = await TryReceive(waiter, Left(waiter, end), cancellationToken).ConfigureAwait(false);
        if (envelope is null) _assertions.AssertTrue(false, "Timeout ({0}) while expecting {1} messages. Only got {2} after {3}.{4}", max, count, received, max, waiter.Note);
        return envelope.Message;
    }

    private static TimeSpan Left(Waiter waiter, TimeSpan end)
    {
        var left = end - waiter.Now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private static string Show(IEnumerable<object?> messages) => "[" + string.Join(", ", messages.Select(static message => message is null ? "null" : $"<{message}> ({message.GetType().Name})")) + "]";
}
