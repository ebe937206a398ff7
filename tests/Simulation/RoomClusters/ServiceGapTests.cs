using Akka.Actor;
using Akka.Simulation;
using Simulation.Rooms;
using Switchboard.Messages;
using Switchboard.Node.Topics;
using Xunit.Abstractions;

namespace Simulation.RoomClusters;

/// <summary>
/// How long a room is without service, seen by clients of other nodes, when a node drains and when one is killed. What counts is the longest time in which a
/// subscriber saw nothing of what was written all the time.
/// </summary>
public sealed class ServiceGapTests : IDisposable
{
    private const int Rooms = 24;

    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(100);

    private readonly SimulatedWorld _world = new(20_112);
    private readonly RoomSeat[] _seats;
    private readonly ITestOutputHelper _output;
    private readonly TimeSpan[] _servedAt = new TimeSpan[Rooms];
    private readonly TimeSpan[] _gaps = new TimeSpan[Rooms];
    private readonly TimeSpan[] _backAt = new TimeSpan[Rooms]; // the end of the longest gap
    private readonly TimeSpan[] _lostAt = new TimeSpan[Rooms]; // when members heard last that the room was lost
    private int _lost;

    public ServiceGapTests(ITestOutputHelper output)
    {
        _output = output;
        // A process that ends, however it does, closes its connections.
        var network = new SimulatedNetwork(_world) { SilentCrashes = 0 };
        _seats = [.. Enumerable.Range(1, 3).Select(i => new RoomSeat(_world, network, $"n{i}"))];
        foreach (var seat in _seats)
        {
            var cluster = seat.Start();
            cluster.Join(_seats[0].Cluster!.SelfAddress);
        }
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0)] // the coordinator's
    [InlineData(1)]
    public void A_node_that_drains_leaves_no_room_without_service_for_two_seconds(int leaves)
    {
        WriteFrom(_seats[2]);
        _ = CoordinatedShutdown.Get(_seats[leaves].Node.System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        _world.RunFor(TimeSpan.FromSeconds(8));

        Assert.True(_seats[leaves].Node.System.WhenTerminated.IsCompleted);
        Report();
        Assert.All(_gaps, gap => Assert.InRange(gap, TimeSpan.Zero, TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public void A_node_that_is_killed_leaves_no_room_without_service_for_longer_than_it_takes_to_be_sure(int killed, int writes)
    {
        WriteFrom(_seats[writes]);
        _seats[killed].Crash();
        _world.RunFor(TimeSpan.FromSeconds(15));

        Report();
        Assert.All(_gaps, gap => Assert.InRange(gap, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public void A_node_that_is_killed_and_started_at_once_leaves_no_room_without_service_for_four_seconds(int killed, int writes)
    {
        WriteFrom(_seats[writes]);
        _seats[killed].Crash();
        _world.RunFor(TimeSpan.FromSeconds(1));
        _seats[killed].Start().Join(_seats[writes].Cluster!.SelfAddress);
        _world.RunFor(TimeSpan.FromSeconds(15));

        Report();
        Assert.All(_gaps, gap => Assert.InRange(gap, TimeSpan.Zero, TimeSpan.FromSeconds(4)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_wrote_to_a_room_on_a_killed_node_hears_that_it_is_lost_before_it_is_served_again(bool isStartedAtOnce)
    {
        WriteFrom(_seats[2]);
        _seats[1].Crash();
        if (isStartedAtOnce)
        {
            _world.RunFor(TimeSpan.FromSeconds(1));
            _seats[1].Start().Join(_seats[2].Cluster!.SelfAddress);
        }
        _world.RunFor(TimeSpan.FromSeconds(15));

        Report();
        var away = Enumerable.Range(0, Rooms).Where(room => _gaps[room] > TimeSpan.FromSeconds(1)).ToArray();
        Assert.NotEmpty(away);
        Assert.All(away, room => Assert.InRange(_backAt[room] - _lostAt[room], TimeSpan.Zero, TimeSpan.FromSeconds(2)));
        Assert.All(Enumerable.Range(0, Rooms).Except(away), room => Assert.Equal(TimeSpan.Zero, _lostAt[room]));
    }

    private void Report()
    {
        var sorted = _gaps.Order().ToArray();
        _output.WriteLine($"{Rooms} rooms: p50 {sorted[Rooms / 2].TotalMilliseconds:0} ms, p99 {sorted[Rooms * 99 / 100].TotalMilliseconds:0} ms, {_gaps.Count(g => g > BetweenWrites * 2)} longer than {BetweenWrites.TotalMilliseconds * 2:0} ms");
        Assert.Equal(0, _lost);
    }

    private void WriteFrom(RoomSeat seat)
    {
        _world.RunFor(TimeSpan.FromSeconds(5));
        for (var i = 0; i < Rooms; i++)
        {
            var room = i;
            var member = new SimulatedMember(_ => { }, _ => Seen(room), () => _lost++, () => _lostAt[room] = _world.Now);
            seat.Actors!.Hubs.Tell(new HubsMessage.Join($"room:{room}", member, JoinRequest.Plain), ActorRefs.NoSender);
            Write(room);
        }

        _world.RunFor(TimeSpan.FromSeconds(5));
        Array.Fill(_servedAt, _world.Now);
        Array.Clear(_gaps);

        void Write(int room)
        {
            seat.Actors!.Rooms.Tell(new RoomEnvelope($"room:{room}", new RoomCommand.Publish(0, null, null, 0, "{}"u8.ToArray())), ActorRefs.NoSender);
            _world.After(BetweenWrites, () => Write(room));
        }
    }

    private void Seen(int room)
    {
        var gap = _world.Now - _servedAt[room];
        if (gap > _gaps[room]) (_gaps[room], _backAt[room]) = (gap, _world.Now);
        _servedAt[room] = _world.Now;
    }
}
