using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Simulation.Rooms;

/// <summary>
/// A room acknowledges what is on disk and nothing else; it restarts alone and keeps its state; while its journal is away it refuses writes by name and
/// serves its history, and it is back when the journal is.
/// </summary>
public sealed class RoomActorTests
{
    private static readonly string Pid = RoomIdentity.PersistenceIdOf(SimulatedNode.Topic);

    [Fact]
    public void A_message_is_acknowledged_when_it_is_on_disk_and_not_before()
    {
        using var room = new RoomFixture();
        room.Stored();
        room.Disk.Slowest = TimeSpan.FromSeconds(8);
        var correlation = room.Publish();
        while (room.ReplyTo(correlation) is null)
        {
            Assert.Equal(1, room.Disk.Writes);
            room.Run(0.01);
        }
        Assert.Equal(2, room.Disk.Writes);
        Assert.Equal(2, Assert.IsType<RoomReply.Stored>(room.ReplyTo(correlation)).Seq);
    }

    [Fact]
    public void Everything_acknowledged_is_there_after_the_process_died()
    {
        using var room = new RoomFixture();
        for (var i = 1; i <= 5; i++)
            Assert.Equal(i, room.Stored("k" + i));
        var epoch = room.Page().Epoch;
        room.Crash();

        var page = room.Page();
        Assert.Equal((5, epoch), (page.LastSeq, page.Epoch));
        Assert.Equal(3, room.Stored("k3"));
        Assert.Equal(6, room.Stored("k6"));
    }

    [Fact]
    public void What_waits_while_one_write_is_under_way_is_the_next_write_and_answered_in_order()
    {
        using var room = new RoomFixture(new RoomSettings { BatchLimit = 4 });
        room.Stored();
        var correlations = Enumerable.Range(0, 9).Select(i => room.Publish("k" + i)).ToList();
        var repeat = room.Publish("k8");
        room.Run(2);

        Assert.Equal(Enumerable.Range(2, 9), correlations.Select(c => (int)((RoomReply.Stored)room.ReplyTo(c)!).Seq));
        Assert.Equal(new RoomReply.Stored(repeat, 10, room.Page().Epoch, true), room.ReplyTo(repeat));
        Assert.Equal(correlations, room.Replies.OfType<RoomReply.Stored>().Select(r => r.Correlation).Skip(1).Take(9));
    }

    [Fact]
    public void More_than_can_wait_is_refused_as_overload()
    {
        using var room = new RoomFixture(new RoomSettings { QueueLimit = 3, BatchLimit = 1 });
        room.Stored();
        var correlations = Enumerable.Range(0, 8).Select(_ => room.Publish()).ToList();
        room.Run(2);

        var refused = correlations.Select(room.ReplyTo).OfType<RoomReply.Refused>().ToList();
        Assert.All(refused, r => Assert.Equal(Reasons.Overloaded, r.Reason));
        Assert.Equal(4, refused.Count);
        Assert.Equal(5, room.Page().LastSeq);
    }

    [Fact]
    public void While_the_journal_is_away_writes_are_refused_history_is_served_and_both_work_again_after()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Disk.FailWrites = true;

        Assert.Equal(Reasons.Unavailable, room.Refused("b"));
        var page = room.Page();
        Assert.Contains("a", page.Messages.Select(m => m.Id));
        Assert.Equal(Reasons.Unavailable, room.Refused("c"));

        room.Disk.FailWrites = false;
        room.Run(40);
        Assert.Equal(room.Page().LastSeq + 1, room.Stored("d"));
        Assert.False(room.Page().IsDegraded);
    }

    [Fact]
    public void A_room_that_cannot_be_read_at_all_says_so_and_is_there_when_the_disk_is()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Crash();
        room.Disk.FailReads = true;
        var correlation = room.Publish("b");
        room.Run(1);
        Assert.Equal(Reasons.Unavailable, room.Refused("c"));

        room.Disk.FailReads = false;
        room.Run(60);
        Assert.Equal(1, room.Stored("a"));
        Assert.True(room.ReplyTo(correlation) is null or RoomReply.Refused);
    }

    [Fact]
    public void A_write_that_the_journal_refuses_takes_no_number()
    {
        using var room = new RoomFixture();
        room.Stored();
        room.Disk.RejectWrites = true;
        Assert.Equal(Reasons.NotStored, room.Refused("x"));
        room.Disk.RejectWrites = false;

        Assert.Equal(2, room.Stored("x"));
    }

    [Fact]
    public void A_handler_that_throws_restarts_the_room_alone_with_its_state()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Stored("z", "room:other");
        var (member, other) = (room.Join(), room.Join("room:other"));

        room.Publish("b", sender: new ThrowingRef(room.Node.Entity.Anchor.Path / "broken"));
        room.Run(1);

        Assert.Equal(3, room.Stored("c"));
        Assert.Equal(2, room.Stored("y", "room:other"));
        room.Run(1);
        Assert.Equal([2, 3], member.Numbers);
        Assert.Equal([2], other.Numbers);
        Assert.False(member.IsLost);
        Assert.Equal(["a", "b", "c"], room.Page().Messages.Select(m => m.Id));
    }

    [Fact]
    public void A_command_that_is_none_is_answered_and_the_room_goes_on()
    {
        using var room = new RoomFixture();
        room.Stored();
        var answers = new List<object>();
        room.Node.Room.Tell("what?", room.Node.Inbox(answers.Add));
        room.Run(1);

        Assert.Equal([new RoomReply.Refused(0, Reasons.UnknownCommand)], answers);
        Assert.Equal(2, room.Stored());
    }

    [Fact]
    public void A_room_without_members_and_commands_leaves_memory_and_comes_back_as_it_was()
    {
        using var room = new RoomFixture(new RoomSettings { IdleTimeout = TimeSpan.FromSeconds(20) });
        room.Stored("a");
        room.Run(19);
        Assert.True(room.Exists(room.Node.Entity));
        room.Run(25);
        Assert.False(room.Exists(room.Node.Entity));

        Assert.Equal(1, room.Stored("a"));
        Assert.Equal(2, room.Stored("b"));
    }

    [Fact]
    public void A_room_with_members_stays()
    {
        using var room = new RoomFixture(new RoomSettings { IdleTimeout = TimeSpan.FromSeconds(20) });
        var member = room.Join();
        room.Run(600);
        Assert.True(room.Exists(room.Node.Entity));

        room.Leave(member);
        room.Run(120);
        Assert.False(room.Exists(room.Node.Entity));
    }

    [Fact]
    public void What_comes_for_a_room_that_is_stopping_waits_for_the_next_one()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Disk.Slowest = TimeSpan.FromSeconds(2);
        var first = room.Publish("b");
        room.Node.Rooms.Actor.Tell(new Passivate(RoomStop.Instance), Resolve(room, room.Node.Entity));
        var second = room.Publish("c");
        room.Run(30);

        Assert.Equal(2, Assert.IsType<RoomReply.Stored>(room.ReplyTo(first)).Seq);
        Assert.Equal(3, Assert.IsType<RoomReply.Stored>(room.ReplyTo(second)).Seq);
    }

    private static IActorRef Resolve(RoomFixture room, ActorSelection selection) => room.Node.Executor.Run(selection.ResolveOne(TimeSpan.FromSeconds(1)));

    [Fact]
    public void A_room_that_is_handed_off_finishes_what_it_accepted_and_then_stops()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Disk.Slowest = TimeSpan.FromSeconds(1);
        var accepted = Enumerable.Range(0, 5).Select(i => room.Publish("b" + i)).ToList();
        room.Run(0.001);
        room.Node.Entity.Tell(RoomStop.Instance, ActorRefs.NoSender);
        room.Run(30);

        Assert.All(accepted, c => Assert.IsType<RoomReply.Stored>(room.ReplyTo(c)));
        Assert.False(room.Exists(room.Node.Entity));
        Assert.Equal(7, room.Stored("c"));
    }

    [Fact]
    public void A_room_that_is_stopped_hard_while_it_is_read_leaves_nobody_without_an_answer()
    {
        using var room = new RoomFixture();
        room.Disk.Slowest = TimeSpan.FromSeconds(5);
        var waiting = Enumerable.Range(0, 3).Select(i => room.Publish("b" + i)).ToList();
        room.Run(0.001);
        room.Node.System.Stop(Resolve(room, room.Node.Entity));
        room.Run(1);

        Assert.All(waiting, c => Assert.Equal(Reasons.Unavailable, Assert.IsType<RoomReply.Refused>(room.ReplyTo(c)).Reason));
    }

    [Fact]
    public void Two_snapshots_are_kept_and_the_events_behind_the_older_one()
    {
        using var room = new RoomFixture(new RoomSettings { SnapshotEvery = 10 });
        for (var i = 1; i <= 45; i++)
            room.Stored("k" + i);
        room.Run(5);

        Assert.Equal(2, room.Disk.SnapshotCount(Pid));
        Assert.Equal(Enumerable.Range(31, 15), room.Disk.Events(Pid).Select(e => (int)e.Number));
        room.Crash();
        Assert.Equal(45, room.Page().LastSeq);
        Assert.Equal(7, room.Stored("k7"));
    }

    [Fact]
    public void A_room_that_hears_of_the_snapshot_it_recovered_from_still_keeps_the_events_behind_the_older_one()
    {
        using var room = new RoomFixture(new RoomSettings { SnapshotEvery = 10 });
        for (var i = 1; i <= 45; i++)
            room.Stored("k" + i);
        room.Run(5);
        room.Node.Room.Tell(new SaveSnapshotSuccess(new SnapshotMetadata(Pid, 40, default)), ActorRefs.NoSender);
        room.Run(5);

        Assert.Equal(2, room.Disk.SnapshotCount(Pid));
        Assert.Equal(31, room.Disk.Events(Pid)[0].Number);
    }

    [Fact]
    public void A_snapshot_that_is_damaged_is_passed_over()
    {
        using var room = new RoomFixture(new RoomSettings { SnapshotEvery = 10 });
        for (var i = 1; i <= 45; i++)
            room.Stored("k" + i);
        room.Run(5);
        Assert.True(room.Disk.CorruptNewestSnapshot(Pid));
        room.Crash();

        Assert.Equal(45, room.Page().Messages.Count);
        Assert.Equal(46, room.Stored("k46"));
    }

    public static TheoryData<string> Nonsense => ["empty", "other log"];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void A_snapshot_that_reads_well_and_makes_no_sense_is_passed_over(string kind)
    {
        using var room = new RoomFixture(new RoomSettings { SnapshotEvery = 10 });
        for (var i = 1; i <= 45; i++)
            room.Stored("k" + i);
        room.Run(5);
        StoredMessage[] messages = kind == "empty" ? [] : [new(40, "other", 0, null, null, 0, "{}"u8.ToArray())];
        room.Disk.ReplaceNewestSnapshot(Pid, new RoomSnapshot("other", 40, 0, messages, [new StoredKey(null, "k", 999)]));
        room.Crash();

        Assert.Equal(46, room.Stored("k46"));
        Assert.Equal(46, room.Page().Messages.Count);
    }

    [Fact]
    public void Without_any_snapshot_the_events_that_are_left_are_the_room()
    {
        using var room = new RoomFixture(new RoomSettings { SnapshotEvery = 10 });
        for (var i = 1; i <= 45; i++)
            room.Stored("k" + i);
        room.Run(5);
        var epoch = room.Page().Epoch;
        room.Disk.LoseSnapshots(Pid);
        room.Crash();

        var page = room.Page();
        Assert.Equal((45, epoch), (page.LastSeq, page.Epoch));
        Assert.Equal(31, page.Messages[0].Seq);
        Assert.Equal(46, room.Stored("k46"));
    }

    [Fact]
    public void Snapshots_that_cannot_be_saved_cost_nothing_but_time()
    {
        using var room = new RoomFixture(new RoomSettings { SnapshotEvery = 5 });
        room.Disk.FailSnapshots = true;
        for (var i = 1; i <= 23; i++)
            Assert.Equal(i, room.Stored());
        room.Disk.FailSnapshots = false;
        room.Run(40);
        for (var i = 24; i <= 34; i++)
            Assert.Equal(i, room.Stored());
        room.Run(1);
        room.Crash();
        Assert.Equal(34, room.Page().LastSeq);
    }
}
