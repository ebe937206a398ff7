using Akka.Actor;

namespace Akka.Cluster.Sharding.Tests.Allocation;

/// <summary>Both strategies pick the shards, and as many of them, as is documented; neither moves anything while the cluster changes.</summary>
public sealed class StrategyTests
{
    private readonly StrategyWorld _world = new();

    [Theory]
    [InlineData(1, 1, 1, "", "1 1 1")]
    [InlineData(1, 1, 0, "", "1 1 0")]
    [InlineData(1, 2, 0, "002", "1 1 1")]
    [InlineData(2, 0, 0, "001", "1 1 0")]
    [InlineData(3, 0, 0, "001 002", "1 1 1")]
    [InlineData(4, 4, 0, "001 005", "3 3 2")]
    [InlineData(4, 4, 2, "001", "3 4 3")]
    [InlineData(5, 5, 0, "001 006", "4 4 2")]
    [InlineData(0, 0, 6, "001 002 003 004", "2 2 2")]
    public void With_limits_regions_give_away_what_is_above_their_share(int a, int b, int c, string picked, string counts) =>
        Assert.Equal((picked, counts), _world.Rebalance(_world.WithLimits(1000, 1.0), _world.Allocations(a, b, c)));

    [Theory]
    [InlineData(3, 1.0, 1, 9, 0, "002 003 004")]
    [InlineData(1000, 0.3, 1, 9, 0, "002 003 004")]
    [InlineData(1000, 0.01, 1, 9, 0, "002")]
    [InlineData(0, 1.0, 1, 9, 0, "002")]
    public void With_limits_a_round_moves_no_more_than_both_say_but_one_at_least(int absolute, double relative, int a, int b, int c, string picked) =>
        Assert.Equal(picked, _world.Rebalance(_world.WithLimits(absolute, relative), _world.Allocations(a, b, c)).Picked);

    [Fact]
    public void With_limits_a_round_begins_when_the_last_one_is_over() => Assert.Equal("", _world.Rebalance(_world.WithLimits(1000, 1.0), _world.Allocations(10, 0, 0), "002").Picked);

    [Theory]
    [InlineData(1, 10, 1, 1, 0, "", "")]
    [InlineData(1, 10, 2, 0, 0, "", "001")]
    [InlineData(1, 10, 2, 0, 0, "001", "")]
    [InlineData(1, 10, 1, 2, 0, "", "002")]
    [InlineData(1, 10, 3, 0, 0, "", "001")]
    [InlineData(1, 10, 3, 0, 0, "001", "002")]
    [InlineData(1, 10, 4, 4, 0, "", "001")]
    [InlineData(1, 10, 4, 4, 0, "001", "005")]
    [InlineData(1, 10, 4, 4, 2, "", "001")]
    [InlineData(2, 10, 2, 2, 0, "", "")]
    [InlineData(2, 10, 1, 3, 0, "", "002")]
    [InlineData(2, 10, 3, 3, 0, "001", "004")]
    [InlineData(2, 10, 3, 3, 0, "001 004", "")]
    [InlineData(2, 10, 4, 4, 0, "", "001 002")]
    [InlineData(2, 10, 4, 4, 0, "001 002", "005 006")]
    [InlineData(2, 10, 5, 5, 0, "001 002 006 007", "003")]
    [InlineData(3, 2, 1, 10, 0, "", "002 003")]
    [InlineData(3, 2, 1, 10, 0, "002 003", "")]
    [InlineData(3, 4, 10, 0, 0, "002 003", "001 004")]
    [InlineData(0, 10, 2, 0, 0, "", "")]
    public void With_a_threshold_a_round_begins_to_move_what_is_above_it_and_no_more_than_it(int threshold, int simultaneous, int a, int b, int c, string moving, string picked) =>
        Assert.Equal(picked, _world.Rebalance(_world.WithThreshold(threshold, simultaneous), _world.Allocations(a, b, c), moving.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Picked);

    [Fact]
    public void A_new_shard_goes_to_a_member_that_is_up_of_the_newest_version_with_the_fewest()
    {
        var strategy = _world.WithLimits(1000, 1.0);
        Assert.Same(_world.C, Choose(1, 1, 0));
        _world.Members[2] = StrategyWorld.MemberOf("c", MemberStatus.Leaving);
        Assert.Same(_world.B, Choose(2, 1, 0));
        _world.Members[0] = StrategyWorld.MemberOf("a", version: "1.0.1");
        Assert.Same(_world.A, Choose(2, 1, 0));
        _world.Members[2] = StrategyWorld.MemberOf("c", MemberStatus.Down, "2.0.0");
        Assert.Same(_world.A, Choose(2, 1, 0));

        IActorRef Choose(int a, int b, int c) => strategy.AllocateShard(_world.A, "new", _world.Allocations(a, b, c)).Result;
    }

    [Theory]
    [InlineData(MemberStatus.Joining, "1.0.0", false)]
    [InlineData(MemberStatus.Leaving, "1.0.0", false)]
    [InlineData(MemberStatus.Up, "1.0.1", false)]
    [InlineData(MemberStatus.Up, "1.0.0", true)]
    public void Nothing_moves_while_a_member_comes_or_goes_has_another_version_or_cannot_be_reached(MemberStatus status, string version, bool isUnreachable)
    {
        _world.Members[2] = StrategyWorld.MemberOf("c", status, version);
        if (isUnreachable) _world.Unreachable.Add(_world.Members[2]);
        var allocations = _world.Allocations(9, 0, 0);
        Assert.Equal("", _world.Rebalance(_world.WithLimits(1000, 1.0), allocations).Picked);
        Assert.Equal("", _world.Rebalance(_world.WithThreshold(1, 10), allocations).Picked);
    }
}
