using Switchboard.Messages;

namespace Switchboard.Node.Tests.Gateway.Sessions;

/// <summary>What is asked of a room is answered once: by the room, by its time-out, or because its node is gone.</summary>
public sealed class SessionAnswerTests
{
    private readonly SessionRig _rig = new();

    private void AllFinished() => Assert.Equal(_rig.Received, _rig.Socket.Finished);

    [Fact]
    public void A_message_is_acknowledged_when_the_room_has_stored_it()
    {
        var rig = new SessionRig(identity: "ada");
        var member = rig.Join("room:a", "1");

        Assert.Empty(rig.Receive("""["1","2","room:a","new_msg",{"body":"hi","id":"k1","from":"eve","seq":9}]"""));
        var (topic, command) = Assert.Single(rig.Links.Commands);
        var publish = Assert.IsType<RoomCommand.Publish>(command);
        Assert.Equal(("room:a", "k1", "ada", member.Origin), (topic, publish.Id, publish.From, publish.Origin));
        Assert.Equal("""{"body":"hi","id":"k1"}"""u8.ToArray(), publish.Payload.ToArray());
        rig.Session.Handle(new RoomReply.Stored(publish.Correlation, 7, "e\"1", false));

        Assert.Equal(["""["1","2","room:a","phx_reply",{"status":"ok","response":{"seq":7,"epoch":"e\"1"}}]"""], rig.Socket.Take());
        Assert.Equal(rig.Received, rig.Socket.Finished);
    }

    [Fact]
    public void A_message_that_the_room_refuses_is_refused_by_name()
    {
        _rig.Join("room:a", "1");
        _rig.Receive("""["1","2","room:a","new_msg",{}]""");

        _rig.Session.Handle(new RoomReply.Refused(1, Reasons.Overloaded));

        Assert.Equal(["""["1","2","room:a","phx_reply",{"status":"error","response":{"reason":"overloaded"}}]"""], _rig.Socket.Take());
        AllFinished();
    }

    [Fact]
    public void A_push_without_a_ref_is_carried_out_and_not_answered()
    {
        _rig.Join("room:a", "1");
        _rig.Receive("""["1",null,"room:a","new_msg",{}]""");

        _rig.Session.Handle(new RoomReply.Stored(1, 1, "e", false));

        Assert.Empty(_rig.Socket.Take());
        AllFinished();
    }

    [Fact]
    public void An_answer_that_does_not_come_in_time_is_refused_and_a_late_one_is_dropped()
    {
        _rig.Join("room:a", "1");
        _rig.Receive("""["1","2","room:a","new_msg",{}]""", now: 10);
        _rig.Receive("""["1","3","room:a","new_msg",{}]""", now: 11);

        _rig.Session.ExpireAnswers(10 + SessionRig.AnswerTicks);
        Assert.Equal(["""["1","2","room:a","phx_reply",{"status":"error","response":{"reason":"timeout"}}]"""], _rig.Socket.Take());
        _rig.Session.Handle(new RoomReply.Stored(1, 1, "e", false));
        Assert.Empty(_rig.Socket.Take());
        _rig.Session.Handle(new RoomReply.Stored(2, 2, "e", false));
        Assert.Single(_rig.Socket.Take());
        AllFinished();
    }

    [Fact]
    public void What_was_asked_of_a_room_whose_node_is_gone_and_must_not_be_done_twice_is_refused_at_once_and_nothing_else()
    {
        var member = _rig.Join("room:a", "1");
        _rig.Join("room:b", "2");
        _rig.Receive("""["1","3","room:a","new_msg",{}]""");
        _rig.Receive("""["2","4","room:b","new_msg",{}]""");
        _rig.Receive("""["1","5","room:a","typing",{}]""");

        member.RoomLost();
        _rig.Session.RoomLost(Assert.Single(_rig.Links.RoomsLost));
        Assert.Equal(
            [
                """["1","3","room:a","phx_reply",{"status":"error","response":{"reason":"unavailable"}}]""",
                """["1","5","room:a","phx_reply",{"status":"error","response":{"reason":"unavailable"}}]""",
            ],
            _rig.Socket.Take());
        _rig.Session.Handle(new RoomReply.Stored(1, 1, "e", false));
        Assert.Empty(_rig.Socket.Take());
        _rig.Session.Handle(new RoomReply.Stored(2, 1, "e", false));
        Assert.Single(_rig.Socket.Take());
        Assert.Empty(_rig.Receive("""["1","6","room:a","new_msg",{}]"""));
        Assert.Equal(_rig.Received - 1, _rig.Socket.Finished);
    }

    [Fact]
    public void Messages_with_an_id_are_sent_again_to_the_next_place_of_a_room_whose_node_is_gone()
    {
        var member = _rig.Join("room:a", "1");
        _rig.Join("room:b", "2");
        _rig.Receive("""["1","3","room:a","new_msg",{"id":"x"}]""");
        _rig.Receive("""["1","4","room:a","new_msg",{"id":"y"}]""");
        _rig.Receive("""["2","5","room:b","new_msg",{"id":"z"}]""");
        _rig.Session.Handle(new RoomReply.Stored(1, 1, "e", false));
        _rig.Socket.Take();
        var second = _rig.Links.Commands[1];

        member.RoomLost();
        _rig.Session.RoomLost(Assert.Single(_rig.Links.RoomsLost));
        Assert.Empty(_rig.Socket.Take());
        Assert.Equal(second, _rig.Links.Commands[3]);
        Assert.Equal(4, _rig.Links.Commands.Count);

        // The old place's answer was only late: the client hears of one of the two.
        _rig.Session.Handle(new RoomReply.Stored(2, 2, "e", false));
        _rig.Session.Handle(new RoomReply.Stored(2, 2, "e", true));
        Assert.Equal(["""["1","4","room:a","phx_reply",{"status":"ok","response":{"seq":2,"epoch":"e"}}]"""], _rig.Socket.Take());
        _rig.Session.RoomLost(_rig.Links.RoomsLost[0]);
        Assert.Equal(4, _rig.Links.Commands.Count);
    }
}
