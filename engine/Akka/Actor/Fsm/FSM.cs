using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// An actor that is a finite state machine: in its constructor it says what it does in each state (<see cref="When"/>), where it begins
/// (<see cref="StartWith"/>), and that this is all (<see cref="Initialize"/>). Each event is answered by the state to go to.
/// </summary>
/// <remarks>
/// Only to be used by the actor itself. An event that no state function takes goes to <see cref="WhenUnhandled"/>, and without one is logged
/// as a warning. Every event ends the time-out of the state, and the state that follows starts its own.
/// </remarks>
/// <typeparam name="TState">The type of the states, often an enumeration.</typeparam>
/// <typeparam name="TData">The type of the data.</typeparam>
public abstract partial class FSM<TState, TData> : FSMBase, Routing.IListeners where TState : notnull
{
    /// <summary>Whether events and transitions are logged for debugging: <c>akka.actor.debug.fsm</c>, or <see cref="ILoggingFSM"/>.</summary>
    protected readonly bool DebugEvent;

    private readonly Dictionary<TState, StateFunction> _functions = [];
    private readonly Dictionary<TState, TimeSpan?> _timeouts = [];
    private readonly List<TransitionHandler> _transitions = [];
    private readonly ILoggingAdapter _log;
    private StateFunction? _unhandled;
    private Action<StopEvent<TState, TData>>? _termination;
    private State<TState, TData>? _current;
    private State<TState, TData>? _next;
    private bool _logs;

    /// <summary>Makes a machine without states.</summary>
    protected FSM()
    {
        _log = Context.GetLogger();
        DebugEvent = this is ILoggingFSM || Context.System.Settings.FsmDebugEvent;
        _logs = DebugEvent;
    }

    /// <summary>What a machine does in a state.</summary>
    /// <param name="fsmEvent">What happened.</param>
    /// <returns>The state to go to; null when the event is not for this function.</returns>
    public delegate State<TState, TData>? StateFunction(Event<TData> fsmEvent);

    /// <summary>What a machine does between two states.</summary>
    /// <param name="initialState">The state that it leaves.</param>
    /// <param name="nextState">The state that it comes to.</param>
    public delegate void TransitionHandler(TState initialState, TState nextState);

    /// <summary>The present state's name.</summary>
    /// <exception cref="IllegalActorStateException"><see cref="StartWith"/> has not been called.</exception>
    public TState StateName => Present.StateName;

    /// <summary>The present state's data.</summary>
    /// <exception cref="IllegalActorStateException"><see cref="StartWith"/> has not been called.</exception>
    public TData StateData => Present.StateData;

    /// <summary>The data of the state that the machine comes to. Only while transitions are handled.</summary>
    /// <exception cref="InvalidOperationException">No transition is being handled.</exception>
    public TData NextStateData => (_next ?? throw new InvalidOperationException("NextStateData is only available while a transition is handled.")).StateData;

    private State<TState, TData> Present =>
        _current ?? throw new IllegalActorStateException("You must call StartWith before calling Initialize, and before the state is asked for.");

    /// <summary>Says what the machine does in a state. A second function for a state gets what the first returned null for.</summary>
    /// <param name="stateName">The state.</param>
    /// <param name="func">What to do.</param>
    /// <param name="timeout">After how long without an event <see cref="FSMBase.StateTimeout"/> comes; null for never, or as set before.</param>
    public void When(TState stateName, StateFunction func, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(func);
        _functions[stateName] = _functions.TryGetValue(stateName, out var first) ? happened => first(happened) ?? func(happened) : func;
        _timeouts[stateName] = timeout ?? _timeouts.GetValueOrDefault(stateName);
    }

    /// <summary>Says where the machine begins.</summary>
    /// <param name="stateName">The state.</param>
    /// <param name="stateData">Its data.</param>
    /// <param name="timeout">The time of this first stay, in place of the state's own.</param>
    public void StartWith(TState stateName, TData stateData, TimeSpan? timeout = null) => _current = new State<TState, TData>(stateName, stateData, timeout);

    /// <summary>Starts the machine: it comes to its first state. The last call of the constructor.</summary>
    /// <exception cref="IllegalActorStateException"><see cref="StartWith"/> has not been called.</exception>
    public void Initialize() => GoTo(Present);

    /// <summary>The answer that goes to another state, or to the same one anew, so that transitions are handled.</summary>
    /// <param name="nextStateName">The state.</param>
    /// <returns>The state with the present data.</returns>
    public State<TState, TData> GoTo(TState nextStateName) => new(nextStateName, StateData);

    /// <summary>The answer that stays, and handles no transition.</summary>
    /// <returns>The present state.</returns>
    public State<TState, TData> Stay() => GoTo(StateName).Silently();

    /// <summary>The answer that stops the machine and its actor.</summary>
    /// <returns>The last state.</returns>
    public State<TState, TData> Stop() => Stop(Normal.Instance);

    /// <summary>The answer that stops the machine and its actor.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The last state.</returns>
    public State<TState, TData> Stop(Reason reason) => Stop(reason, StateData);

    /// <summary>The answer that stops the machine and its actor.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="stateData">The last data.</param>
    /// <returns>The last state.</returns>
    public State<TState, TData> Stop(Reason reason, TData stateData) => Stay().Using(stateData).Stopping(reason);

    /// <summary>Begins to change what a state function answers: <c>Transform(f).Using(g)</c>.</summary>
    /// <param name="func">The function.</param>
    /// <returns>What <see cref="TransformHelper.Using"/> is called on.</returns>
    public TransformHelper Transform(StateFunction func) => new(func);

    /// <summary>Adds something to do between states. All of them are called, in the order in which they were added.</summary>
    /// <param name="transitionHandler">What to do.</param>
    public void OnTransition(TransitionHandler transitionHandler) => _transitions.Add(transitionHandler);

    /// <summary>Says what to do when the machine stops, for whatever reason.</summary>
    /// <param name="terminationHandler">What to do.</param>
    public void OnTermination(Action<StopEvent<TState, TData>> terminationHandler) => _termination = terminationHandler;

    /// <summary>Says what to do about events that the state's function returned null for.</summary>
    /// <param name="stateFunction">What to do; what it returns null for is logged as a warning.</param>
    public void WhenUnhandled(StateFunction stateFunction) => _unhandled = stateFunction;

    /// <summary>Stops the machine when its actor stops.</summary>
    protected override void PostStop()
    {
        if (_current is not null) Terminate(Stay().Stopping(Shutdown.Instance));
        base.PostStop();
    }

    /// <summary>Logs that the machine stops because something went wrong.</summary>
    /// <param name="reason">Why it stops.</param>
    protected virtual void LogTermination(Reason reason)
    {
        switch (reason)
        {
            case Failure { Cause: Exception cause }:
                _log.Error(cause, "terminating due to Failure");
                break;
            case Failure failure:
                _log.Error("{0}", failure.Cause);
                break;
        }
    }

    private void Handle(object message, object source)
    {
        var before = Present;
        var happened = new Event<TData>(message, before.StateData);
        if (_logs) _log.Debug("processing {0} from {1} in state {2}", happened, source, before.StateName);
        var answer = (_functions.TryGetValue(before.StateName, out var function) ? function(happened) : null) ?? _unhandled?.Invoke(happened);
        if (answer is null)
        {
            _log.Warning("unhandled event {0} in state {1}", message, before.StateName);
            answer = Stay();
        }

        if (_logs && !EqualityComparer<TState>.Default.Equals(before.StateName, answer.StateName))
            _log.Debug("transition {0} -> {1}", before.StateName, answer.StateName);
        Apply(answer);
    }

    /// <summary>Logs from now on as <see cref="DebugEvent"/> does: test kits ask for it.</summary>
    internal void LogEvents() => _logs = true;

    /// <summary>Goes to a state, or stops with it, as if a state function had answered with it.</summary>
    internal void Apply(State<TState, TData> answer)
    {
        if (answer.StopReason is null)
        {
            GoTo(answer);
            return;
        }

        Answer(answer);
        Terminate(answer);
        Context.Stop(Self);
    }

    private void GoTo(State<TState, TData> next)
    {
        if (!_functions.ContainsKey(next.StateName))
        {
            Terminate(Stay().Stopping(new Failure($"Next state {next.StateName} does not exist")));
            Context.Stop(Self);
            return;
        }

        Answer(next);
        var before = Present;
        if (next.Notifies || !EqualityComparer<TState>.Default.Equals(before.StateName, next.StateName))
        {
            _next = next;
            foreach (var handler in _transitions) handler(before.StateName, next.StateName);
            TellListeners(new Transition<TState>(Self, before.StateName, next.StateName));
            _next = null;
        }

        _current = next;
        StartStateTimeout(next.Timeout ?? _timeouts.GetValueOrDefault(next.StateName));
    }

    private static void Answer(State<TState, TData> state)
    {
        foreach (var reply in state.Replies) Context.Sender.Tell(reply, Context.Self);
    }

    private void Terminate(State<TState, TData> last)
    {
        if (Present.StopReason is not null) return;
        _current = last;
        LogTermination(last.StopReason!);
        CancelAllTimers();
        _termination?.Invoke(new StopEvent<TState, TData>(last.StopReason!, last.StateName, last.StateData));
    }

    /// <summary>Changes what a state function answers.</summary>
    public sealed class TransformHelper
    {
        /// <summary>For a function.</summary>
        /// <param name="func">The function.</param>
        public TransformHelper(StateFunction func) => Func = func;

        /// <summary>The function.</summary>
        public StateFunction Func { get; }

        /// <summary>A function that changes the answers of the first; null stays null.</summary>
        /// <param name="andThen">Changes an answer.</param>
        /// <returns>The new function.</returns>
        public StateFunction Using(Func<State<TState, TData>, State<TState, TData>> andThen) => happened => Func(happened) is { } answer ? andThen(answer) : null;
    }
}
