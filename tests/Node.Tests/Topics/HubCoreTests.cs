using System.Text;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;
using static Node.Tests.Rooms.RoomTestData;

namespace Node.Tests.Topics;

/// <summary>A hub answers joins from memory, notices gaps, fills them before it delivers more and says when it may not know everything.</summary>
public sealed class HubCoreTests : IRoomLink
{
    private readonly List<(long Registration, string? Epoch, long LastSeq)> _registers = [];
    private readonly List<(long Registration, long AfterSeq)> _fills = [];
    private readonly HubCore _hub;
    private long _now = 1_000_000;
    private long _seen;

    public HubCoreTests()
    {
        _hub = new HubCore("room:a", new RoomLimits { HistoryMessages = 10, ReplyMessages = 10 }, new HubTimes(), this, () => _now);
        _hub.Start();
    }

    void IRoomLink.Register(long registration, string? epoch, long lastSeq, long seenSeq)
    {
        _registers.Add((registration, epoch, lastSeq));
        _seen = seenSeq;
    }

    void IRoomLink.Fill(long registration, long afterSeq) => _fills.Add((registration, afterSeq));

    private static StoredMessage Stored(long seq, string epoch = "e", ulong origin = 0) => new(seq, epoch, seq, null, null, origin, FakeMember.Payload(seq));

    private static StoredMessage[] Stored(IEnumerable<long> numbers) => [.. numbers.Select(n => Stored(n))];

    private void Registered(long first, long last, string epoch = "e", bool degraded = false) =>
        _hub.Receive(new HubMessage.Registered(_hub.Registration, epoch, last, degraded, [.. Range(first, last).Select(n => Stored(n, epoch))]));

    private void Deliver(long seq, string epoch = "e", ulong origin = 0) => _hub.Receive(new HubMessage.Delivered(_hub.Registration, Stored(seq, epoch, origin)));

    private FakeMember Join(long? since = null, string? epoch = "e", int history = 0, FakeMember? member = null)
    {
        member ??= new FakeMember();
        _hub.Join(member, new JoinRequest(since, since is null ? null : epoch, history, true));
        return member;
    }

    private void Pass(TimeSpan time)
    {
        _now += (long)time.TotalMilliseconds;
        _hub.Tick();
    }

    [Fact]
    public void A_join_waits_for_the_first_word_of_the_room()
    {
        var member = Join(history: 2);
        Assert.Null(member.Outcome);
        Registered(1, 3);

        Assert.Equal((3, "e", false), (member.Room.LastSeq, member.Room.Epoch, member.Room.IsDegraded));
        Assert.Equal([2, 3], Numbers(member.Room.Messages));
    }

    [Fact]
    public void Later_joins_are_answered_from_memory()
    {
        Registered(1, 3);
        Deliver(4);

        Assert.Equal([3, 4], Numbers(Join(since: 2).Room.Messages));
        Assert.True(Join(since: 2).Room.Recovered);
        Assert.Empty(_fills);
        Assert.Single(_registers);
    }

    [Fact]
    public void Everything_new_goes_to_every_member_once_and_in_order()
    {
        Registered(1, 3);
        FakeMember a = Join(), b = Join(history: 5);
        Deliver(4);
        Deliver(4);
        Deliver(5);
        Deliver(3);

        Assert.Equal([4, 5], a.Delivered);
        Assert.Equal([4, 5], b.Delivered);
        Assert.Same(a.Frames[0], b.Frames[0]);
    }

    [Fact]
    public void A_gap_is_filled_before_anything_behind_it_is_delivered()
    {
        Registered(1, 3);
        var member = Join();
        Deliver(6);
        Deliver(7);
        Assert.Empty(member.Delivered);
        Assert.Equal([(1, 3)], _fills);

        _hub.Receive(new HubMessage.Filled(1, "e", 3, 7, Stored([4, 5])));
        Assert.Equal([4, 5, 6, 7], member.Delivered);
    }

    [Fact]
    public void A_lost_tail_is_noticed_and_filled()
    {
        Registered(1, 3);
        var member = Join();
        _hub.Receive(new HubMessage.Tail(1, "e", 5));
        Assert.Equal([(1, 3)], _fills);

        _hub.Receive(new HubMessage.Filled(1, "e", 3, 5, Stored([4, 5])));
        Assert.Equal([4, 5], member.Delivered);
    }

    [Fact]
    public void A_long_gap_is_filled_in_several_steps()
    {
        Registered(1, 3);
        var member = Join();
        _hub.Receive(new HubMessage.Tail(1, "e", 8));
        _hub.Receive(new HubMessage.Filled(1, "e", 3, 8, Stored([4, 5])));
        _hub.Receive(new HubMessage.Filled(1, "e", 5, 8, Stored([6, 7, 8])));

        Assert.Equal([(1, 3), (1, 5)], _fills);
        Assert.Equal([4, 5, 6, 7, 8], member.Delivered);
    }

    [Fact]
    public void A_lost_question_is_asked_again()
    {
        Registered(1, 3);
        _hub.Receive(new HubMessage.Tail(1, "e", 5));
        Pass(TimeSpan.FromSeconds(0.9));
        Assert.Single(_fills);
        Pass(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, _fills.Count);
    }

    [Fact]
    public void When_nobody_keeps_what_is_missing_members_are_told_to_join_again()
    {
        Registered(1, 3);
        var member = Join();
        _hub.Receive(new HubMessage.Tail(1, "e", 50));
        _hub.Receive(new HubMessage.Filled(1, "e", 3, 50, Stored(Range(41, 50))));

        Assert.True(member.IsLost);
        Assert.Empty(member.Delivered);
        Assert.Equal((50, 0), (_hub.LastSeq, _hub.MemberCount));
        Assert.Equal(Reasons.TooFarBehind, Filled(Join(since: 3), 3, Range(41, 50)).Room.Reason);
    }

    private FakeMember Filled(FakeMember member, long after, IEnumerable<long> numbers)
    {
        _hub.Receive(new HubMessage.Filled(_hub.Registration, "e", after, _hub.LastSeq, Stored(numbers)));
        return member;
    }

    [Fact]
    public void What_memory_does_not_reach_back_to_the_room_is_asked_for()
    {
        Registered(6, 9);
        var member = Join(since: 2);
        Assert.Null(member.Outcome);
        Assert.Equal([(1, 2)], _fills);
        Deliver(10);

        Filled(member, 2, [3, 4, 5, 6]);
        Assert.True(member.Room.Recovered);
        Assert.Equal(Range(3, 10), Numbers(member.Room.Messages));
        Deliver(11);
        Assert.Equal([11], member.Delivered);
    }

    [Fact]
    public void A_client_that_saw_more_than_the_hub_is_believed_only_when_the_room_says_so()
    {
        Registered(1, 3);
        var member = Join(since: 5);
        Assert.Null(member.Outcome);
        Assert.Equal((2, "e", 3), _registers[^1]);
        Assert.Equal(5, _seen);

        Registered(4, 5);
        Assert.True(member.Room.Recovered);
        Assert.Empty(member.Room.Messages);
        Deliver(6);
        Assert.Equal([6], member.Delivered);
        Assert.False(_hub.IsDegraded);
    }

    [Fact]
    public void A_client_from_the_future_is_told_so()
    {
        Registered(1, 3);
        var member = Join(since: 5);
        _hub.Receive(new HubMessage.Registered(2, "e", 3, false, []));

        Assert.Equal((false, Reasons.SinceInFuture, 3), (member.Room.Recovered, member.Room.Reason, member.Room.LastSeq));
    }

    [Fact]
    public void A_client_from_the_future_that_comes_while_the_room_is_asked_is_asked_about_in_turn()
    {
        var first = Join(since: 5);
        Registered(1, 3);
        Assert.Null(first.Outcome);
        Assert.Equal((2, 5), (_hub.Registration, _seen));

        var second = Join(since: 4);
        _hub.Receive(new HubMessage.Registered(2, "e", 3, false, []));
        Assert.Equal(Reasons.SinceInFuture, first.Room.Reason);
        Assert.Null(second.Outcome);
        Assert.Equal((3, 4), (_hub.Registration, _seen));

        _hub.Receive(new HubMessage.Registered(3, "e", 4, false, [Stored(4)]));
        Assert.True(second.Room.Recovered);
        Assert.Equal([4], first.Delivered);
    }

    [Fact]
    public void The_room_is_asked_again_about_the_same_when_it_does_not_answer()
    {
        Registered(1, 3);
        Join(since: 5);
        Join(since: 7);
        Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((2, "e", 3), _registers[^1]);
        Assert.Equal((3, 5), (_registers.Count, _seen));
    }

    [Fact]
    public void What_an_empty_room_calls_itself_does_not_count_against_a_client_that_has_seen_messages()
    {
        _hub.Receive(new HubMessage.Registered(1, "proposed", 0, false, []));
        var member = Join(since: 2);
        Assert.Null(member.Outcome);
        Assert.Equal(2, _seen);

        Registered(1, 2);
        Assert.True(member.Room.Recovered);
    }

    [Fact]
    public void A_client_of_another_epoch_is_told_so() => Assert.Equal(Reasons.OtherEpoch, AfterRegistration(() => Join(since: 2, epoch: "old")).Room.Reason);

    private FakeMember AfterRegistration(Func<FakeMember> join)
    {
        Registered(1, 3);
        return join();
    }

    [Fact]
    public void While_the_room_is_away_joins_are_served_from_memory_and_marked()
    {
        Registered(1, 3);
        _hub.RoomGone();
        Assert.Equal((2, "e", 3), _registers[^1]);
        _hub.Receive(new HubMessage.Unavailable(2));

        var member = Join(since: 1);
        Assert.Equal((true, true), (member.Room.Recovered, member.Room.IsDegraded));
        Assert.Equal([2, 3], Numbers(member.Room.Messages));

        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((3, "e", 3), _registers[^1]);
        Registered(4, 6);
        Assert.Equal([4, 5, 6], member.Delivered);
        Assert.False(Join().Room.IsDegraded);
    }

    [Fact]
    public void Who_joined_while_the_room_was_away_is_told_when_it_is_back_and_nothing_is_missing()
    {
        Registered(1, 3);
        var before = Join();
        _hub.RoomGone();
        _hub.Receive(new HubMessage.Unavailable(2));
        var member = Join(since: 3);
        var left = Join();
        _hub.Leave(left);
        Assert.True(member.Room.IsDegraded);

        Pass(TimeSpan.FromSeconds(1));
        _hub.Receive(new HubMessage.Registered(_hub.Registration, "e", 6, false, Stored([4, 5])));
        Assert.DoesNotContain(member.Frames, frame => frame.Event == "room_state");
        Deliver(6);

        Assert.Equal(["new_msg", "new_msg", "new_msg", "room_state"], member.Frames.Select(frame => frame.Event));
        Assert.Equal("""{"degraded":false}""", Encoding.UTF8.GetString(member.Frames[^1].Payload.Span));
        Assert.DoesNotContain(before.Frames.Concat(left.Frames), frame => frame.Event == "room_state");
        Deliver(7);
        Assert.Single(member.Frames, frame => frame.Event == "room_state");
    }

    [Fact]
    public void A_room_that_only_remembers_serves_joins_but_is_asked_again()
    {
        var member = Join(history: 9);
        Registered(1, 3, degraded: true);
        Assert.True(member.Room.IsDegraded);
        Assert.Equal([1, 2, 3], Numbers(member.Room.Messages));
        Assert.False(_hub.IsRegistered);

        Pass(TimeSpan.FromSeconds(1));
        Registered(4, 4);
        Assert.True(_hub.IsRegistered);
        Assert.Equal([4], member.Delivered);
    }

    [Fact]
    public void A_join_that_only_the_room_could_answer_is_refused_in_time()
    {
        var member = Join();
        Pass(TimeSpan.FromSeconds(7.9));
        Assert.Null(member.Outcome);
        Pass(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Reasons.Unavailable, member.Refusal);
        Registered(1, 3);
        Assert.Equal(0, _hub.MemberCount);
    }

    [Fact]
    public void A_registration_without_an_answer_is_asked_for_again_under_its_number_and_a_late_answer_counts()
    {
        Pass(TimeSpan.FromSeconds(1));
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([(1, null, 0), (1, null, 0), (1, null, 0)], _registers);
        Registered(1, 3);
        Assert.True(_hub.IsRegistered);

        var member = Join();
        Registered(1, 3);
        _hub.Receive(new HubMessage.Unavailable(1));
        Deliver(4);
        Assert.Equal([4], member.Delivered);
        Assert.False(_hub.IsDegraded);
    }

    [Fact]
    public void Members_hear_that_the_rooms_node_is_gone_and_stay()
    {
        Registered(1, 3);
        var (member, waiting) = (Join(), Join(since: 9));
        Registered(4, 4);
        _hub.RoomLost();

        Assert.True(member.IsRoomLost);
        Assert.False(member.IsLost);
        Assert.True(_hub.IsDegraded);
        Assert.Equal((3, "e", 4), _registers[^1]);
        _hub.RoomGone();
        Assert.False(Join().IsRoomLost);
        Assert.NotNull(waiting.Outcome);
    }

    [Fact]
    public void A_node_that_is_lost_concerns_a_hub_whose_room_was_there_or_may_have_been()
    {
        Registered(1, 3);
        var member = Join();
        _hub.NodeLost(wasHome: false);
        Assert.False(member.IsRoomLost);
        Assert.Single(_registers);

        _hub.NodeLost(wasHome: true);
        Assert.True(member.IsRoomLost);
        Assert.Equal((2, "e", 3), _registers[^1]);

        // Asked again under the same number, so that an answer that is on its way counts.
        _hub.NodeLost(wasHome: false);
        Assert.Equal([(2, "e", 3), (2, "e", 3)], _registers[1..]);
        Registered(2, 3);
        Assert.True(_hub.IsRegistered);
    }

    [Fact]
    public void A_silent_room_is_registered_with_again()
    {
        Registered(1, 3);
        Pass(TimeSpan.FromSeconds(89));
        Assert.Single(_registers);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((2, "e", 3), _registers[^1]);
    }

    [Fact]
    public void What_belongs_to_an_older_registration_is_dropped()
    {
        Registered(1, 3);
        var member = Join();
        _hub.RoomGone();
        _hub.Receive(new HubMessage.Delivered(1, Stored(4)));
        _hub.Receive(new HubMessage.Registered(1, "x", 9, false, []));

        Assert.Empty(member.Delivered);
        Assert.False(member.IsLost);
    }

    [Fact]
    public void A_room_that_forgot_the_hub_is_registered_with_at_once()
    {
        Registered(1, 3);
        _hub.Receive(new HubMessage.NotRegistered(1));
        Assert.Equal((2, "e", 3), _registers[^1]);
    }

    [Fact]
    public void Another_epoch_is_another_log_and_members_join_it_anew()
    {
        Registered(1, 3);
        var member = Join();
        Deliver(1, epoch: "f");
        Assert.Equal((2, "e", 3), _registers[^1]);
        Registered(1, 1, epoch: "f");

        Assert.True(member.IsLost);
        Assert.Empty(member.Delivered);
        Assert.Equal(("f", 1), (_hub.Epoch, _hub.LastSeq));
    }

    [Fact]
    public void A_log_whose_end_is_lost_is_another_log()
    {
        Registered(1, 3);
        var member = Join();
        _hub.RoomGone();
        Registered(1, 2);

        Assert.True(member.IsLost);
        Assert.Equal(2, _hub.LastSeq);
    }

    [Fact]
    public void Own_messages_are_left_out_for_who_does_not_want_them()
    {
        Registered(1, 3);
        FakeMember shy = Join(member: new FakeMember(7, wantsOwn: false)), plain = Join(member: new FakeMember(8));
        Deliver(4, origin: 7);
        Deliver(5, origin: 8);
        Deliver(6);

        Assert.Equal([5, 6], shy.Delivered);
        Assert.Equal([4, 5, 6], plain.Delivered);
    }

    [Fact]
    public void Events_that_are_not_stored_go_to_everybody_as_they_are()
    {
        Registered(1, 3);
        var member = Join();
        _hub.Receive(new HubMessage.Signalled(1, "typing", 0, true, new byte[] { 9 }));

        var frame = Assert.Single(member.Frames);
        Assert.Equal(("room:a", "typing", true), (frame.Topic, frame.Event, frame.IsBinary));
    }

    [Fact]
    public void Members_that_leave_or_are_gone_get_nothing_more()
    {
        Registered(1, 3);
        FakeMember a = Join(), b = Join(), c = Join(), waiting = new();
        _hub.Leave(a);
        b.IsGone = true;
        Deliver(4);
        b.IsGone = false;
        Deliver(5);

        Assert.Empty(a.Delivered);
        Assert.Empty(b.Delivered);
        Assert.Equal([4, 5], c.Delivered);
        Assert.Equal(1, _hub.MemberCount);

        Join(since: 50, member: waiting);
        _hub.Leave(waiting);
        Registered(6, 6);
        Assert.Null(waiting.Outcome);
        _hub.Leave(c);
        Assert.True(_hub.IsEmpty);
    }

    [Fact]
    public void A_hub_that_stops_leaves_nobody_waiting()
    {
        var waiting = Join();
        _hub.Stop();
        Assert.Equal(Reasons.Unavailable, waiting.Refusal);

        Registered(1, 3);
        var member = Join();
        _hub.Stop();
        Assert.True(member.IsLost);
    }
}
