using Switchboard.Messages;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Tests.Gateway.Sessions;

/// <summary>Each frame is answered as the protocol's table says, frame for frame, and finished exactly once.</summary>
public sealed class SessionTests
{
    private readonly SessionRig _rig = new();

    private void AllFinished() => Assert.Equal(_rig.Received, _rig.Socket.Finished);

    [Fact]
    public void A_heartbeat_is_answered()
    {
        Assert.Equal(["""[null,"4","phoenix","phx_reply",{"status":"ok","response":{}}]"""], _rig.Receive("""[null,"4","phoenix","heartbeat",{}]"""));
        AllFinished();
    }

    [Fact]
    public void A_join_is_answered_by_its_hub()
    {
        Assert.Empty(_rig.Receive("""["1","1","room:a","phx_join",{"history":5}]"""));
        Assert.Equal(0, _rig.Socket.Finished);
        var (topic, member, request) = Assert.Single(_rig.Links.Joins);
        Assert.Equal(("room:a", 5), (topic, request.History));

        member.Joined(new JoinOutcome.Room(0, "e", true, null, false, []));

        Assert.Equal(
            ["""["1","1","room:a","phx_reply",{"status":"ok","response":{"last_seq":0,"epoch":"e","recovered":true,"messages":[]}}]"""], _rig.Socket.Take());
        AllFinished();
    }

    [Fact]
    public void A_refused_join_leaves_no_channel()
    {
        _rig.Receive("""["1","1","room:a","phx_join",{}]""");
        var channel = (Channel)_rig.Links.Joins[0].Member;

        channel.Joined(new JoinOutcome.Refused("unavailable"));
        _rig.Session.ChannelEnded(Assert.Single(_rig.Links.Ended));

        Assert.Equal(["""["1","1","room:a","phx_reply",{"status":"error","response":{"reason":"unavailable"}}]"""], _rig.Socket.Take());
        Assert.Contains("unmatched topic", Assert.Single(_rig.Receive("""["1","2","room:a","new_msg",{}]""")), StringComparison.Ordinal);
        AllFinished();
    }

    [Theory]
    [InlineData("nope:1")]
    [InlineData("room")]
    [InlineData("room:")]
    [InlineData("topic:")]
    [InlineData("phoenix")]
    [InlineData("")]
    public void A_join_of_a_topic_that_is_not_served_is_unmatched_with_no_join_ref(string topic) =>
        Assert.Equal(
            [$$$"""[null,"18","{{{topic}}}","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}]"""],
            _rig.Receive($$"""["18","18","{{topic}}","phx_join",{}]"""));

    [Fact]
    public void An_event_on_a_topic_that_is_not_joined_is_unmatched()
    {
        Assert.Equal(
            ["""[null,"2","room:a","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}]"""],
            _rig.Receive("""["1","2","room:a","new_msg",{}]"""));
        AllFinished();
    }

    [Theory]
    [InlineData("""{"since":-1}""", "invalid_since")]
    [InlineData("""{"since":"x"}""", "invalid_since")]
    [InlineData("""{"since":1,"epoch":2}""", "invalid_epoch")]
    [InlineData("""{"history":-1}""", "invalid_history")]
    [InlineData("""{"self":1}""", "invalid_self")]
    public void A_join_with_a_payload_of_wrong_types_is_refused_by_name(string payload, string reason) =>
        Assert.Equal(
            [$$$"""["1","1","room:a","phx_reply",{"status":"error","response":{"reason":"{{{reason}}}"}}]"""],
            _rig.Receive($$"""["1","1","room:a","phx_join",{{payload}}]"""));

    [Fact]
    public void A_second_join_of_a_topic_is_answered_and_then_the_first_is_closed()
    {
        var first = _rig.Join("room:a", "1");

        Assert.Empty(_rig.Receive("""["5","5","room:a","phx_join",{}]"""));
        Assert.Same(first, Assert.Single(_rig.Links.Leaves).Member);
        Assert.False(first.TrySend(new SharedFrame("room:a", "e", "{}"u8.ToArray())));
        _rig.Links.Joins[1].Member.Joined(new JoinOutcome.Plain());

        Assert.Equal(
            ["""["5","5","room:a","phx_reply",{"status":"ok","response":{}}]""", """["1","1","room:a","phx_close",{}]"""], _rig.Socket.Take());
        Assert.NotEqual(first.Origin, _rig.Links.Joins[1].Member.Origin);
        AllFinished();
    }

    [Fact]
    public void A_join_that_is_replaced_before_its_answer_is_refused()
    {
        _rig.Receive("""["1","1","room:a","phx_join",{}]""");

        Assert.Equal(
            ["""["1","1","room:a","phx_reply",{"status":"error","response":{"reason":"joined_again"}}]"""],
            _rig.Receive("""["2","2","room:a","phx_join",{}]"""));
        _rig.Links.Joins[0].Member.Joined(new JoinOutcome.Plain());
        Assert.Empty(_rig.Socket.Take());
        _rig.Links.Joins[1].Member.Joined(new JoinOutcome.Plain());
        Assert.Equal(["""["2","2","room:a","phx_reply",{"status":"ok","response":{}}]"""], _rig.Socket.Take());
        AllFinished();
    }

    [Fact]
    public void Events_with_an_old_join_ref_are_dropped()
    {
        _rig.Join("room:a", "1");
        _rig.Join("room:a", "5");

        Assert.Empty(_rig.Receive("""["1","6","room:a","new_msg",{}]"""));
        Assert.Empty(_rig.Receive("""["1","7","room:a","phx_leave",{}]"""));
        Assert.Empty(_rig.Links.Commands);
        AllFinished();
    }

    [Fact]
    public void Events_without_a_join_ref_are_handled()
    {
        _rig.Join("room:a", "1");

        _rig.Receive("""[null,"6","room:a","new_msg",{}]""");

        Assert.Single(_rig.Links.Commands);
    }

    [Fact]
    public void A_leave_is_answered_and_then_the_channel_is_closed()
    {
        var member = _rig.Join("room:a", "14");

        Assert.Equal(
            ["""["14","15","room:a","phx_reply",{"status":"ok","response":{}}]""", """["14","14","room:a","phx_close",{}]"""],
            _rig.Receive("""["14","15","room:a","phx_leave",{}]"""));
        Assert.Same(member, Assert.Single(_rig.Links.Leaves).Member);
        Assert.False(member.TrySend(new SharedFrame("room:a", "e", "{}"u8.ToArray())));
        AllFinished();
    }

    [Fact]
    public void A_leave_of_a_topic_that_is_not_joined_is_ok()
    {
        Assert.Equal(
            ["""["1","2","room:a","phx_reply",{"status":"ok","response":{}}]"""], _rig.Receive("""["1","2","room:a","phx_leave",{}]"""));
        AllFinished();
    }

    [Fact]
    public void More_channels_than_allowed_are_refused_but_a_rejoin_is_not()
    {
        _rig.Join("room:a", "1");
        _rig.Join("room:b", "2");
        _rig.Join("topic:c", "3");

        Assert.Equal(
            ["""["4","4","room:d","phx_reply",{"status":"error","response":{"reason":"too many channels joined"}}]"""],
            _rig.Receive("""["4","4","room:d","phx_join",{}]"""));
        Assert.Empty(_rig.Receive("""["5","5","room:a","phx_join",{}]"""));
        _rig.Receive("""["2","6","room:b","phx_leave",{}]""");
        Assert.Empty(_rig.Receive("""["7","7","room:d","phx_join",{}]"""));
    }

    [Theory]
    [InlineData("""{"id":5}""", "invalid_id")]
    [InlineData("""{"id":""}""", "invalid_id")]
    public void A_message_with_a_wrong_id_is_refused_by_name(string payload, string reason)
    {
        _rig.Join("room:a", "1");

        Assert.Contains($"\"reason\":\"{reason}\"", Assert.Single(_rig.Receive($$"""["1","2","room:a","new_msg",{{payload}}]""")), StringComparison.Ordinal);
        Assert.Empty(_rig.Links.Commands);
        AllFinished();
    }

    [Fact]
    public void Bytes_are_not_stored()
    {
        _rig.Join("room:a", "1");

        Assert.Equal(
            ["""["1","7","room:a","phx_reply",{"status":"error","response":{"reason":"binary_not_allowed"}}]"""],
            _rig.Receive([0, 1, 1, 6, 7, .. "17room:anew_msg"u8, 9], isBinary: true));
        AllFinished();
    }

    [Fact]
    public void Other_events_of_a_room_are_passed_on_without_being_stored()
    {
        var member = _rig.Join("room:a", "1");

        _rig.Receive("""["1","2","room:a","typing",{"name":"ada"}]""");
        _rig.Receive([0, 1, 1, 6, 3, .. "13room:acur"u8, 1, 2], isBinary: true);

        var text = Assert.IsType<RoomCommand.Signal>(_rig.Links.Commands[0].Command);
        Assert.Equal(("typing", member.Origin, false), (text.Event, text.Origin, text.IsBinary));
        Assert.Equal("""{"name":"ada"}"""u8.ToArray(), text.Payload.ToArray());
        var bytes = Assert.IsType<RoomCommand.Signal>(_rig.Links.Commands[1].Command);
        Assert.Equal(("cur", true), (bytes.Event, bytes.IsBinary));
        Assert.Equal(new byte[] { 1, 2 }, bytes.Payload.ToArray());
        _rig.Session.Handle(new RoomReply.Accepted(text.Correlation));
        Assert.Equal(["""["1","2","room:a","phx_reply",{"status":"ok","response":{}}]"""], _rig.Socket.Take());
    }

    [Fact]
    public void Events_of_a_broadcast_topic_are_passed_on_and_acknowledged_at_once()
    {
        var member = _rig.Join("topic:a", "1");

        Assert.Equal(
            ["""["1","2","topic:a","phx_reply",{"status":"ok","response":{}}]"""], _rig.Receive("""["1","2","topic:a","new_msg",{"x":1}]"""));

        var message = Assert.Single(_rig.Links.Broadcasts);
        Assert.Equal(("topic:a", "new_msg", member.Origin, false), (message.Topic, message.Event, message.Origin, message.IsBinary));
        AllFinished();
    }

    [Theory]
    [InlineData("phx_close")]
    [InlineData("phx_error")]
    [InlineData("phx_reply")]
    [InlineData("phx_anything")]
    [InlineData("presence_state")]
    [InlineData("presence_diff")]
    public void Events_that_are_the_servers_to_send_are_refused(string name)
    {
        _rig.Join("topic:a", "1");

        Assert.Equal(
            ["""["1","2","topic:a","phx_reply",{"status":"error","response":{"reason":"reserved_event"}}]"""],
            _rig.Receive($$"""["1","2","topic:a","{{name}}",{}]"""));
        Assert.Empty(_rig.Links.Broadcasts);
        AllFinished();
    }

    [Fact]
    public void A_channel_that_its_hub_loses_is_told_so_and_gone()
    {
        var channel = (Channel)_rig.Join("room:a", "1");

        channel.Lost();
        channel.Lost();
        _rig.Session.ChannelEnded(Assert.Single(_rig.Links.Ended));

        Assert.Equal(["""["1","1","room:a","phx_error",{}]"""], _rig.Socket.Take());
        Assert.Contains("unmatched topic", Assert.Single(_rig.Receive("""["1","2","room:a","e",{}]""")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_that_its_hub_loses_is_refused()
    {
        _rig.Receive("""["1","1","room:a","phx_join",{}]""");

        _rig.Links.Joins[0].Member.Lost();

        Assert.Equal(["""["1","1","room:a","phx_reply",{"status":"error","response":{"reason":"unavailable"}}]"""], _rig.Socket.Take());
        AllFinished();
    }

    [Fact]
    public void The_end_of_an_old_channel_does_not_end_the_new_one()
    {
        var old = (Channel)_rig.Join("room:a", "1");
        _rig.Join("room:a", "2");

        _rig.Session.ChannelEnded(old);

        Assert.Empty(_rig.Receive("""["2","3","room:a","new_msg",{}]"""));
        Assert.Single(_rig.Links.Commands);
    }

    [Fact]
    public void When_the_socket_goes_its_channels_leave()
    {
        var first = _rig.Join("room:a", "1");
        _rig.Receive("""["2","2","topic:b","phx_join",{}]""");

        _rig.Session.Disconnected();
        _rig.Session.Handle(new RoomReply.Stored(1, 1, "e", false));

        Assert.Equal(["room:a", "topic:b"], _rig.Links.Leaves.Select(l => l.Topic).Order());
        Assert.False(first.TrySend(new SharedFrame("room:a", "e", "{}"u8.ToArray())));
        AllFinished();
    }

    [Theory]
    [InlineData("""["1","2","room:a"]""", "wrong_length")]
    [InlineData("""["1","2","room:a",5,{}]""", "wrong_type")]
    [InlineData("""["1","2","room:a","e",[]]""", "payload_not_object")]
    [InlineData("""["1","2","room:a","phx_join",null]""", "payload_not_object")]
    public void A_frame_in_error_is_answered_when_it_names_a_ref_and_a_topic(string frame, string reason)
    {
        Assert.Equal([$$$"""["1","2","room:a","phx_reply",{"status":"error","response":{"reason":"{{{reason}}}"}}]"""], _rig.Receive(frame));
        Assert.Null(_rig.Socket.Closed);
        AllFinished();
    }

    [Theory]
    [InlineData("not json", 1007, "not_json")]
    [InlineData("{}", 1008, "wrong_shape")]
    [InlineData("[1,2]", 1008, "wrong_length")]
    [InlineData("[null,null,\"room:a\",5,{}]", 1008, "wrong_type")]
    public void Other_frames_in_error_close_the_socket_with_the_reason(string frame, int code, string reason)
    {
        Assert.Empty(_rig.Receive(frame));
        Assert.Equal((code, reason), ((int)_rig.Socket.Closed!.Code, _rig.Socket.Closed.Text));
        AllFinished();
    }

    [Fact]
    public void Binary_frames_with_lying_lengths_close_the_socket()
    {
        _rig.Receive([0, 200, 1, 1, 1, 65], isBinary: true);

        Assert.Equal((1007, "truncated"), ((int)_rig.Socket.Closed!.Code, _rig.Socket.Closed.Text));
    }

    [Fact]
    public void Version_1_is_answered_in_version_1_and_knows_a_channel_by_the_ref_of_its_join()
    {
        var rig = new SessionRig(WireVersion.V1);

        rig.Receive("""{"topic":"room:a","event":"phx_join","payload":{},"ref":"1"}""");
        rig.Links.Joins[0].Member.Joined(new JoinOutcome.Plain());
        Assert.Equal(["""{"topic":"room:a","event":"phx_reply","ref":"1","payload":{"status":"ok","response":{}}}"""], rig.Socket.Take());

        Assert.Equal(
            [
                """{"topic":"room:a","event":"phx_reply","ref":"2","payload":{"status":"ok","response":{}}}""",
                """{"topic":"room:a","event":"phx_close","ref":"1","payload":{}}""",
            ],
            rig.Receive("""{"topic":"room:a","event":"phx_leave","payload":{},"ref":"2"}"""));
    }
}
