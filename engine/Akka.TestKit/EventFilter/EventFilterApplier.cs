using Akka.Actor;
using Akka.TestKit.TestEvent;
using Akka.TestKit.Waiting;

namespace Akka.TestKit.Internal;

/// <summary>Mutes filters while something runs, and judges what they have counted.</summary>
internal sealed class EventFilterApplier(TestKitBase testkit, ActorSystem system, IReadOnlyList<EventFilterBase> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(testkit, system, filters);

    private TimeSpan Leeway => testkit.TestKitSettings.TestEventFilterLeeway;

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, Leeway, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) => Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Expect(1, Leeway, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) => Expect(1, timeout, func, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) => ExpectAsync(1, Leeway, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) => ExpectAsync(1, timeout, action, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) => ExpectAsync(1, Leeway, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) => ExpectAsync(1, timeout, func, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) => Expect(expectedCount, Leeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(
            expectedCount,
            timeout,
            () =>
            {
                action();
                return Done.Instance;
            },
            cancellationToken);

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) => Expect(expectedCount, Leeway, func, cancellationToken);

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(testkit.Sync, () => Task.FromResult(func()), expectedCount, timeout, cancellationToken).GetAwaiter().GetResult();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, timeout ?? Leeway, actionAsync, cancellationToken);

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(
            expectedCount,
            timeout,
            async () =>
            {
                await action().ConfigureAwait(false);
                return Done.Instance;
            },
            cancellationToken);

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, func, cancellationToken);

    public Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(testkit.Async, func, expectedCount, timeout, cancellationToken);

    public void Mute(Action action, CancellationToken cancellationToken = default)
    {
        using (Mute()) action();
    }

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default)
    {
        using (Mute()) return func();
    }

    public async Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default)
    {
        using (Mute()) await action().ConfigureAwait(false);
    }

    public async Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default)
    {
        using (Mute()) return await func().ConfigureAwait(false);
    }

    public IUnmutableFilter Mute() => new Unmutable(system, filters);

    private async Task<T> Intercept<T>(Waiter waiter, Func<Task<T>> func, int expectedCount, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var before = filters.Sum(static filter => filter.Count);
        using (Mute())
        {
            var result = await func().ConfigureAwait(false);
            var limit = testkit.Dilated(timeout);
            // For none to come the whole time must go by; for some, until they are there.
            await waiter.Until(() => Count() >= Math.Max(1, expectedCount), limit, null, cancellationToken).ConfigureAwait(false);
            var count = Count();
            if (count < expectedCount)
                testkit.Assertions.Fail($"Timeout ({limit}) while waiting for log events: {count} of {expectedCount} came that match {Filters()}.{waiter.Note}");
            if (count > expectedCount)
                testkit.Assertions.Fail($"{count - expectedCount} log events too many: expected {expectedCount}, but {count} came within {limit} that match {Filters()}.{waiter.Note}");
            return result;
        }

        string Filters() => string.Join(" or ", filters.Select(static filter => $"[{filter}]"));

        int Count() => filters.Sum(static filter => filter.Count) - before;
    }

    private sealed class Unmutable : IUnmutableFilter
    {
        private readonly ActorSystem _system;
        private readonly IReadOnlyList<EventFilterBase> _filters;

        public Unmutable(ActorSystem system, IReadOnlyList<EventFilterBase> filters)
        {
            _system = system;
            _filters = filters;
            system.EventStream.Publish(new Mute(filters));
        }

        public void Unmute() => _system.EventStream.Publish(new Unmute(_filters));

        public void Dispose() => Unmute();
    }
}
