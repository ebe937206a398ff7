using Switchboard.Messages;
using Switchboard.Node.Rooms;

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
}
