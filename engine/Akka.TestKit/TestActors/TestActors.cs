using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Takes every message and does nothing.</summary>
public class BlackHoleActor : ActorBase
{
    /// <summary>How to make it.</summary>
    public static Props Props { get; } = Props.Create<BlackHoleActor>();

    /// <inheritdoc/>
    protected override bool Receive(object message) => true;
}

/// <summary>Sends every message to the test actor, and to its sender unless told not to.</summary>
public class EchoActor : ReceiveActor
{
    /// <summary>Made through <see cref="Props"/>.</summary>
    /// <param name="testkit">Whose test actor gets the messages.</param>
    /// <param name="echoBackToSenderAsWell">Whether the sender gets them too.</param>
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true) => ReceiveAny(message =>
    {
        var sender = Sender;
        if (echoBackToSenderAsWell && !sender.Equals(testkit.TestActor)) sender.Tell(message, Self);
        testkit.TestActor.Tell(message, Sender);
    });

    /// <summary>How to make it.</summary>
    /// <param name="testkit">Whose test actor gets the messages.</param>
    /// <param name="echoBackToSenderAsWell">Whether the sender gets them too.</param>
    /// <returns>The props.</returns>
    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) => Actor.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}

/// <summary>Sends every message back.</summary>
public class SimpleEchoActor : ReceiveActor
{
    /// <summary>Made through <see cref="Props"/>.</summary>
    public SimpleEchoActor() => ReceiveAny(message => Sender.Tell(message, Self));

    /// <summary>How to make it.</summary>
    /// <returns>The props.</returns>
    public static Props Props() => Actor.Props.Create<SimpleEchoActor>();
}

/// <summary>Passes every message on, with its sender unchanged.</summary>
public class ForwardActor : ReceiveActor
{
    /// <summary>Made through <see cref="Props"/>.</summary>
    /// <param name="target">Who gets the messages.</param>
    public ForwardActor(IActorRef target) => ReceiveAny(target.Forward);

    /// <summary>How to make it.</summary>
    /// <param name="target">Who gets the messages.</param>
    /// <returns>The props.</returns>
    public static Props Props(IActorRef target) => Actor.Props.Create(() => new ForwardActor(target));
}

/// <summary>Handles no message: each is published as an unhandled one.</summary>
public class UnhandledMessageActor : ReceiveActor
{
    /// <summary>Made through props.</summary>
    public UnhandledMessageActor() => ReceiveAny(Unhandled);
}
