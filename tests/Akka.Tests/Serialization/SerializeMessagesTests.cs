using Akka.Actor;
using Akka.Event;
using Akka.Serialization;
using Akka.Tests.Actor;
using Akka.Tests.Event;

namespace Akka.Tests.Serialization;

/// <summary>With <c>akka.actor.serialize-messages</c> on, what an actor gets is a copy made by way of bytes, and what cannot be one is dropped with an error.</summary>
public sealed class SerializeMessagesTests : CoreTest
{
    private readonly List<object> _got = [];
    private readonly IActorRef _actor;

    public SerializeMessagesTests() : base(
        $"akka.actor.serialize-messages = on, akka.actor.serialization-settings.json.types = [\"{typeof(Registered).FullName}, Akka.Tests\"]") =>
        _actor = Start(new Script("a", Log)
        {
            Receive = (_, message) =>
            {
                _got.Add(message);
                return true;
            },
        });

    [Fact]
    public void A_message_arrives_as_an_equal_copy()
    {
        var sent = new Registered("x");
        Send(_actor, sent);

        Assert.Equal(sent, Assert.Single(_got));
        Assert.NotSame(sent, _got[0]);
    }

    [Fact]
    public void A_message_that_no_serializer_takes_is_dropped_with_an_error_and_the_sender_goes_on()
    {
        var errors = Published<Error>();
        Send(_actor, new Unregistered("x"), "next");

        Assert.Equal(["next"], _got);
        var error = Assert.Single(errors);
        Assert.Equal("Swallowing exception during message send", error.Message);
        Assert.IsType<System.Runtime.Serialization.SerializationException>(error.Cause, exactMatch: false);
    }

    [Fact]
    public void What_is_marked_or_wraps_something_marked_is_passed_as_it_is()
    {
        object[] sent = [new Marked(), new Wrapped(new Marked()), new Status.Success(7)];
        Send(_actor, sent);

        Assert.Equal(sent.Length, _got.Count);
        for (var i = 0; i < sent.Length; i++) Assert.Same(sent[i], _got[i]);
    }

    [Fact]
    public void The_engines_own_messages_do_their_work()
    {
        var watcher = Start(NewScript("w"));
        Inside(watcher, _ => { });
        Send(_actor, PoisonPill.Instance);

        Assert.True(((ActorCell)_actor).IsTerminated);
    }

    [Fact]
    public void Asking_and_selecting_work()
    {
        var echo = System.ActorOf(Props.Create(() => new Echo()), "echo");
        var answer = echo.Ask<Registered>(new Registered("y"), TimeSpan.FromSeconds(1));
        Assert.Equal(new Registered("y"), Executor.Run(answer));

        var selected = System.ActorSelection("/user/echo").Ask<Registered>(new Registered("z"), TimeSpan.FromSeconds(1));
        Assert.Equal(new Registered("z"), Executor.Run(selected));
    }

    [Fact]
    public void Another_system_of_the_process_does_not_follow_the_setting()
    {
        using var other = new SimulatedSystem("akka { loggers = [], stdout-loglevel = OFF }", 2);
        var got = new List<object>();
        var actor = other.System.ActorOf(new Script("b", []) { Receive = (_, m) => { got.Add(m); return true; } }.Props());
        var sent = new Unregistered("x");
        actor.Tell(sent, ActorRefs.NoSender);
        other.Executor.RunUntilIdle();

        Assert.Same(sent, Assert.Single(got));
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    internal sealed record Registered(string Text);

    private sealed record Unregistered(string Text);

    private sealed record Marked : INoSerializationVerificationNeeded;

    private sealed record Wrapped(object Message) : IWrappedMessage;
}
