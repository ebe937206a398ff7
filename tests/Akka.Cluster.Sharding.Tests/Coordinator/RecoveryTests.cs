using Akka.Cluster.Sharding.Coordination;
using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>What a new coordinator knows, what it waits for, and that no history can keep it from starting.</summary>
public sealed class RecoveryTests
{
    private readonly LogicFixture _names = new();

    [Fact]
    public void Known_homes_are_answered_at_once_before_any_region_has_come_forward()
    {
        var coordinator = new LogicFixture(LogicFixture.StateOf(_names.A, _names.B));
        coordinator.Tell(coordinator.C, new GetShardHome("2"));
        Assert.Equal([new ShardHome("2", coordinator.B)], coordinator.Sent<ShardHome>(coordinator.C));
    }

    [Fact]
    public void New_shards_wait_until_the_regions_known_before_have_come_forward_or_had_time_to()
    {
        var coordinator = new LogicFixture(LogicFixture.StateOf(_names.A, _names.B));
        coordinator.Picks = coordinator.A;
        coordinator.Register(coordinator.A, new OwnShard("1", 1)).Tell(coordinator.A, new GetShardHome("3"));
        Assert.Empty(coordinator.Sent<HostShard>(coordinator.A));

        coordinator.Register(coordinator.B, new OwnShard("2", 2));
        Assert.Equal([new HostShard("3", 3)], coordinator.Sent<HostShard>(coordinator.A));

        var other = new LogicFixture(LogicFixture.StateOf(_names.A, _names.B)) { Picks = _names.A };
        other.Register(other.A, new OwnShard("1", 1)).Tell(other.A, new GetShardHome("3")).Pass(3);
        Assert.Equal([new HostShard("3", 3)], other.Sent<HostShard>(other.A));
    }

    [Fact]
    public void A_region_that_does_not_run_what_was_given_to_it_is_told_to()
    {
        var coordinator = new LogicFixture(LogicFixture.StateOf(_names.A)).RegisterAll();
        Assert.Equal([new HostShard("1", 1)], coordinator.Sent<HostShard>(coordinator.A));
        coordinator.TakeSent().Tell(coordinator.B, new GetShardHome("1")).Pass(3);
        Assert.Empty(coordinator.Sent<ShardHome>(coordinator.B));
        Assert.NotEmpty(coordinator.Sent<HostShard>(coordinator.A));
        coordinator.Tell(coordinator.A, new ShardStarted("1", 1));
        Assert.Single(coordinator.Sent<ShardHome>(coordinator.B));
    }

    [Fact]
    public void Regions_of_nodes_that_are_no_members_any_more_are_gone()
    {
        var gone = new ModelRef("z", "region", 3);
        var coordinator = new LogicFixture(LogicFixture.StateOf(gone, _names.A)).RegisterAll();
        Assert.Contains(new ShardRegionTerminated(gone), coordinator.Stored);
        Assert.Null(coordinator.Logic.State.HomeOf("1"));
        Assert.NotNull(coordinator.Logic.State.HomeOf("2"));
    }

    [Fact]
    public void C4_events_that_contradict_each_other_are_put_right_and_never_thrown()
    {
        var state = new CoordinatorState();
        ICoordinatorEvent[] history =
        [
            new ShardHomeDeallocated("1"), new ShardHomeAllocated("1", _names.A, 1), new ShardRegionRegistered(_names.A), new ShardHomeAllocated("1", _names.B, 2),
            new ShardRegionTerminated(_names.C), new ShardRegionProxyTerminated(_names.C), new ShardRegionProxyRegistered(_names.C), new ShardRegionProxyRegistered(_names.C),
            new ShardHomeAllocated("2", _names.A, 2), new ShardHomeAllocated("3", _names.A, 2), new ShardHomeDeallocated("2"),
        ];
        var contradictions = history.Select(state.Apply).ToArray();

        Assert.Equal([false, false, false, false, false, false, true, false, true, true, true], contradictions.Select(static one => one is null));
        Assert.Equal(new Home(_names.B, 2), state.HomeOf("1"));
        Assert.Equal(["3"], state.ShardsOf(_names.A).AsEnumerable());
        Assert.Equal(["1"], state.ShardsOf(_names.B).AsEnumerable());
        var again = CoordinatorState.Of(state.ToStored());
        Assert.Equal(new Home(_names.B, 2), again.HomeOf("1"));
        Assert.Equal(new Home(_names.A, 2), again.HomeOf("3"));
    }

    [Fact]
    public void C4_any_random_history_leaves_a_state_from_which_everything_is_allocated_again()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Akka.Simulation.SeededRandom(seed);
            Akka.Actor.IActorRef[] regions = [_names.A, _names.B, _names.C, new ModelRef("gone", "region", 4)];
            var state = new CoordinatorState();
            for (var i = 0; i < 40; i++)
            {
                var (region, shard) = (random.Pick(regions), $"{random.Next(5)}");
                state.Apply(random.Next(6) switch
                {
                    0 => new ShardRegionRegistered(region),
                    1 => new ShardRegionTerminated(region),
                    2 => new ShardHomeDeallocated(shard),
                    _ => new ShardHomeAllocated(shard, region, random.Next(20)),
                });
            }

            var coordinator = new LogicFixture(state) { Picks = _names.A };
            coordinator.RegisterAll();
            for (var shard = 0; shard < 5; shard++) coordinator.Tell(coordinator.B, new GetShardHome($"{shard}"));
            coordinator.Pass(5);
            for (var shard = 0; shard < 5; shard++)
            {
                var home = coordinator.Logic.State.HomeOf($"{shard}");
                Assert.NotNull(home);
                Assert.Contains(new HostShard($"{shard}", home.Value.Allocation), coordinator.Sent<HostShard>(home.Value.Region));
            }
        }
    }

    [Fact]
    public void C4_without_a_readable_store_nothing_is_allocated_before_all_regions_have_said_what_they_run()
    {
        var coordinator = new LogicFixture(trusted: false, rebuilding: true) { Picks = _names.A };
        coordinator.Unreachable("c").Register(coordinator.A, new OwnShard("1", 7)).Register(coordinator.B).Tell(coordinator.A, new GetShardHome("2"));

        coordinator.Pass(100);
        Assert.Null(coordinator.Logic.State.HomeOf("2"));
        Assert.False(coordinator.WantsStateSaved);

        coordinator.Reachable("c").Register(coordinator.C, new OwnShard("2", 12));
        Assert.True(coordinator.WantsStateSaved);
        Assert.Equal(coordinator.C, coordinator.Logic.State.HomeOf("2")!.Value.Region);
        coordinator.Tell(coordinator.A, new GetShardHome("3"));
        Assert.Equal(13, coordinator.Logic.State.HomeOf("3")!.Value.Allocation); // higher than any that somebody remembers
    }

    [Fact]
    public void C4_without_a_readable_store_a_member_that_can_speak_and_does_not_is_not_waited_for()
    {
        var coordinator = new LogicFixture(trusted: false) { Picks = _names.A };
        coordinator.Register(coordinator.A).Tell(coordinator.A, new GetShardHome("2"));
        Assert.False(coordinator.Logic.IsSettled);
        coordinator.Pass(5);
        Assert.True(coordinator.Logic.IsSettled);
    }

    [Fact]
    public void A_registration_in_parts_counts_when_all_parts_have_come()
    {
        var coordinator = new LogicFixture(trusted: false);
        coordinator.Tell(coordinator.A, new Register(coordinator.A, 1, [new("1", 1)], 2, More: true, Part: 0));
        coordinator.Tell(coordinator.A, new Register(coordinator.A, 1, [new("3", 3)], 2, More: false, Part: 2));
        Assert.Empty(coordinator.Sent<RegisterAck>(coordinator.A));
        coordinator.Tell(coordinator.A, new Register(coordinator.A, 1, [new("1", 1)], 2, More: true, Part: 0));
        coordinator.Tell(coordinator.A, new Register(coordinator.A, 1, [new("2", 2)], 2, More: false, Part: 1));
        Assert.Single(coordinator.Sent<RegisterAck>(coordinator.A));
        Assert.Equal(["1", "2"], coordinator.Logic.State.ShardsOf(coordinator.A).AsEnumerable());
    }

    [Fact]
    public void Of_two_regions_that_say_they_run_a_shard_the_one_with_the_earlier_number_is_told_to_stop_it()
    {
        var coordinator = new LogicFixture(trusted: false);
        coordinator.Register(coordinator.A, new OwnShard("1", 4)).Register(coordinator.B, new OwnShard("1", 6)).Register(coordinator.C, new OwnShard("1", 5));
        Assert.Equal(coordinator.B, coordinator.Logic.State.HomeOf("1")!.Value.Region);
        Assert.Equal([new HandOff("1", 4)], coordinator.Sent<HandOff>(coordinator.A));
        Assert.Equal([new HandOff("1", 5)], coordinator.Sent<HandOff>(coordinator.C));
        coordinator.Pass(3).Tell(coordinator.A, new ShardStopped("1", 4)).Tell(coordinator.C, new ShardStopped("1", 5)).TakeSent().Pass(5);
        Assert.Empty(coordinator.Sent<HandOff>(coordinator.A));
    }
}
