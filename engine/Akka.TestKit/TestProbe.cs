using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>
/// A TestKit beside the test's own: an actor that receives, with everything to wait for it and judge it. It can be used wherever a
/// reference can. What it tells has it for a sender only through <see cref="Send"/>, <see cref="Reply"/> and <see cref="Forward(IActorRef)"/>.
/// </summary>
public class TestProbe : TestKitBase, INoImplicitSender, IInternalActorRef
{
    /// <summary>Makes a probe.</summary>
    /// <param name="system">The system that it belongs to.</param>
    /// <param name="assertions">How to fail a test.</param>
    /// <param name="testProbeName">The name of its actor; null for a made-up one.</param>
    public TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null) : base(assertions, system, testProbeName)
    {
    }

    /// <summary>The probe's actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>The sender of the message received last.</summary>
    /// <exception cref="InvalidOperationException">None has been received.</exception>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    IInternalActorRef IInternalActorRef.Parent => Actual.Parent;

    IActorRefProvider IInternalActorRef.Provider => Actual.Provider;

    bool IInternalActorRef.IsTerminated => Actual.IsTerminated;

    bool IActorRefScope.IsLocal => true;

    private IInternalActorRef Actual => (IInternalActorRef)TestActor;

    /// <summary>Sends a message from the probe.</summary>
    /// <param name="actor">The receiver.</param>
    /// <param name="message">The message.</param>
    public void Send(IActorRef actor, object message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Tell(message, TestActor);
    }

    /// <summary>Sends the message received last on, from its own sender.</summary>
    /// <param name="actor">The receiver.</param>
    public void Forward(IActorRef actor) => Forward(actor, LastMessage);

    /// <summary>Sends a message from the sender of the one received last.</summary>
    /// <param name="actor">The receiver.</param>
    /// <param name="message">The message.</param>
    public void Forward(IActorRef actor, object message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Tell(message, Sender);
    }

    /// <summary>Sends a message to the sender of the one received last.</summary>
    /// <param name="message">The message.</param>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf<T>(string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOf(Props.Create<T>([]), name, supervisorStrategy, cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOf(Props.Create<T>([]), supervisorStrategy, cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf<T>(string name, CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOf(Props.Create<T>([]), name, cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf<T>(CancellationToken cancellationToken = default) where T : ActorBase => ChildActorOf(Props.Create<T>([]), cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync<T>(string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>([]), name, supervisorStrategy, cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="supervisorStrategy">How it is supervised.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>([]), supervisorStrategy, cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync<T>(string name, CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>([]), name, cancellationToken);

    /// <summary>Creates a child of the probe's actor.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The child.</returns>
    public Task<IActorRef> ChildActorOfAsync<T>(CancellationToken cancellationToken = default) where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>([]), cancellationToken);

    /// <summary>Sends a system message to the probe's actor.</summary>
    /// <param name="message">The message.</param>
    public void SendSystemMessage(ISystemMessage message) => Actual.SendSystemMessage(message);

    /// <summary>Sends a system message to the probe's actor.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Not used: system messages have no sender.</param>
    public void SendSystemMessage(ISystemMessage message, IActorRef? sender) => Actual.SendSystemMessage(message);

    /// <summary>Compares by path, then uid.</summary>
    /// <param name="obj">Another reference.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(object? obj) => TestActor.CompareTo(obj);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => TestActor.Equals(obj);

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"TestProbe({TestActor})";

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    Akka.Util.ISurrogate Akka.Util.ISurrogated.ToSurrogate(ActorSystem system) => Actual.ToSurrogate(system);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => Actual.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => Actual.Resume(causedByFailure);

    void IInternalActorRef.Start() => Actual.Start();

    void IInternalActorRef.Stop() => Actual.Stop();

    void IInternalActorRef.Restart(Exception cause) => Actual.Restart(cause);

    void IInternalActorRef.Suspend() => Actual.Suspend();
}
