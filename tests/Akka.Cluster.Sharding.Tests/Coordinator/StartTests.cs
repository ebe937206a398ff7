using Akka.Cluster.Sharding.Protocol;

namespace Akka.Cluster.Sharding.Tests.Coordinator;

/// <summary>A region that does not start what it was given is told again and warned of, and its shard goes to nobody else meanwhile.</summary>
public sealed class StartTests
{
    private readonly LogicFixture _fixture = new LogicFixture().RegisterAll();

    [Fact]
    public void A_region_that_does_not_start_its_shard_is_told_again_until_it_does()
    {
        _fixture.Picks = _fixture.A;
        _fixture.Tell(_fixture.B, new GetShardHome("1")).Pass(9);
        Assert.DoesNotContain(_fixture.Notes, static note => note.Contains("has not started", StringComparison.Ordinal));
        Assert.True(_fixture.Sent<HostShard>(_fixture.A).Count >= 4, "it is told only once");

        _fixture.Picks = _fixture.C;
        _fixture.Tell(_fixture.B, new GetShardHome("1")).Pass(30);
        Assert.Single(_fixture.Notes, static note => note.Contains("has not started shard [1]", StringComparison.Ordinal));
        Assert.Single(_fixture.Sent<HostShard>(_fixture.A).Distinct());
        Assert.Empty(_fixture.Sent<HostShard>(_fixture.C));
        Assert.Empty(_fixture.Sent<ShardHome>(_fixture.B));

        _fixture.Tell(_fixture.A, new ShardStarted("1", 1));
        Assert.Equal([new ShardHome("1", _fixture.A)], _fixture.Sent<ShardHome>(_fixture.B));
    }

    [Fact]
    public void When_such_a_region_is_removed_its_shard_goes_to_another()
    {
        _fixture.Picks = _fixture.C;
        _fixture.Tell(_fixture.B, new GetShardHome("1")).Pass(30);

        _fixture.Picks = _fixture.A;
        _fixture.Remove("c", _fixture.C);

        Assert.Equal([new HostShard("1", 2)], _fixture.Sent<HostShard>(_fixture.A));
    }
}
