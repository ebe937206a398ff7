using Akka.Actor;
using Akka.Simulation;
using Switchboard.Messages;
using Switchboard.Node.Rooms;

namespace Simulation.RoomClusters;

/// <summary>Who reads and writes without a subscription is answered when the node of a room is killed, by the room's next place, and no write with a key is stored twice.</summary>
public sealed class RoomRequestTests : IDisposable
{
    private const int Rooms = 24;

    private readonly SimulatedWorld _world = new(20_113);
    private readonly RoomSeat[] _seats;
    private readonly Dictionary<long, RoomReply> _answers = [];

    public RoomRequestTests()
    {
        var network = new SimulatedNetwork(_world) { SilentCrashes = 0 };
        _seats = [.. Enumerable.Range(1, 3).Select(i => new RoomSeat(_world, network, $"n{i}"))];
        foreach (var seat in _seats)
            seat.Start().Join(_seats[0].Cluster!.SelfAddress);
        _world.RunFor(TimeSpan.FromSeconds(5));
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0)] // the coordinator's
    [InlineData(1)]
    public void Reads_and_writes_with_a_key_are_answered_though_the_rooms_node_is_killed(int killed)
    {
        var asker = _seats[2].Inbox(m => _answers.Add(((RoomReply)m).Correlation, (RoomReply)m));
        AskAll(asker, 0, n => new RoomCommand.Publish(n, "first", null, 0, "{}"u8.ToArray()));
        _world.RunFor(TimeSpan.FromSeconds(2));
        Assert.All(All(0), a => Assert.Equal(1, Assert.IsType<RoomReply.Stored>(a).Seq));

        _seats[killed].Crash();
        AskAll(asker, 100, n => new RoomCommand.Publish(n, "second", null, 0, "{}"u8.ToArray()));
        AskAll(asker, 200, n => new RoomCommand.Read(n, 0, null, 100));
        AskAll(asker, 300, n => new RoomCommand.Publish(n, null, null, 0, "{}"u8.ToArray()));
        _world.RunFor(RoomRequests.AnswerTime);

        Assert.All(All(100), a => Assert.Equal("Stored", a.GetType().Name));
        Assert.All(All(200), a => Assert.Equal("Page", a.GetType().Name));
        // What could be stored twice is asked once: those of rooms that were on the killed node are not answered.
        Assert.InRange(_answers.Keys.Count(k => k >= 300), 1, Rooms - 1);

        AskAll(asker, 400, n => new RoomCommand.Read(n, 0, null, 100));
        _world.RunFor(TimeSpan.FromSeconds(2));
        for (var room = 0; room < Rooms; room++)
        {
            var stored = Assert.IsType<RoomReply.Page>(_answers[400 + room]).Messages.Select(m => m.Id).ToArray();
            Assert.Equal(["first", "second"], stored.OfType<string>());
            Assert.Equal(_answers.ContainsKey(300 + room) ? 3 : 2, stored.Length);
        }
    }

    [Fact]
    public void More_than_may_be_under_way_are_refused_and_there_is_room_again_when_answers_are_overdue()
    {
        var asker = _seats[2].Inbox(m => _answers.Add(((RoomReply)m).Correlation, (RoomReply)m));
        var silent = _seats[2].Inbox(_ => { });
        var requests = _seats[2].Node.System.ActorOf(RoomRequests.Props(new Ref<RoomEnvelope>(silent)));
        for (var i = 0; i <= RoomRequests.Limit; i++)
            requests.Tell(new RoomEnvelope("room:a", new RoomCommand.Read(i, 0, null, 1)), asker);
        _world.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(new RoomReply.Refused(RoomRequests.Limit, Reasons.Overloaded), Assert.Single(_answers).Value);

        _world.RunFor(RoomRequests.AnswerTime);
        requests.Tell(new RoomEnvelope("room:a", new RoomCommand.Read(-1, 0, null, 1)), asker);
        _world.RunFor(TimeSpan.FromSeconds(1));
        Assert.Single(_answers);
    }

    private IEnumerable<RoomReply> All(int from) => Enumerable.Range(from, Rooms).Select(n => _answers[n]);

    private void AskAll(IActorRef asker, int from, Func<long, RoomCommand> command)
    {
        for (var room = 0; room < Rooms; room++)
            _seats[2].Actors!.Requests.Tell(new RoomEnvelope($"room:{room}", command(from + room)), asker);
    }
}
