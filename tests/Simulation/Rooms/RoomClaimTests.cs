using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>
/// A room whose database others have too stores that it goes on with its log before it says anything to anybody: whoever ran it before cannot store behind its
/// back. The price is bounded: rooms that are only looked into do not fill the journal.
/// </summary>
public sealed class RoomClaimTests
{
    private static readonly string Pid = RoomIdentity.PersistenceIdOf(SimulatedNode.Topic);
    private static readonly RoomSettings Shared = new() { ClaimsLog = true, IdleTimeout = TimeSpan.FromSeconds(2) };

    [Fact]
    public void Nobody_is_answered_before_the_claim_is_on_disk()
    {
        using var room = new RoomFixture(Shared);
        room.Disk.Slowest = TimeSpan.FromSeconds(8);
        room.Send(new RoomCommand.Read(1, null, null, 10));
        while (room.ReplyTo(1) is null)
        {
            Assert.Equal(0, room.Disk.Writes);
            room.Run(0.01);
            if (room.Disk.Writes > 0)
                break;
        }
        room.Run(1);

        Assert.Equal(1, room.Disk.Writes);
        Assert.Equal("sc", Assert.Single(room.Disk.Events(Pid)).Event.Manifest);
        Assert.IsType<RoomReply.Page>(room.ReplyTo(1));
    }

    [Fact]
    public void A_room_that_another_one_has_taken_over_stores_nothing_more_until_it_has_read_the_log_again()
    {
        using var room = new RoomFixture(Shared);
        room.Stored("first");
        room.Disk.WriteElsewhere(Pid, Claim, Message(2, room.Page().Epoch, "second"));
        var events = room.Disk.Events(Pid).Count;

        Assert.Equal(Reasons.Unavailable, room.Refused("third"));
        Assert.Equal(events, room.Disk.Events(Pid).Count);
        room.Run(5);
        Assert.Equal(3, room.Stored("third"));
        Assert.Equal(["first", "second", "third"], room.Page(0).Messages.Select(m => m.Id));
    }

    [Fact]
    public void Who_has_seen_more_than_a_room_that_was_taken_over_gets_what_is_there()
    {
        using var room = new RoomFixture(Shared with { IdleTimeout = TimeSpan.FromMinutes(1) });
        room.Stored("first");
        var stays = room.Join();
        var epoch = stays.Room.Epoch;
        room.Disk.WriteElsewhere(Pid, Claim, Message(2, epoch, "second"), Message(3, epoch, "third"));

        var returns = room.Join(request: new JoinRequest(2, epoch, 0, true));
        Assert.Equal((true, 3), (returns.Room.Recovered, returns.Room.LastSeq));
        Assert.Equal(["third"], returns.Room.Messages.Select(m => m.Id));
        Assert.Equal([2, 3], stays.Numbers);
        Assert.False(stays.IsLost);
    }

    [Fact]
    public void Who_has_seen_messages_that_a_room_believes_to_be_the_first_gets_them()
    {
        using var room = new RoomFixture(Shared with { IdleTimeout = TimeSpan.FromMinutes(1) });
        room.Join();
        room.Disk.WriteElsewhere(Pid, Claim, Message(1, "elsewhere", "first"), Message(2, "elsewhere", "second"));

        var returns = room.Join(request: new JoinRequest(1, "elsewhere", 0, true));
        Assert.Equal((true, 2), (returns.Room.Recovered, returns.Room.LastSeq));
    }

    [Fact]
    public void Who_reads_from_beyond_a_room_that_was_taken_over_is_refused_and_then_answered()
    {
        using var room = new RoomFixture(Shared);
        room.Stored("first");
        room.Disk.WriteElsewhere(Pid, Claim, Message(2, room.Page().Epoch, "second"));

        Assert.Equal(Reasons.Unavailable, Assert.IsType<RoomReply.Refused>(room.Read(2)).Reason);
        room.Run(1);
        var page = room.Page(2);
        Assert.Equal((true, 2), (page.Recovered, page.LastSeq));
    }

    [Fact]
    public void Who_has_seen_what_nobody_stored_is_told_so_once_the_log_is_surely_the_rooms()
    {
        using var room = new RoomFixture(Shared);
        room.Stored("first");
        var writes = room.Disk.Writes;
        var member = room.Join(request: new JoinRequest(5, room.Page().Epoch, 0, true));

        Assert.Equal((false, Reasons.SinceInFuture, 1), (member.Room.Recovered, member.Room.Reason, member.Room.LastSeq));
        Assert.Equal(writes + 1, room.Disk.Writes);
        Assert.Equal("sc", room.Disk.Events(Pid)[^1].Event.Manifest);
        Assert.Equal(2, room.Stored("second"));
        Assert.Equal([2], member.Numbers);
    }

    [Fact]
    public void Many_who_ask_share_a_few_claims()
    {
        using var room = new RoomFixture(Shared);
        room.Stored("first");
        var writes = room.Disk.Writes;
        for (var i = 0; i < 100; i++)
        {
            room.Send(new RoomCommand.Read(1_000 + i, 9, null, 10));
            room.Run(0.01);
        }
        room.Run(1);

        Assert.All(Enumerable.Range(1_000, 100), i => Assert.False(Assert.IsType<RoomReply.Page>(room.ReplyTo(i)).Recovered));
        Assert.InRange(room.Disk.Writes - writes, 1, 6);
    }

    [Fact]
    public void A_room_taken_from_another_node_looks_once_more_whether_it_was_taken_back()
    {
        using var room = new RoomFixture(Shared);
        room.Disk.WriteElsewhere(Pid, Claim, Message(1, "e", "first"));
        var member = room.Join();
        Assert.Equal(1, member.Room.LastSeq);
        room.Disk.WriteElsewhere(Pid, Claim, Message(2, "e", "second"));
        room.Run(35);

        Assert.Equal([2], member.Numbers);
    }

    [Fact]
    public void A_room_that_starts_again_where_it_was_claims_once()
    {
        using var room = new RoomFixture(Shared);
        room.Stored("first");
        room.Run(10);
        room.Join();
        room.Run(120);

        Assert.Equal(3, room.Disk.Writes);
    }

    [Fact]
    public void A_claim_that_the_journal_refuses_keeps_the_room_closed_until_it_takes_one()
    {
        using var room = new RoomFixture(Shared);
        room.Disk.RejectWrites = true;
        Assert.Equal(Reasons.Unavailable, Assert.IsType<RoomReply.Refused>(room.Read()).Reason);

        room.Disk.RejectWrites = false;
        room.Run(10);
        Assert.Equal(1, room.Stored());
    }

    [Fact]
    public void A_room_without_messages_keeps_one_claim_however_often_it_is_looked_into()
    {
        using var room = new RoomFixture(Shared);
        for (var visit = 0; visit < 10; visit++)
        {
            room.Page();
            room.Run(10);
            Assert.False(room.Exists(room.Node.Room));
        }

        Assert.Equal(10, room.Disk.Writes);
        Assert.Single(room.Disk.Events(Pid));
    }

    [Fact]
    public void Claims_of_a_room_with_messages_go_with_the_events_behind_its_snapshots()
    {
        using var room = new RoomFixture(Shared with { SnapshotEvery = 5 });
        room.Stored("only");
        for (var visit = 0; visit < 40; visit++)
        {
            room.Page();
            room.Run(10);
        }

        Assert.InRange(room.Disk.Events(Pid).Count, 1, 12);
        Assert.Equal("only", Assert.Single(room.Page(0).Messages).Id);
    }

    private static RoomClaimed Claim { get; } = new("elsewhere");

    private static StoredMessage Message(long seq, string epoch, string id) =>
        new(seq, epoch, 1, id, null, 0, System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","seq":{{seq}},"sent_at":1}"""));
}
