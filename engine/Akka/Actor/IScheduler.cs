using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>A clock.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since the system started, which never goes backwards.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>Time since the system started, in the best resolution there is.</summary>
    TimeSpan HighResMonotonicClock { get; }
}

/// <summary>Tells messages later. Delays are at least zero; repeats are at least 1 ms apart. Thread-safe.</summary>
public interface ITellScheduler
{
    /// <summary>Tells a message once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Tells a message once, unless cancelled before.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    /// <param name="cancelable">Cancels it.</param>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Tells a message again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Tells a message again and again until cancelled.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    /// <param name="cancelable">Cancels it.</param>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);
}

/// <summary>Runs work later.</summary>
public interface IRunnableScheduler
{
    /// <summary>Runs it once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="action">The work.</param>
    /// <param name="cancelable">Cancels it.</param>
    void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable);

    /// <summary>Runs it once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="action">The work.</param>
    void ScheduleOnce(TimeSpan delay, IRunnable action);

    /// <summary>Runs it again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="action">The work.</param>
    /// <param name="cancelable">Cancels it.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable);

    /// <summary>Runs it again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="action">The work.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action);
}

/// <summary>Runs actions later.</summary>
public interface IActionScheduler : IRunnableScheduler
{
    /// <summary>Runs it once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancelable">Cancels it.</param>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs it once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="action">The action.</param>
    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Runs it again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancelable">Cancels it.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);

    /// <summary>Runs it again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="action">The action.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);
}

/// <summary>What a scheduler can do beyond telling messages. What runs here runs outside of any actor.</summary>
public interface IAdvancedScheduler : IActionScheduler;

/// <summary>The scheduler of an actor system.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>For actions, which run outside of any actor.</summary>
    IAdvancedScheduler Advanced { get; }
}

/// <summary>Marks a clock that reads the machine's time.</summary>
public interface IDateTimeOffsetNowTimeProvider : ITimeProvider;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    /// <summary>Cancelled when this is.</summary>
    CancellationToken Token { get; }

    /// <summary>True once cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Calls it off.</summary>
    void Cancel();

    /// <summary>Calls it off.</summary>
    /// <param name="throwOnFirstException">Whether the first failing callback keeps the others from running.</param>
    void Cancel(bool throwOnFirstException);

    /// <summary>Calls it off later.</summary>
    /// <param name="delay">How long to wait.</param>
    void CancelAfter(TimeSpan delay);

    /// <summary>Calls it off later.</summary>
    /// <param name="millisecondsDelay">How long to wait, in ms.</param>
    void CancelAfter(int millisecondsDelay);
}
