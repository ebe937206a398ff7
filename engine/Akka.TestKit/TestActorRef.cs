using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>
/// A reference to an actor that runs on the thread that tells it something, and whose instance the test can look at. What it does when told
/// something has happened when the tell returns.
/// </summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
public abstract class TestActorRefBase<TActor> : IInternalActorRef where TActor : ActorBase
{
    private readonly ActorCell _cell;

    /// <summary>Starts the actor.</summary>
    /// <param name="system">The system.</param>
    /// <param name="actorProps">How to make the actor.</param>
    /// <param name="supervisor">Its parent; null for the user guardian.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    {
        var parent = supervisor is null ? ((ActorSystemImpl)system).Provider.Guardian : CellOf(supervisor);
        if (actorProps.Dispatcher.Length == 0) actorProps = actorProps.WithDispatcher(CallingThreadDispatcher.Id);
        _cell = (ActorCell)parent.ActorOf(actorProps, name);
    }

    IInternalActorRef IInternalActorRef.Parent => _cell.Parent;

    IActorRefProvider IInternalActorRef.Provider => _cell.Provider;

    bool IInternalActorRef.IsTerminated => _cell.IsTerminated;

    bool IActorRefScope.IsLocal => true;

    /// <summary>The actor's path.</summary>
    public ActorPath Path => _cell.Path;

    /// <summary>The reference itself.</summary>
    public IActorRef Ref => _cell;

    /// <summary>The instance, as it is now: a restart replaces it.</summary>
    /// <exception cref="InvalidOperationException">There is none: the actor has stopped or could not be created.</exception>
    public TActor UnderlyingActor => _cell.Actor as TActor
        ?? throw new InvalidOperationException($"{_cell} has no instance of [{typeof(TActor)}]: it has stopped, or could not be created.");

    /// <summary>The reference behind it.</summary>
    /// <param name="actorRef">The wrapper.</param>
    /// <returns>The reference.</returns>
    public static IActorRef ToActorRef(TestActorRefBase<TActor> actorRef) => actorRef._cell;

    /// <summary>Compares as <see cref="Equals(IActorRef)"/> does.</summary>
    /// <param name="testActorRef">The wrapper.</param>
    /// <param name="other">Another one.</param>
    /// <returns>True for the same actor.</returns>
    public static bool operator ==(TestActorRefBase<TActor>? testActorRef, TestActorRefBase<TActor>? other) => Equals(testActorRef, other);

    /// <summary>Compares as <see cref="Equals(IActorRef)"/> does.</summary>
    /// <param name="testActorRef">The wrapper.</param>
    /// <param name="other">Another one.</param>
    /// <returns>False for the same actor.</returns>
    public static bool operator !=(TestActorRefBase<TActor>? testActorRef, TestActorRefBase<TActor>? other) => !Equals(testActorRef, other);

    /// <summary>Compares as <see cref="Equals(IActorRef)"/> does.</summary>
    /// <param name="testActorRef">The wrapper.</param>
    /// <param name="actorRef">A reference.</param>
    /// <returns>True for the same actor.</returns>
    public static bool operator ==(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => Equals(testActorRef, actorRef);

    /// <summary>Compares as <see cref="Equals(IActorRef)"/> does.</summary>
    /// <param name="testActorRef">The wrapper.</param>
    /// <param name="actorRef">A reference.</param>
    /// <returns>False for the same actor.</returns>
    public static bool operator !=(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => !Equals(testActorRef, actorRef);

    /// <summary>Compares as <see cref="Equals(IActorRef)"/> does.</summary>
    /// <param name="actorRef">A reference.</param>
    /// <param name="testActorRef">The wrapper.</param>
    /// <returns>True for the same actor.</returns>
    public static bool operator ==(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => Equals(testActorRef, actorRef);

    /// <summary>Compares as <see cref="Equals(IActorRef)"/> does.</summary>
    /// <param name="actorRef">A reference.</param>
    /// <param name="testActorRef">The wrapper.</param>
    /// <returns>False for the same actor.</returns>
    public static bool operator !=(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => !Equals(testActorRef, actorRef);

    /// <summary>Gives the actor a message past its mailbox. What the actor throws comes out here, and it is not restarted.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    public void Receive(object message, IActorRef? sender = null) => _cell.ReceiveForTest(message, sender);

    /// <summary>Gives the actor a message past its mailbox. What the actor throws before it awaits comes out here, and it is not restarted.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <returns>Ends with the task of an asynchronous handler.</returns>
    public Task ReceiveAsync(object message, IActorRef? sender = null) => _cell.ReceiveForTest(message, sender);

    /// <summary>Tells the actor something with the test actor as the sender.</summary>
    /// <param name="message">The message.</param>
    public void Tell(object message) => _cell.Tell(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Tells the actor something.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender, or null.</param>
    public void Tell(object message, IActorRef? sender) => _cell.Tell(message, sender);

    Akka.Util.ISurrogate Akka.Util.ISurrogated.ToSurrogate(ActorSystem system) => _cell.ToSurrogate(system);

    /// <summary>Passes a message on with the sender of the message being handled.</summary>
    /// <param name="message">The message.</param>
    public void Forward(object message) => _cell.Forward(message);

    /// <summary>Sends a system message.</summary>
    /// <param name="message">The message.</param>
    public void SendSystemMessage(ISystemMessage message) => _cell.SendSystemMessage(message);

    /// <summary>Sends a system message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Not used: system messages have no sender.</param>
    public void SendSystemMessage(ISystemMessage message, IActorRef? sender) => _cell.SendSystemMessage(message);

    /// <summary>Lets the actor watch another.</summary>
    /// <param name="subject">The other.</param>
    public void Watch(IActorRef subject) => _cell.UseThreadContext(() => _cell.Watch(subject));

    /// <summary>Lets the actor watch another no more.</summary>
    /// <param name="subject">The other.</param>
    public void Unwatch(IActorRef subject) => _cell.UseThreadContext(() => _cell.Unwatch(subject));

    /// <summary>Compares as the reference does.</summary>
    /// <param name="obj">Another reference.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(object? obj) => _cell.CompareTo(obj is TestActorRefBase<TActor> other ? other._cell : obj);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => CompareTo(other);

    /// <inheritdoc/>
    public bool Equals(IActorRef? other) => _cell.Equals(other is TestActorRefBase<TActor> wrapper ? wrapper._cell : other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _cell.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _cell.ToString();

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => _cell.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => _cell.Resume(causedByFailure);

    void IInternalActorRef.Start() => _cell.Start();

    void IInternalActorRef.Stop() => _cell.Stop();

    void IInternalActorRef.Restart(Exception cause) => _cell.Restart(cause);

    void IInternalActorRef.Suspend() => _cell.Suspend();

    /// <summary>Does something with the instance as if it did so itself.</summary>
    internal void InContext(Action<TActor> action)
    {
        var actor = UnderlyingActor;
        _cell.UseThreadContext(() => action(actor));
    }

    private static ActorCell CellOf(IActorRef supervisor) => supervisor switch
    {
        ActorCell cell => cell,
        TestActorRefBase<TActor> wrapper => wrapper._cell,
        TestProbe probe => CellOf(probe.Ref),
        IInternalActorRef other when other.Provider.ResolveActorRef(other.Path) is ActorCell cell => cell, // a wrapper of another actor's class
        _ => throw new ArgumentException($"{supervisor} cannot have children: it is no local actor.", nameof(supervisor)),
    };
}

/// <summary>A reference to an actor whose instance the test can look at.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
public class TestActorRef<TActor> : TestActorRefBase<TActor> where TActor : ActorBase
{
    /// <summary>Starts the actor.</summary>
    /// <param name="system">The system.</param>
    /// <param name="actorProps">How to make the actor.</param>
    /// <param name="supervisor">Its parent; null for the user guardian.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public TestActorRef(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null) : base(system, actorProps, supervisor, name)
    {
    }
}
