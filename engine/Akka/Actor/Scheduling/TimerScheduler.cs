namespace Akka.Actor;

/// <summary>Timers that belong to an actor: they end when it stops or restarts, and what a cancelled or replaced one had sent already does not arrive. Belongs to its actor's thread.</summary>
public interface ITimerScheduler
{
    /// <summary>The keys of the timers that are running.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends a message to the actor again and again. The first time comes after one interval.</summary>
    /// <param name="key">Identifies the timer; one that is running under the key is replaced.</param>
    /// <param name="msg">The message.</param>
    /// <param name="interval">At least 1 ms.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends a message to the actor again and again. The first time comes after one interval.</summary>
    /// <param name="key">Identifies the timer; one that is running under the key is replaced.</param>
    /// <param name="msg">The message.</param>
    /// <param name="interval">At least 1 ms.</param>
    /// <param name="sender">The messages' sender.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);

    /// <summary>Sends a message to the actor again and again.</summary>
    /// <param name="key">Identifies the timer; one that is running under the key is replaced.</param>
    /// <param name="msg">The message.</param>
    /// <param name="initialDelay">Time before the first.</param>
    /// <param name="interval">At least 1 ms.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends a message to the actor again and again.</summary>
    /// <param name="key">Identifies the timer; one that is running under the key is replaced.</param>
    /// <param name="msg">The message.</param>
    /// <param name="initialDelay">Time before the first.</param>
    /// <param name="interval">At least 1 ms.</param>
    /// <param name="sender">The messages' sender.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender);

    /// <summary>Sends a message to the actor once.</summary>
    /// <param name="key">Identifies the timer; one that is running under the key is replaced.</param>
    /// <param name="msg">The message.</param>
    /// <param name="timeout">Time before it.</param>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Sends a message to the actor once.</summary>
    /// <param name="key">Identifies the timer; one that is running under the key is replaced.</param>
    /// <param name="msg">The message.</param>
    /// <param name="timeout">Time before it.</param>
    /// <param name="sender">The message's sender.</param>
    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);

    /// <summary>Tells whether a timer is running.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>True when it is.</returns>
    bool IsTimerActive(object key);

    /// <summary>Ends a timer.</summary>
    /// <param name="key">Its key.</param>
    void Cancel(object key);

    /// <summary>Ends all timers.</summary>
    void CancelAll();
}

/// <summary>An actor with timers, which the engine sets before the first message.</summary>
public interface IWithTimers
{
    /// <summary>The timers.</summary>
    ITimerScheduler Timers { get; set; }
}

/// <summary>The timers of one actor.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Timer> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval, cell);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) => Start(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) => Start(key, msg, initialDelay, interval, cell);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) => Start(key, msg, initialDelay, interval, sender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, null, cell);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) => Start(key, msg, timeout, null, sender);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (!_timers.Remove(key, out var timer)) return;
        Say("Cancel timer", key);
        timer.Cancelable.Cancel();
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values) timer.Cancelable.Cancel();
        _timers.Clear();
    }

    /// <summary>The message of a timer that is still the current one under its key; null for one that has been cancelled or replaced.</summary>
    internal object? Accept(Timer timer)
    {
        if (!_timers.TryGetValue(timer.Key, out var current) || !ReferenceEquals(current, timer)) return null;
        if (!timer.Repeats) _timers.Remove(timer.Key);
        return timer.Message;
    }

    private void Start(object key, object message, TimeSpan delay, TimeSpan? interval, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(message);
        Cancel(key);
        var scheduler = cell.SystemImpl.Scheduler;
        var timer = message is INotInfluenceReceiveTimeout
            ? new QuietTimer(key, message, interval is not null, new Cancelable(scheduler))
            : new Timer(key, message, interval is not null, new Cancelable(scheduler));
        if (interval is { } every) scheduler.ScheduleTellRepeatedly(delay, every, cell, timer, sender, timer.Cancelable);
        else scheduler.ScheduleTellOnce(delay, cell, timer, sender, timer.Cancelable);
        _timers.Add(key, timer);
        Say("Start timer", key);
    }

    private void Say(string what, object key)
    {
        if (cell.SystemImpl.Settings.DebugTimerScheduler)
            cell.SystemImpl.EventStream.Publish(new Event.Debug(cell.Path.ToString(), cell.KnownType, $"{what} [{key}]"));
    }

    /// <summary>What a timer sends to its actor; the actor sees the message inside.</summary>
    internal class Timer(object key, object message, bool repeats, Cancelable cancelable) : IAutoReceivedMessage, INoSerializationVerificationNeeded, Event.IDeadLetterSuppression
    {
        public object Key { get; } = key;

        public object Message { get; } = message;

        public bool Repeats { get; } = repeats;

        public Cancelable Cancelable { get; } = cancelable;
    }

    private sealed class QuietTimer(object key, object message, bool repeats, Cancelable cancelable)
        : Timer(key, message, repeats, cancelable), INotInfluenceReceiveTimeout;
}
