namespace Akka.Actor;

/// <summary>What all finite state machines share: the types of their events, states and reasons to stop.</summary>
public abstract partial class FSMBase : ActorBase
{
    /// <summary>For derived classes.</summary>
    protected FSMBase()
    {
    }

    /// <summary>Why a machine stops.</summary>
    public abstract class Reason
    {
        /// <summary>For derived reasons.</summary>
        protected Reason()
        {
        }
    }

    /// <summary>It stops because it has done its work.</summary>
    public sealed class Normal : Reason
    {
        private Normal()
        {
        }

        /// <summary>The only instance.</summary>
        public static Normal Instance { get; } = new();

        /// <inheritdoc/>
        public override string ToString() => nameof(Normal);
    }

    /// <summary>It stops because somebody stopped its actor.</summary>
    public sealed class Shutdown : Reason
    {
        private Shutdown()
        {
        }

        /// <summary>The only instance.</summary>
        public static Shutdown Instance { get; } = new();

        /// <inheritdoc/>
        public override string ToString() => nameof(Shutdown);
    }

    /// <summary>It stops because something went wrong.</summary>
    public sealed class Failure : Reason
    {
        /// <summary>With what went wrong.</summary>
        /// <param name="cause">An exception, or anything that tells.</param>
        public Failure(object cause) => Cause = cause;

        /// <summary>What went wrong.</summary>
        public object Cause { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Failure({Cause})";
    }

    /// <summary>The event that comes when a machine has been in a state for longer than that state's time.</summary>
    public sealed class StateTimeout
    {
        private StateTimeout()
        {
        }

        /// <summary>The only instance.</summary>
        public static StateTimeout Instance { get; } = new();

        /// <inheritdoc/>
        public override string ToString() => nameof(StateTimeout);
    }

    /// <summary>Something that happened, with the data of the state that it happened in.</summary>
    /// <typeparam name="TD">The type of the data.</typeparam>
    public readonly struct Event<TD> : INoSerializationVerificationNeeded
    {
        /// <summary>Makes the event.</summary>
        /// <param name="fsmEvent">The message.</param>
        /// <param name="stateData">The data.</param>
        public Event(object fsmEvent, TD stateData)
        {
            FsmEvent = fsmEvent;
            StateData = stateData;
        }

        /// <summary>The message.</summary>
        public object FsmEvent { get; }

        /// <summary>The data of the state.</summary>
        public TD StateData { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Event: <{FsmEvent}>, StateData: <{StateData}>";
    }

    /// <summary>A machine stops: handed to what was set with <c>OnTermination</c>.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    /// <typeparam name="TD">The type of the data.</typeparam>
    public sealed class StopEvent<TS, TD> : INoSerializationVerificationNeeded
    {
        /// <summary>Makes the event.</summary>
        /// <param name="reason">Why it stops.</param>
        /// <param name="terminatedState">The state that it stops in.</param>
        /// <param name="stateData">The last data.</param>
        public StopEvent(Reason reason, TS terminatedState, TD stateData)
        {
            Reason = reason;
            TerminatedState = terminatedState;
            StateData = stateData;
        }

        /// <summary>Why it stops.</summary>
        public Reason Reason { get; }

        /// <summary>The state that it stops in.</summary>
        public TS TerminatedState { get; }

        /// <summary>The last data.</summary>
        public TD StateData { get; }

        /// <inheritdoc/>
        public override string ToString() => $"StopEvent <Reason: <{Reason}>, TerminatedState: <{TerminatedState}>, StateData: <{StateData}>>";
    }

    /// <summary>One step of a machine's life, for a log of them.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    /// <typeparam name="TD">The type of the data.</typeparam>
    public sealed class LogEntry<TS, TD>
    {
        /// <summary>Makes the entry.</summary>
        /// <param name="stateName">The state.</param>
        /// <param name="stateData">Its data.</param>
        /// <param name="fsmEvent">What happened.</param>
        public LogEntry(TS stateName, TD stateData, object fsmEvent)
        {
            StateName = stateName;
            StateData = stateData;
            FsmEvent = fsmEvent;
        }

        /// <summary>The state.</summary>
        public TS StateName { get; }

        /// <summary>Its data.</summary>
        public TD StateData { get; }

        /// <summary>What happened.</summary>
        public object FsmEvent { get; }

        /// <inheritdoc/>
        public override string ToString() => $"StateName: <{StateName}>, StateData: <{StateData}>, FsmEvent: <{FsmEvent}>";
    }
}

/// <summary>A machine that logs what it handles, as if <c>akka.actor.debug.fsm</c> were on.</summary>
public interface ILoggingFSM;
