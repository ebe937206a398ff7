using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Tests;

namespace Node.Tests.Rooms;

/// <summary>Who asked a room that cannot be reached hears so at once.</summary>
public sealed class LostCommandsTests() : TestKit($"akka {{ loglevel = OFF, stdout-loglevel = OFF }}\n{TestPatience.Expect}")
{
    private static readonly RoomCommand.Publish Write = new(7, null, null, 0, "{}"u8.ToArray());

    [Fact]
    public void A_command_to_an_actor_that_is_gone_is_refused_as_unavailable()
    {
        Start();
        var gone = CreateTestProbe().Ref;
        Watch(gone);
        Sys.Stop(gone);
        ExpectTerminated(gone);

        gone.Tell(new RoomEnvelope("room:a", Write), TestActor);
        ExpectMsg(new RoomReply.Refused(7, Reasons.Unavailable));
        gone.Tell(new RoomCommand.Register(3, null, 0), TestActor);
        ExpectMsg(new HubMessage.Unavailable(3));
        gone.Tell(new RoomCommand.Signal(0, "typing", 0, false, default), TestActor);
        gone.Tell("something else", TestActor);
        gone.Tell(Write with { Correlation = 8 }, TestActor);
        ExpectMsg(new RoomReply.Refused(8, Reasons.Unavailable));
    }

    [Fact]
    public void A_command_that_a_full_buffer_dropped_is_refused_as_overload()
    {
        Start();
        Sys.EventStream.Publish(new Dropped(new RoomEnvelope("room:a", Write), "full", TestActor, Sys.DeadLetters));
        ExpectMsg(new RoomReply.Refused(7, Reasons.Overloaded));
    }

    [Fact]
    public void What_an_actor_got_and_did_not_handle_is_not_answered_twice()
    {
        Start();
        Sys.EventStream.Publish(new UnhandledMessage(Write, TestActor, TestActor));
        Sys.EventStream.Publish(new Dropped(Write with { Correlation = 9 }, "full", TestActor, Sys.DeadLetters));
        ExpectMsg(new RoomReply.Refused(9, Reasons.Overloaded));
    }

    private void Start()
    {
        var lost = Sys.ActorOf(LostCommands.Props());
        // It has subscribed when it answers.
        lost.Tell(new Identify(1), TestActor);
        ExpectMsg<ActorIdentity>();
    }
}
