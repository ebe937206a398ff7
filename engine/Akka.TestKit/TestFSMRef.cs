using Akka.Actor;

namespace Akka.TestKit;

/// <summary>
/// A reference to a finite state machine that runs on the thread that tells it something. The test can look at its state, data and timers, and put it
/// into any state.
/// </summary>
/// <typeparam name="TActor">The machine's class.</typeparam>
/// <typeparam name="TState">The type of its states.</typeparam>
/// <typeparam name="TData">The type of its data.</typeparam>
public class TestFSMRef<TActor, TState, TData> : TestActorRefBase<TActor> where TActor : FSM<TState, TData> where TState : notnull
{
    /// <summary>Starts the machine.</summary>
    /// <param name="system">The system.</param>
    /// <param name="props">How to make the machine.</param>
    /// <param name="supervisor">Its parent; null for the user guardian.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    /// <param name="activateLogging">Whether its events and transitions are logged at debug level, as with <c>akka.actor.debug.fsm</c>; a restart ends that.</param>
    public TestFSMRef(ActorSystem system, Props props, IActorRef? supervisor = null, string? name = null, bool activateLogging = false)
        : base(system, props, supervisor, name)
    {
        if (activateLogging) UnderlyingActor.LogEvents();
    }

    /// <summary>The name of the present state.</summary>
    public TState StateName => UnderlyingActor.StateName;

    /// <summary>The data of the present state.</summary>
    public TData StateData => UnderlyingActor.StateData;

    /// <summary>Puts the machine into a state, with the data it has. Handlers of transitions run before this returns.</summary>
    /// <param name="stateName">The state.</param>
    /// <param name="timeout">The time of this stay; null for the state's own.</param>
    public void SetState(TState stateName, TimeSpan? timeout = null) => Apply(stateName, StateData, timeout, null);

    /// <summary>Puts the machine into a state. Handlers of transitions run before this returns.</summary>
    /// <param name="stateName">The state.</param>
    /// <param name="stateData">Its data.</param>
    /// <param name="timeout">The time of this stay; null for the state's own.</param>
    /// <param name="stopReason">Why the machine stops; null when it goes on.</param>
    public void SetState(TState stateName, TData stateData, TimeSpan? timeout = null, FSMBase.Reason? stopReason = null) =>
        Apply(stateName, stateData, timeout, stopReason);

    /// <summary>Gives the machine other data, as if it went to its present state anew.</summary>
    /// <param name="stateData">The data.</param>
    /// <param name="timeout">The time of this stay; null for the state's own.</param>
    public void SetStateData(TData stateData, TimeSpan? timeout = null) => Apply(StateName, stateData, timeout, null);

    /// <summary>Sets the time of this stay, which begins now.</summary>
    /// <param name="timeout">After how long without an event the machine gets its <see cref="FSMBase.StateTimeout"/>.</param>
    public void SetStateTimeout(TimeSpan timeout) => Apply(StateName, StateData, timeout, null);

    /// <summary>Starts a timer of the machine; one of the same name is replaced.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="msg">The event that comes when the time is over.</param>
    /// <param name="timeout">The time.</param>
    /// <param name="repeat">Whether it comes again and again.</param>
    public void SetTimer(string name, object msg, TimeSpan timeout, bool repeat = false) => InContext(machine => machine.SetTimer(name, msg, timeout, repeat));

    /// <summary>Ends a timer of the machine.</summary>
    /// <param name="name">Its name.</param>
    public void CancelTimer(string name) => InContext(machine => machine.CancelTimer(name));

    /// <summary>Tells whether a timer is running.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool IsTimerActive(string name) => UnderlyingActor.IsTimerActive(name);

    /// <summary>Tells whether the time of the present state is running.</summary>
    /// <returns>True when it is.</returns>
    public bool IsStateTimerActive() => UnderlyingActor.IsStateTimerActive;

    private void Apply(TState stateName, TData stateData, TimeSpan? timeout, FSMBase.Reason? stopReason) =>
        InContext(machine => machine.Apply(new FSMBase.State<TState, TData>(stateName, stateData, timeout, stopReason)));
}
