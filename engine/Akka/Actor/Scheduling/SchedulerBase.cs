using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Base of schedulers: checks what it is asked and leaves the rest to a derived class, which <c>akka.scheduler.implementation</c> names. Thread-safe.</summary>
public abstract class SchedulerBase : IScheduler, IAdvancedScheduler
{
    /// <summary>The section <c>akka.scheduler</c>.</summary>
    protected readonly Config SchedulerConfig;

    /// <summary>Where failures of scheduled work are logged.</summary>
    protected readonly ILoggingAdapter Log;

    /// <summary>For derived classes, which have a public constructor with the same parameters.</summary>
    /// <param name="scheduler">The section <c>akka.scheduler</c>.</param>
    /// <param name="log">Where failures of scheduled work are logged.</param>
    protected SchedulerBase(Config scheduler, ILoggingAdapter log)
    {
        SchedulerConfig = scheduler;
        Log = log;
    }

    /// <inheritdoc/>
    public abstract TimeSpan MonotonicClock { get; }

    /// <inheritdoc/>
    public abstract TimeSpan HighResMonotonicClock { get; }

    IAdvancedScheduler IScheduler.Advanced => this;

    DateTimeOffset ITimeProvider.Now => TimeNow;

    /// <summary>The time of day.</summary>
    protected abstract DateTimeOffset TimeNow { get; }

    void ITellScheduler.ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) => TellOnce(delay, receiver, message, sender, null);

    void ITellScheduler.ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        TellOnce(delay, receiver, message, sender, cancelable);

    void ITellScheduler.ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        TellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    void ITellScheduler.ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        TellRepeatedly(initialDelay, interval, receiver, message, sender, cancelable);

    void IActionScheduler.ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        ValidateDelay(delay, nameof(delay));
        InternalScheduleOnce(delay, action, cancelable);
    }

    void IActionScheduler.ScheduleOnce(TimeSpan delay, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ValidateDelay(delay, nameof(delay));
        InternalScheduleOnce(delay, action, null);
    }

    void IActionScheduler.ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        ValidateDelay(initialDelay, nameof(initialDelay));
        ValidateInterval(interval, nameof(interval));
        InternalScheduleRepeatedly(initialDelay, interval, action, cancelable);
    }

    void IActionScheduler.ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ValidateDelay(initialDelay, nameof(initialDelay));
        ValidateInterval(interval, nameof(interval));
        InternalScheduleRepeatedly(initialDelay, interval, action, null);
    }

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        ValidateDelay(delay, nameof(delay));
        InternalScheduleOnce(delay, action, cancelable);
    }

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        ValidateDelay(initialDelay, nameof(initialDelay));
        ValidateInterval(interval, nameof(interval));
        InternalScheduleRepeatedly(initialDelay, interval, action, cancelable);
    }

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <summary>Refuses what is no delay.</summary>
    /// <param name="delay">From zero to 100 years.</param>
    /// <param name="parameterName">Named in the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or too long.</exception>
    protected static void ValidateDelay(TimeSpan delay, string parameterName)
    {
        if (delay < TimeSpan.Zero || delay > Longest) throw new ArgumentOutOfRangeException(parameterName, delay, $"A delay is from zero to {Longest.TotalDays} days.");
    }

    /// <summary>Refuses what is no interval.</summary>
    /// <param name="interval">From 1 ms to 100 years.</param>
    /// <param name="parameterName">Named in the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is too short or too long.</exception>
    protected static void ValidateInterval(TimeSpan interval, string parameterName)
    {
        if (interval < TimeSpan.FromMilliseconds(1) || interval > Longest)
            throw new ArgumentOutOfRangeException(parameterName, interval, $"An interval is from 1 ms to {Longest.TotalDays} days.");
    }

    /// <summary>Tells a message once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    /// <param name="cancelable">Cancels it; null when nothing does.</param>
    protected abstract void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Tells a message again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    /// <param name="cancelable">Cancels it; null when nothing does.</param>
    protected abstract void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Runs an action once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancelable">Cancels it; null when nothing does.</param>
    protected abstract void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs work once.</summary>
    /// <param name="delay">How long to wait.</param>
    /// <param name="action">The work.</param>
    /// <param name="cancelable">Cancels it; null when nothing does.</param>
    protected abstract void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable);

    /// <summary>Runs an action again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancelable">Cancels it; null when nothing does.</param>
    protected abstract void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);

    /// <summary>Runs work again and again.</summary>
    /// <param name="initialDelay">How long to wait first.</param>
    /// <param name="interval">How long to wait between.</param>
    /// <param name="action">The work.</param>
    /// <param name="cancelable">Cancels it; null when nothing does.</param>
    protected abstract void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable);

    // Longer would overflow the arithmetic of ticks; nothing is meant to run after 100 years.
    private protected static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private static void ValidateMessage(ICanTell receiver, object message)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (message is null) throw new InvalidMessageException("Message is null.");
    }

    private void TellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        ValidateMessage(receiver, message);
        ValidateDelay(delay, nameof(delay));
        InternalScheduleTellOnce(delay, receiver, message, sender, cancelable);
    }

    private void TellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        ValidateMessage(receiver, message);
        ValidateDelay(initialDelay, nameof(initialDelay));
        ValidateInterval(interval, nameof(interval));
        InternalScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, cancelable);
    }
}
