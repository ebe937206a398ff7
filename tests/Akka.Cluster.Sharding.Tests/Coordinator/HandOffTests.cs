using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>A hand-off ends, whatever is lost: each phase has a time of its own, every step may be repeated, and a shard never has two homes.</summary>
public sealed class HandOffTests
{
    private readonly LogicFixture _fixture = new LogicFixture().RegisterAll();

    [Fact]
    public void Everybody_forgets_where_the_shard_is_before_it_is_stopped()
    {
        var allocation = _fixture.Place("1", _fixture.A);

        _fixture.Move("1");
        Assert.All([_fixture.A, _fixture.B, _fixture.C], region => Assert.Equal([new BeginHandOff("1", allocation)], _fixture.Sent<BeginHandOff>(region)));
        _fixture.Tell(_fixture.A, new BeginHandOffAck("1", allocation)).Tell(_fixture.B, new BeginHandOffAck("1", allocation));
        Assert.Empty(_fixture.Sent<HandOff>(_fixture.A));
        _fixture.Tell(_fixture.C, new BeginHandOffAck("1", allocation));

        Assert.Equal([new HandOff("1", allocation)], _fixture.Sent<HandOff>(_fixture.A));
    }

    [Fact]
    public void C1_a_region_that_never_acknowledges_costs_the_first_phase_and_not_the_hand_off()
    {
        var allocation = _fixture.Place("1", _fixture.A);
        _fixture.Move("1").Tell(_fixture.A, new BeginHandOffAck("1", allocation)).Tell(_fixture.B, new BeginHandOffAck("1", allocation));

        _fixture.Pass(8);
        Assert.Empty(_fixture.Sent<HandOff>(_fixture.A));
        Assert.True(_fixture.Sent<BeginHandOff>(_fixture.C).Count > 2, "it is not asked again");
        _fixture.Pass(3);
        Assert.NotEmpty(_fixture.Sent<HandOff>(_fixture.A));
    }

    [Fact]
    public void C1_the_second_phase_has_all_of_its_time_however_long_the_first_took()
    {
        var allocation = _fixture.Place("1", _fixture.A);
        _fixture.Move("1").Pass(11).TakeSent();

        _fixture.Pass(56);
        Assert.Equal(["1"], _fixture.Logic.Moving);
        _fixture.Tell(_fixture.A, new ShardStopped("1", allocation));

        Assert.Null(_fixture.Logic.State.HomeOf("1"));
        Assert.Empty(_fixture.Logic.Moving);
    }

    [Fact]
    public void C1_a_lost_stop_or_answer_is_repeated_until_it_is_heard()
    {
        var allocation = _fixture.Place("1", _fixture.A);
        _fixture.Move("1");
        foreach (var region in new[] { _fixture.A, _fixture.B, _fixture.C }) _fixture.Tell(region, new BeginHandOffAck("1", allocation));

        _fixture.Pass(9);

        Assert.True(_fixture.Sent<HandOff>(_fixture.A).Count >= 4, "it is told to stop only once");
        _fixture.Tell(_fixture.A, new ShardStopped("1", allocation)).Tell(_fixture.A, new ShardStopped("1", allocation));
        Assert.Single(_fixture.Stored.OfType<ShardHomeDeallocated>());
    }

    [Fact]
    public void C1_what_a_region_of_a_past_coordinator_has_stopped_is_free_when_this_one_hears_of_it()
    {
        var coordinator = new LogicFixture(LogicFixture.StateOf(_fixture.A)).RegisterAll();

        // The hand-off was the other's; the region has given the shard up, and says so when it is told to run it.
        Assert.Equal([new HostShard("1", 1)], coordinator.Sent<HostShard>(coordinator.A));
        coordinator.Picks = coordinator.B;
        coordinator.Tell(coordinator.C, new GetShardHome("1")).Tell(coordinator.A, new ShardStopped("1", 1));

        Assert.Equal([new HostShard("1", 2)], coordinator.Sent<HostShard>(coordinator.B));
        coordinator.Tell(coordinator.B, new ShardStarted("1", 2));
        Assert.Equal([new ShardHome("1", coordinator.B)], coordinator.Sent<ShardHome>(coordinator.C));
    }

    [Fact]
    public void C2_a_shard_that_does_not_stop_in_time_stays_where_it_is_and_is_given_to_nobody_else()
    {
        var allocation = _fixture.Place("1", _fixture.A);
        _fixture.Picks = _fixture.B;
        _fixture.Move("1").Tell(_fixture.C, new GetShardHome("1"));

        _fixture.Pass(75);

        Assert.Empty(_fixture.Logic.Moving);
        Assert.Equal(_fixture.A, _fixture.Logic.State.HomeOf("1")!.Value.Region);
        Assert.Empty(_fixture.Sent<HostShard>(_fixture.B));
        Assert.Equal([new ShardHome("1", _fixture.A)], _fixture.Sent<ShardHome>(_fixture.C));
        Assert.Contains(_fixture.Notes, note => note.Contains("have not stopped", StringComparison.Ordinal));

        // It says so in the end, as it will: then it is free.
        _fixture.Tell(_fixture.A, new ShardStopped("1", allocation)).Tell(_fixture.C, new GetShardHome("1"));
        Assert.Single(_fixture.Sent<HostShard>(_fixture.B));
    }

    [Fact]
    public void C2_a_region_that_cannot_be_reached_keeps_its_shards_until_the_cluster_removes_it()
    {
        _fixture.Place("1", _fixture.B);
        _fixture.Picks = _fixture.C;
        _fixture.Unreachable("b").Tell(_fixture.A, new GetShardHome("1")).Pass(100);

        Assert.Empty(_fixture.Sent<HostShard>(_fixture.C));
        Assert.Equal([new ShardHome("1", _fixture.B)], _fixture.Sent<ShardHome>(_fixture.A));
        _fixture.Remove("b", _fixture.B).Tell(_fixture.A, new GetShardHome("1"));

        Assert.Single(_fixture.Sent<HostShard>(_fixture.C));
    }

    [Fact]
    public void C2_a_region_that_shuts_down_while_its_shards_are_moved_hands_off_all_of_them_at_once()
    {
        var shards = Enumerable.Range(1, 50).Select(static i => $"{i}").ToArray();
        var numbers = shards.ToDictionary(static shard => shard, shard => _fixture.Place(shard, _fixture.A));
        _fixture.Move("1", "2");

        _fixture.Tell(_fixture.A, new GracefulShutdownReq(_fixture.A));
        Assert.Equal(50, _fixture.Logic.Moving.Count);
        foreach (var shard in shards)
        {
            foreach (var region in new[] { _fixture.A, _fixture.B, _fixture.C }) _fixture.Tell(region, new BeginHandOffAck(shard, numbers[shard]));
            _fixture.Tell(_fixture.A, new ShardStopped(shard, numbers[shard]));
        }

        Assert.Equal(0, _fixture.Logic.State.ShardCount);
        _fixture.Picks = _fixture.A;
        _fixture.Tell(_fixture.B, new GetShardHome("1"));
        Assert.Equal(0, _fixture.Logic.State.ShardCount); // not to one that is going
    }

    [Fact]
    public void A_region_with_very_many_shards_hands_off_a_thousand_at_a_time_until_it_has_none()
    {
        const int Shards = 2_300;
        var shards = Enumerable.Range(1, Shards).Select(static i => $"{i}").ToArray();
        var coordinator = new LogicFixture(LogicFixture.StateOf([.. Enumerable.Repeat(_fixture.A, Shards)]));
        coordinator.Register(coordinator.A, [.. shards.Select(static (shard, i) => new OwnShard(shard, i + 1))]).Register(coordinator.B).Register(coordinator.C).TakeSent();

        coordinator.Tell(coordinator.A, new GracefulShutdownReq(coordinator.A));
        var waves = 0;
        for (; coordinator.Logic.State.ShardCount > 0 && waves < 10; waves++)
        {
            Assert.InRange(coordinator.Logic.Moving.Count, 1, 1_000);
            foreach (var shard in coordinator.Logic.Moving)
            {
                var allocation = coordinator.Logic.State.HomeOf(shard)!.Value.Allocation;
                foreach (var region in new[] { coordinator.A, coordinator.B, coordinator.C }) coordinator.Tell(region, new BeginHandOffAck(shard, allocation));
                coordinator.Tell(coordinator.A, new ShardStopped(shard, allocation));
            }
        }

        Assert.Equal(0, coordinator.Logic.State.ShardCount);
        Assert.InRange(waves, 3, 6);
    }

    [Fact]
    public void While_a_region_shuts_down_no_other_shards_are_moved()
    {
        _fixture.Place("1", _fixture.A);
        _fixture.Place("2", _fixture.B);
        Assert.True(_fixture.Rebalance().WantsRebalance);

        _fixture.TakeSent().Tell(_fixture.A, new GracefulShutdownReq(_fixture.A));
        Assert.False(_fixture.Rebalance().WantsRebalance);

        _fixture.Tell(_fixture.A, new RegionStopped(_fixture.A));
        Assert.True(_fixture.Rebalance().WantsRebalance);
    }

    [Fact]
    public void Answers_to_an_earlier_allocation_are_of_no_interest()
    {
        var first = _fixture.Place("1", _fixture.A);
        _fixture.Tell(_fixture.A, new ShardStopped("1", first));
        var second = _fixture.Place("1", _fixture.A);

        _fixture.Tell(_fixture.A, new ShardStopped("1", first));

        Assert.True(second > first);
        Assert.Equal(second, _fixture.Logic.State.HomeOf("1")!.Value.Allocation);
    }

    [Fact]
    public void Nobody_waits_for_a_region_that_dies_during_a_hand_off()
    {
        var allocation = _fixture.Place("1", _fixture.A);
        _fixture.Move("1").Tell(_fixture.A, new BeginHandOffAck("1", allocation)).Tell(_fixture.B, new BeginHandOffAck("1", allocation));

        _fixture.Remove("c", _fixture.C);
        Assert.Single(_fixture.Sent<HandOff>(_fixture.A));

        _fixture.Picks = _fixture.B;
        _fixture.Tell(_fixture.B, new GetShardHome("1")).Remove("a", _fixture.A);
        Assert.Single(_fixture.Sent<HostShard>(_fixture.B));
    }
}
