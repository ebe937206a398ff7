namespace Akka.TestKit;

/// <summary>Judges log events.</summary>
public interface IEventFilter
{
    /// <summary>Looks at an event, and counts it when it matches.</summary>
    /// <param name="logEvent">The event.</param>
    /// <returns>True when it matches.</returns>
    bool Apply(Event.LogEvent logEvent);
}

/// <summary>Takes a mute back.</summary>
public interface IUnmutableFilter : IDisposable
{
    /// <summary>Lets the events be printed again.</summary>
    void Unmute();
}

/// <summary>Expects the log events of its filters while something runs, or mutes them. They are not printed. Waits up to <c>akka.test.filter-leeway</c> unless told.</summary>
public interface IEventFilterApplier
{
    /// <summary>Makes another filter that counts together with these.</summary>
    EventFilterFactory And { get; }

    /// <summary>Runs an action during which exactly one event must come.</summary>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs an action during which exactly one event must come.</summary>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs a function during which exactly one event must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="func">The function.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a function during which exactly one event must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="func">The function.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which exactly one event must come.</summary>
    /// <param name="actionAsync">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it has come.</returns>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which exactly one event must come.</summary>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="action">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it has come.</returns>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which exactly one event must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="func">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result, when the event has come.</returns>
    Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which exactly one event must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="timeout">How long to wait for it.</param>
    /// <param name="func">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result, when the event has come.</returns>
    Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs an action during which a number of events must come.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs an action during which a number of events must come.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait for them.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs a function during which a number of events must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="expectedCount">How many.</param>
    /// <param name="func">The function.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a function during which a number of events must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait for them.</param>
    /// <param name="func">The function.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which a number of events must come.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="actionAsync">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when they have come.</returns>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which a number of events must come.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait for them.</param>
    /// <param name="action">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when they have come.</returns>
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which a number of events must come.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="actionAsync">Starts the task.</param>
    /// <param name="timeout">How long to wait for them; null for the default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when they have come.</returns>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which a number of events must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="expectedCount">How many.</param>
    /// <param name="func">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result, when the events have come.</returns>
    Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a task during which a number of events must come.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait for them.</param>
    /// <param name="func">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result, when the events have come.</returns>
    Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs an action whose events are not printed.</summary>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Mute(Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs a function whose events are not printed.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="func">The function.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    T Mute<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs a task whose events are not printed.</summary>
    /// <param name="action">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes with the task.</returns>
    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Runs a task whose events are not printed.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="func">Starts the task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Prints the events no more until it is taken back.</summary>
    /// <returns>Takes it back.</returns>
    IUnmutableFilter Mute();
}
