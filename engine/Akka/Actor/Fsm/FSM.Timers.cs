using Akka.Event;
using Akka.Routing;

namespace Akka.Actor;

// Time: named timers, the time-out of a state; and the messages that the machine itself is told.
public abstract partial class FSM<TState, TData>
{
    private readonly Dictionary<string, Timer> _timers = new(StringComparer.Ordinal);
    private readonly TransitionListeners _listeners = new();
    private Timer? _stateTimeout;

    /// <summary>Who hears of the machine's transitions.</summary>
    public ListenerSupport Listeners => _listeners;

    /// <summary>Whether the present state's time is running.</summary>
    internal bool IsStateTimerActive => _stateTimeout is not null;

    /// <summary>Starts a timer. One of the same name is replaced, and what it has sent already is dropped.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="msg">The event that comes when the time is over.</param>
    /// <param name="timeout">The time.</param>
    /// <param name="repeat">Whether it comes again and again.</param>
    public void SetTimer(string name, object msg, TimeSpan timeout, bool repeat = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(msg);
        CancelTimer(name);
        var timer = new Timer(name, msg, repeat, Context.System.Scheduler);
        _timers[name] = timer;
        timer.Start(Self, timeout);
    }

    /// <summary>Ends a timer; what it has sent already is dropped.</summary>
    /// <param name="name">Its name.</param>
    public void CancelTimer(string name)
    {
        if (_timers.Remove(name, out var timer)) timer.Cancel();
    }

    /// <summary>Tells whether a timer is running: one that comes once is not any more when its event is being handled.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool IsTimerActive(string name) => _timers.ContainsKey(name);

    /// <summary>Sets the time of a state, from the next time on that the machine comes to it or stays in it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="timeout">After how long without an event <see cref="FSMBase.StateTimeout"/> comes; null for never.</param>
    public void SetStateTimeout(TState state, TimeSpan? timeout) => _timeouts[state] = timeout;

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Timer { Name: { } name } timer:
                if (!_timers.TryGetValue(name, out var running) || !ReferenceEquals(running, timer)) return true;
                if (!timer.Repeats) _timers.Remove(name);
                HandleEvent(timer.Message, timer);
                return true;
            case Timer timer:
                if (ReferenceEquals(timer, _stateTimeout)) HandleEvent(StateTimeout.Instance, "state timeout");
                return true;
            case SubscribeTransitionCallBack subscribe:
                Listen(subscribe.ActorRef);
                return true;
            case Listen listen:
                Listen(listen.Listener);
                return true;
            case UnsubscribeTransitionCallBack unsubscribe:
                _listeners.Remove(unsubscribe.ActorRef);
                return true;
            case Deafen deafen:
                _listeners.Remove(deafen.Listener);
                return true;
            default:
                HandleEvent(message, Sender);
                return true;
        }
    }

    private void HandleEvent(object message, object source)
    {
        CancelStateTimeout();
        Handle(message, source);
    }

    private void Listen(IActorRef listener)
    {
        _listeners.Add(listener);
        listener.Tell(new CurrentState<TState>(Self, StateName), Self);
    }

    private void TellListeners(Transition<TState> transition)
    {
        _listeners.ForgetTheDead();
        _listeners.Gossip(transition, Self);
    }

    private void StartStateTimeout(TimeSpan? timeout)
    {
        CancelStateTimeout();
        if (timeout is not { } time || time < TimeSpan.Zero || time == TimeSpan.MaxValue) return;
        _stateTimeout = new Timer(null, StateTimeout.Instance, false, Context.System.Scheduler);
        _stateTimeout.Start(Self, time);
    }

    private void CancelStateTimeout()
    {
        _stateTimeout?.Cancel();
        _stateTimeout = null;
    }

    private void CancelAllTimers()
    {
        foreach (var timer in _timers.Values) timer.Cancel();
        _timers.Clear();
        CancelStateTimeout();
    }

    /// <summary>Listeners are not watched, since their end would be an event of the machine: those that have stopped are forgotten at the next transition.</summary>
    private sealed class TransitionListeners : ListenerSupport
    {
        public void ForgetTheDead() => Listeners.RemoveWhere(static listener => listener is IInternalActorRef { IsTerminated: true });
    }

    /// <summary>A timer, and the message that it sends: known by itself, so that what a replaced one has sent is told apart.</summary>
    private sealed class Timer(string? name, object message, bool repeats, IScheduler scheduler) : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        private readonly Cancelable _cancelable = new(scheduler);

        public string? Name { get; } = name;

        public object Message { get; } = message;

        public bool Repeats { get; } = repeats;

        public void Start(IActorRef self, TimeSpan time)
        {
            if (Repeats) scheduler.ScheduleTellRepeatedly(time, time, self, this, self, _cancelable);
            else scheduler.ScheduleTellOnce(time, self, this, self, _cancelable);
        }

        public void Cancel() => _cancelable.Cancel();

        public override string ToString() => $"timer {Name}";
    }
}
