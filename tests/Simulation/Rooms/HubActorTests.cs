using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>
/// Hubs live as long as somebody is in them, register with their room wherever and however often it starts, tell their members when they fail, and never fail
/// together.
/// </summary>
public sealed class HubActorTests
{
    [Fact]
    public void Members_get_what_was_stored_before_and_after_they_joined()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Stored("b");
        var member = room.Join(request: new JoinRequest(null, null, 10, true));
        room.Stored("c");
        room.Run(1);

        Assert.Equal(["a", "b"], member.Room.Messages.Select(m => m.Id));
        Assert.Equal([3], member.Numbers);
    }

    [Fact]
    public void A_hub_registers_again_when_its_room_has_failed()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        var member = room.Join();
        room.Node.Room.Tell(Kill.Instance, ActorRefs.NoSender);
        room.Run(3);
        room.Stored("b");
        room.Run(1);

        Assert.Equal([2], member.Numbers);
        Assert.False(member.IsLost);
    }

    [Fact]
    public void While_the_journal_is_away_joins_are_served_and_marked()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        room.Disk.FailWrites = room.Disk.FailReads = true;
        Assert.Equal(Reasons.Unavailable, room.Refused("b"));

        var member = room.Join(request: new JoinRequest(null, null, 10, true));
        Assert.True(member.Room.IsDegraded);
        Assert.Contains("a", member.Room.Messages.Select(m => m.Id));
        Assert.True(room.Page().IsDegraded);

        room.Disk.FailWrites = room.Disk.FailReads = false;
        room.Run(60);
        var next = room.Stored("c");
        room.Run(1);
        Assert.Equal(next, member.Numbers.Last());
        Assert.False(room.Join().Room.IsDegraded);
    }

    [Fact]
    public void An_empty_rooms_epoch_stays_what_members_were_told()
    {
        using var room = new RoomFixture();
        var member = room.Join();
        room.Node.Room.Tell(Kill.Instance, ActorRefs.NoSender);
        room.Run(1);
        room.Node.Entity.Tell(Kill.Instance, ActorRefs.NoSender);
        room.Run(3);
        room.Stored("a");

        Assert.Equal(member.Room.Epoch, room.Page().Epoch);
        Assert.False(member.IsLost);
    }

    [Fact]
    public void A_hub_that_fails_tells_its_members_and_only_them()
    {
        using var room = new RoomFixture();
        room.Stored("a");
        var (member, other) = (room.Join(), room.Join("room:other"));
        room.Node.Hub().Tell(Kill.Instance, ActorRefs.NoSender);
        room.Run(1);

        Assert.True(member.IsLost);
        Assert.False(other.IsLost);
        var again = room.Join(request: new JoinRequest(1, member.Room.Epoch, 0, true));
        Assert.True(again.Room.Recovered);
        room.Stored("b");
        room.Run(1);
        Assert.Equal([2], again.Numbers);
    }

    [Fact]
    public void A_hub_without_members_stops_after_a_while_and_a_join_starts_it_again()
    {
        using var room = new RoomFixture(hubs: new HubTimes { Linger = TimeSpan.FromSeconds(5) });
        var member = room.Join();
        room.Leave(member);
        room.Run(4);
        Assert.True(room.Exists(room.Node.Hub()));
        room.Run(7);
        Assert.False(room.Exists(room.Node.Hub()));

        room.Stored("a");
        Assert.Equal(1, room.Join().Room.LastSeq);
    }

    [Fact]
    public void Whoever_joins_while_a_hub_stops_is_not_forgotten()
    {
        // Joins at every moment around the hub's end.
        for (var seed = 1; seed <= 40; seed++)
        {
            using var room = new RoomFixture(hubs: new HubTimes { Linger = TimeSpan.FromSeconds(5) }, seed: seed);
            room.Leave(room.Join());
            var hub = room.Node.Hub();
            room.Run(4.9);
            for (var i = 0; i < seed; i++)
                room.Node.Executor.RunUntil(() => true, TimeSpan.Zero);
            room.Run(0.1 - 0.001 * (seed % 3));
            for (var i = 0; i < seed / 3; i++)
                room.Node.Executor.RunOne();
            var member = room.Join();
            Assert.True(member.Outcome is { IsOk: true }, $"seed {seed}");
            room.Stored("a");
            room.Run(1);
            Assert.Equal([1], member.Numbers);
            Assert.False(member.IsLost, $"seed {seed}");
        }
    }

    [Fact]
    public void Whoever_joins_and_leaves_while_a_hub_stops_leaves_nothing_behind()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            using var room = new RoomFixture(hubs: new HubTimes { Linger = TimeSpan.FromSeconds(5) }, seed: seed);
            room.Leave(room.Join());
            room.Run(4.999 + 0.001 * (seed % 3));
            for (var i = 0; i < seed / 3; i++)
                room.Node.Executor.RunOne();
            var called = 0;
            for (var i = 0; i < 100; i++)
            {
                var member = new SimulatedMember(_ => { }, _ => called++, () => called++);
                room.Node.Hubs[0].Tell(new HubsMessage.Join(SimulatedNode.Topic, member, JoinRequest.Plain), ActorRefs.NoSender);
                room.Node.Hubs[0].Tell(new HubsMessage.Leave(SimulatedNode.Topic, member), ActorRefs.NoSender);
            }
            var stays = room.Join();
            room.Stored("a");
            room.Run(1);
            Assert.True(stays.Outcome is { IsOk: true }, $"seed {seed}");
            Assert.Equal([1], stays.Numbers);
            Assert.Equal(0, called);
        }
    }

    [Fact]
    public void Events_that_are_not_stored_go_through_the_room_to_its_members()
    {
        using var room = new RoomFixture();
        var member = room.Join();
        room.Send(new RoomCommand.Signal(41, "typing", 0, false, "{}"u8.ToArray()));
        room.Run(1);

        Assert.Equal("typing", Assert.Single(member.Frames).Event);
        Assert.Equal(new RoomReply.Accepted(41), room.ReplyTo(41));
        Assert.Equal(0, room.Disk.Writes);
    }

    [Fact]
    public void A_topic_that_is_none_is_refused()
    {
        using var room = new RoomFixture();
        Assert.Equal(new JoinOutcome.Refused(Reasons.UnmatchedTopic), room.Join("nope:1").Outcome);
        Assert.Equal(new JoinOutcome.Refused(Reasons.UnmatchedTopic), room.Join("room:" + new string('x', 200)).Outcome);
    }
}
