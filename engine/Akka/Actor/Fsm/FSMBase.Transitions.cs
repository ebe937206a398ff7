namespace Akka.Actor;

// States, and what those who follow a machine's transitions are told.
public abstract partial class FSMBase
{
    /// <summary>The state that a machine goes to, with its data. Immutable: every change is a copy.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    /// <typeparam name="TD">The type of the data.</typeparam>
    public sealed class State<TS, TD> : IEquatable<State<TS, TD>>
    {
        /// <summary>Makes a state.</summary>
        /// <param name="stateName">Its name.</param>
        /// <param name="stateData">Its data.</param>
        /// <param name="timeout">After how long <see cref="StateTimeout"/> comes; null for what was set for the state.</param>
        /// <param name="stopReason">Why the machine stops; null when it goes on.</param>
        /// <param name="replies">What the sender of the event is answered, in this order.</param>
        /// <param name="notifies">Whether handlers of transitions are called although the name stays.</param>
        public State(TS stateName, TD stateData, TimeSpan? timeout = null, Reason? stopReason = null, IReadOnlyList<object>? replies = null, bool notifies = true)
        {
            StateName = stateName;
            StateData = stateData;
            Timeout = timeout;
            StopReason = stopReason;
            Replies = replies ?? [];
            Notifies = notifies;
        }

        /// <summary>Its name.</summary>
        public TS StateName { get; }

        /// <summary>Its data.</summary>
        public TD StateData { get; }

        /// <summary>After how long <see cref="StateTimeout"/> comes; null for what was set for the state.</summary>
        public TimeSpan? Timeout { get; }

        /// <summary>Why the machine stops; null when it goes on.</summary>
        public Reason? StopReason { get; }

        /// <summary>What the sender of the event is answered, in this order.</summary>
        public IReadOnlyList<object> Replies { get; }

        internal bool Notifies { get; }

        /// <summary>Sets another time for this stay, in place of the state's own.</summary>
        /// <param name="timeout">After how long <see cref="StateTimeout"/> comes; <see cref="TimeSpan.MaxValue"/> or an infinite time for never.</param>
        /// <returns>A copy.</returns>
        public State<TS, TD> ForMax(TimeSpan timeout) => new(StateName, StateData, timeout, StopReason, Replies, Notifies);

        /// <summary>Answers the sender of the event.</summary>
        /// <param name="replyValue">One more answer.</param>
        /// <returns>A copy.</returns>
        public State<TS, TD> Replying(object replyValue) => new(StateName, StateData, Timeout, StopReason, [.. Replies, replyValue], Notifies);

        /// <summary>Sets other data.</summary>
        /// <param name="nextStateData">The data.</param>
        /// <returns>A copy.</returns>
        public State<TS, TD> Using(TD nextStateData) => new(StateName, nextStateData, Timeout, StopReason, Replies, Notifies);

        /// <inheritdoc/>
        public bool Equals(State<TS, TD>? other) =>
            ReferenceEquals(this, other) ||
            (other is not null && EqualityComparer<TS>.Default.Equals(StateName, other.StateName) && EqualityComparer<TD>.Default.Equals(StateData, other.StateData)
                && Timeout == other.Timeout && Equals(StopReason, other.StopReason) && Replies.SequenceEqual(other.Replies));

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as State<TS, TD>);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(StateName, StateData, Timeout);

        /// <inheritdoc/>
        public override string ToString() => $"StateName: <{StateName}>, StateData: <{StateData}>";

        internal State<TS, TD> Stopping(Reason reason) => new(StateName, StateData, Timeout, reason, Replies, Notifies);

        internal State<TS, TD> Silently() => new(StateName, StateData, Timeout, StopReason, Replies, false);
    }

    /// <summary>Told to a machine: the actor is to hear of its transitions. It is told <see cref="CurrentState{TS}"/> first.</summary>
    public sealed class SubscribeTransitionCallBack
    {
        /// <summary>Makes the message.</summary>
        /// <param name="actorRef">Who is to hear.</param>
        public SubscribeTransitionCallBack(IActorRef actorRef) => ActorRef = actorRef;

        /// <summary>Who is to hear.</summary>
        public IActorRef ActorRef { get; }
    }

    /// <summary>Told to a machine: the actor is to hear no more.</summary>
    public sealed class UnsubscribeTransitionCallBack
    {
        /// <summary>Makes the message.</summary>
        /// <param name="actorRef">Who has heard enough.</param>
        public UnsubscribeTransitionCallBack(IActorRef actorRef) => ActorRef = actorRef;

        /// <summary>Who has heard enough.</summary>
        public IActorRef ActorRef { get; }
    }

    /// <summary>Told by a machine to one who subscribes: the state that it is in.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    public sealed class CurrentState<TS>
    {
        /// <summary>Makes the message.</summary>
        /// <param name="fsmRef">The machine.</param>
        /// <param name="state">Its state.</param>
        public CurrentState(IActorRef fsmRef, TS state)
        {
            FsmRef = fsmRef;
            State = state;
        }

        /// <summary>The machine.</summary>
        public IActorRef FsmRef { get; }

        /// <summary>Its state.</summary>
        public TS State { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is CurrentState<TS> other && Equals(FsmRef, other.FsmRef) && EqualityComparer<TS>.Default.Equals(State, other.State);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(FsmRef, State);

        /// <inheritdoc/>
        public override string ToString() => $"CurrentState <{State}>";
    }

    /// <summary>Told by a machine to those who have subscribed: it goes from one state to another.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    public sealed class Transition<TS>
    {
        /// <summary>Makes the message.</summary>
        /// <param name="fsmRef">The machine.</param>
        /// <param name="from">The state that it leaves.</param>
        /// <param name="to">The state that it comes to.</param>
        public Transition(IActorRef fsmRef, TS from, TS to)
        {
            FsmRef = fsmRef;
            From = from;
            To = to;
        }

        /// <summary>The machine.</summary>
        public IActorRef FsmRef { get; }

        /// <summary>The state that it leaves.</summary>
        public TS From { get; }

        /// <summary>The state that it comes to.</summary>
        public TS To { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Transition<TS> other && Equals(FsmRef, other.FsmRef)
            && EqualityComparer<TS>.Default.Equals(From, other.From) && EqualityComparer<TS>.Default.Equals(To, other.To);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(FsmRef, From, To);

        /// <inheritdoc/>
        public override string ToString() => $"Transition({From}, {To})";
    }
}
