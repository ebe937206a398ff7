using System.Text;
using System.Text.Json;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using static Node.Tests.Rooms.RoomTestData;

namespace Node.Tests.Rooms;

/// <summary>
/// A room numbers its messages from 1 without gaps in one epoch, stores each idempotency key once within its window, and is the same room after it
/// has been recovered from any snapshot and the events behind it.
/// </summary>
public sealed class RoomStateTests
{
    private static RoomState Room(RoomLimits? limits = null, string epoch = "e") => new(limits ?? new RoomLimits(), epoch);

    private static IReadOnlyList<RoomDecision> Run(RoomState room, long now, params RoomCommand.Publish[] commands)
    {
        var decisions = room.Decide(commands, now);
        foreach (var store in decisions.OfType<RoomDecision.Store>())
            room.Apply(store.Message);
        return decisions;
    }

    [Fact]
    public void Messages_are_numbered_from_1_without_gaps_in_and_between_writes()
    {
        var room = Room();
        Run(room, 5, Publish(), Publish());
        Run(room, 6, Publish());

        Assert.Equal([1, 2, 3], Numbers(room.Log.Newest(9, 9999)));
        Assert.All(room.Log.Newest(9, 9999), m => Assert.Equal("e", m.Epoch));
    }

    [Fact]
    public void The_payload_carries_number_time_and_identity()
    {
        var room = Room();
        var store = Assert.IsType<RoomDecision.Store>(Run(room, 1234, Publish("k", "ann", """{"body":"hi","id":"k"}"""))[0]);

        Assert.Equal("""{"body":"hi","id":"k","seq":1,"sent_at":1234,"from":"ann"}""", Encoding.UTF8.GetString(store.Message.Payload.Span));
    }

    [Fact]
    public void Deciding_changes_nothing()
    {
        var room = Room();
        var first = room.Decide([Publish("k")], 5);
        var second = room.Decide([Publish("k")], 5);

        Assert.Equal(1, Assert.IsType<RoomDecision.Store>(first[0]).Message.Seq);
        Assert.Equal(1, Assert.IsType<RoomDecision.Store>(second[0]).Message.Seq);
        Assert.True(room.IsEmpty);
    }

    [Fact]
    public void A_key_is_stored_once_also_within_one_write()
    {
        var room = Room();
        Assert.Equal(new RoomDecision.Repeat(1), Run(room, 5, Publish("k"), Publish("k"))[1]);
        Assert.Equal(new RoomDecision.Repeat(1), Run(room, 5, Publish("k"))[0]);
        Assert.Equal(1, room.Log.LastSeq);
    }

    [Fact]
    public void The_same_key_of_two_identities_is_two_keys()
    {
        var room = Room();
        Run(room, 5, Publish("1", "ann"), Publish("1", "bob"), Publish("1"), Publish("1", "ann"));
        Assert.Equal(3, room.Log.LastSeq);
    }

    [Fact]
    public void A_key_is_forgotten_when_the_window_has_moved_on()
    {
        var room = Room(new RoomLimits { IdempotencyKeys = 2 });
        Run(room, 5, Publish("a"), Publish("b"), Publish("c"));

        Assert.IsType<RoomDecision.Store>(Run(room, 5, Publish("a"))[0]);
        Assert.Equal(new RoomDecision.Repeat(3), Run(room, 5, Publish("c"))[0]);
        Assert.Equal(new RoomDecision.Repeat(4), Run(room, 5, Publish("a"))[0]);
    }

    [Fact]
    public void What_cannot_be_stored_is_refused_by_name_and_takes_no_number()
    {
        var room = Room(new RoomLimits { PayloadBytes = 20 });
        var decisions = Run(room, 5,
            Publish(body: """{"b":"01234567890123456789"}"""), Publish(body: "[1]"), Publish(body: ""), Publish(id: ""), Publish(id: new string('x', 65)), Publish());

        Assert.Equal([Reasons.TooLarge, Reasons.InvalidPayload, Reasons.InvalidPayload, Reasons.InvalidId, Reasons.InvalidId],
            decisions.OfType<RoomDecision.Refuse>().Select(d => d.Reason));
        Assert.Equal(1, Assert.IsType<RoomDecision.Store>(decisions[5]).Message.Seq);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_turn_time_stamps_around()
    {
        var room = Room();
        Run(room, 1000, Publish());
        Run(room, 400, Publish());
        Assert.Equal([1000L, 1000L], room.Log.Newest(9, 9999).Select(m => m.SentAt));
    }

    [Fact]
    public void An_empty_room_takes_over_the_epoch_that_subscribers_know_and_others_do_not()
    {
        var room = Room(epoch: "new");
        room.Adopt("known");
        Run(room, 5, Publish());
        room.Adopt("late");

        Assert.Equal("known", room.Epoch);
    }

    [Fact]
    public void The_epoch_of_the_first_stored_message_counts()
    {
        var room = Room(epoch: "proposed");
        room.Apply(Message(1, "stored"));
        Assert.Equal("stored", room.Epoch);
        Assert.Throws<ArgumentException>(() => room.Apply(Message(2, "proposed")));
    }

    [Fact]
    public void A_log_whose_beginning_is_lost_goes_on_with_its_numbers()
    {
        var room = Room();
        room.Apply(Message(41, "old"));
        Assert.Equal(("old", 41, 41), (room.Epoch, room.Log.FirstSeq, room.Log.LastSeq));
        Assert.Throws<ArgumentException>(() => room.Apply(Message(43, "old")));
    }

    [Fact]
    public void A_snapshot_with_gaps_is_refused_and_changes_nothing()
    {
        var room = Room();
        Run(room, 5, Publish());

        Assert.Throws<InvalidDataException>(() => room.Restore(new RoomSnapshot("x", 5, 0, [Message(3, "x"), Message(5, "x")], [])));
        Assert.Throws<InvalidDataException>(() => room.Restore(new RoomSnapshot("x", 5, 0, [Message(5, "y")], [])));
        Assert.Throws<InvalidDataException>(() => room.Restore(new RoomSnapshot("x", 0, 0, [Message(1, "x")], [])));
        Assert.Equal(("e", 1), (room.Epoch, room.Log.LastSeq));
    }

    [Fact]
    public void Recovery_from_any_snapshot_and_the_events_behind_it_gives_the_same_room()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var limits = new RoomLimits
            {
                HistoryMessages = random.Next(1, 12), HistoryBytes = random.Next(40, 600), IdempotencyKeys = random.Next(1, 8),
            };
            var room = Room(limits);
            var events = new List<StoredMessage>();
            var snapshots = new List<RoomSnapshot>();
            var acknowledged = new Dictionary<string, long>();
            for (var step = 0; step < 40; step++)
            {
                var commands = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Publish(random.Next(3) == 0 ? null : "k" + random.Next(6))).ToArray();
                var decisions = Run(room, step * 10, commands);
                events.AddRange(decisions.OfType<RoomDecision.Store>().Select(d => d.Message));
                if (random.Next(5) == 0)
                    snapshots.Add(room.ToSnapshot());
            }

            Assert.Equal(Range(1, events.Count), Numbers(events));
            foreach (var snapshot in snapshots.Prepend(null))
            {
                var recovered = Room(limits, "other");
                if (snapshot is not null)
                    recovered.Restore(snapshot);
                foreach (var e in events.Where(e => e.Seq > (snapshot?.LastSeq ?? 0)))
                    recovered.Apply(e);
                Assert.Equal(Text(room.ToSnapshot()), Text(recovered.ToSnapshot()));
            }
        }
    }

    private static string Text(RoomSnapshot s) =>
        JsonSerializer.Serialize(new { s.Epoch, s.LastSeq, s.LastSentAt, Messages = s.Messages.Select(m => m.Seq + Encoding.UTF8.GetString(m.Payload.Span)), Keys = s.Keys.Select(k => k.ToString()) });
}
