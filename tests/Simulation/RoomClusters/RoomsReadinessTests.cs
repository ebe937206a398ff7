using Akka.Actor;
using Akka.Simulation;
using Switchboard.Messages;
using Switchboard.Node.Gateway;
using Switchboard.Node.Gateway.Sessions;
using Switchboard.Node.Hosting.Health;

namespace Simulation.RoomClusters;

/// <summary>A node is ready when the coordinator of the cluster's rooms knows its region, and says what is missing while it does not.</summary>
public sealed class RoomsReadinessTests : IDisposable
{
    private readonly SimulatedWorld _world = new(20_114);
    private readonly RoomSeat[] _seats;

    public RoomsReadinessTests()
    {
        var network = new SimulatedNetwork(_world);
        _seats = [.. Enumerable.Range(1, 2).Select(i => new RoomSeat(_world, network, $"n{i}"))];
        foreach (var seat in _seats) seat.Start();
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_node_is_not_ready_before_its_actors_have_started()
    {
        Assert.Equal("not started", Problem(new RoomsReadiness(new NodeActors(), _seats[0].Node.System)));
    }

    [Fact]
    public void A_node_is_ready_when_its_region_is_registered_and_not_before_it_is_in_a_cluster()
    {
        Assert.Equal("no coordinator", Problem(Of(_seats[0])));

        foreach (var seat in _seats) seat.Cluster!.Join(_seats[0].Cluster!.SelfAddress);
        _world.RunFor(TimeSpan.FromSeconds(5));
        Assert.All(_seats, seat => Assert.Null(Problem(Of(seat))));
    }

    [Fact]
    public void A_node_whose_region_has_been_shut_down_is_not_registered()
    {
        foreach (var seat in _seats) seat.Cluster!.Join(_seats[0].Cluster!.SelfAddress);
        _world.RunFor(TimeSpan.FromSeconds(5));
        var leaving = Of(_seats[1], rooms: _seats[0].Actors!.Rooms);
        Assert.Null(Problem(leaving));

        _seats[1].Actors!.Rooms.Actor.Tell(Akka.Cluster.Sharding.GracefulShutdown.Instance);
        _world.RunFor(TimeSpan.FromSeconds(5));

        // As any region of the cluster says it.
        Assert.Equal("not registered", Problem(leaving));
    }

    [Fact]
    public void While_the_coordinator_cannot_read_its_store_no_node_is_ready_and_afterwards_all_are()
    {
        foreach (var seat in _seats) seat.Cluster!.Join(_seats[0].Cluster!.SelfAddress);
        _world.RunFor(TimeSpan.FromSeconds(5));
        var database = RoomSeat.DatabaseOf(_world);
        database.Faults.ReadErrors = 1;
        _ = CoordinatedShutdown.Get(_seats[0].Node.System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        _world.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal("no coordinator", Problem(Of(_seats[1])));

        database.Faults.Heal();
        _world.RunFor(TimeSpan.FromSeconds(30));
        Assert.Null(Problem(Of(_seats[1])));
    }

    private static RoomsReadiness Of(RoomSeat seat, Ref<RoomEnvelope>? rooms = null)
    {
        var actors = new NodeActors();
        actors.Set(rooms ?? seat.Actors!.Rooms, seat.Actors!.Requests, new Ref<SessionsMessage>(ActorRefs.Nobody));
        return new RoomsReadiness(actors, seat.Node.System);
    }

    private string? Problem(RoomsReadiness readiness)
    {
        // The test framework's context would take what follows an answer to another thread.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var problem = readiness.ProblemAsync(CancellationToken.None).AsTask();
        SynchronizationContext.SetSynchronizationContext(context);
        _world.RunFor(TimeSpan.FromSeconds(3)); // longer than it waits
        return problem.GetAwaiter().GetResult();
    }
}
