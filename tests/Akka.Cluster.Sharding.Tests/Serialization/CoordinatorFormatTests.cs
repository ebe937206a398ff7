using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Cluster.Sharding.Serialization;

namespace Akka.Cluster.Sharding.Tests.Serialization;

/// <summary>What regions and coordinators say and store survives the wire and the journal; bytes of nobody are refused; manifests and bytes never change.</summary>
public sealed class CoordinatorFormatTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("wire");
    private readonly ClusterShardingMessageSerializer _serializer;
    private readonly IActorRef _a;
    private readonly IActorRef _b;

    public CoordinatorFormatTests()
    {
        _serializer = new ClusterShardingMessageSerializer((ExtendedActorSystem)_system);
        _a = _system.ActorOf(Props.Empty, "a");
        _b = _system.ActorOf(Props.Empty, "b");
    }

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Small_messages_and_events_come_back_as_they_were()
    {
        IClusterShardingSerializable[] messages =
        [
            new RegisterProxy(_a), new RegisterAck(_a, 7), new GetShardHome("1"), new ShardHome("1", _a), new HostShard("1", 3), new ShardStarted("1", 3), new BeginHandOff("1", 3),
            new BeginHandOffAck("1", 3), new HandOff("1", 3), new ShardStopped("1", 3), new GracefulShutdownReq(_a), new RegionStopped(_a),
            new ShardRegionRegistered(_a), new ShardRegionProxyRegistered(_a), new ShardRegionTerminated(_a), new ShardRegionProxyTerminated(_a),
            new ShardHomeAllocated("1", _a, long.MaxValue), new ShardHomeDeallocated("a b/ü"),
        ];
        foreach (var message in messages) Assert.Equal(message, Through(message));
        Assert.Equal(messages.Length, messages.Select(_serializer.Manifest).Distinct().Count());
    }

    [Fact]
    public void Messages_with_many_shards_keep_all_of_them_in_order()
    {
        var register = (Register)Through(new Register(_a, 5, [new("2", 20), new("1", 21)], 30, More: true, Part: 2));
        Assert.Equal((_a, 5L, 30L, true, 2), (register.Region, register.Incarnation, register.HighestAllocation, register.More, register.Part));
        Assert.Equal([new OwnShard("2", 20), new OwnShard("1", 21)], register.OwnShards);

        var homes = (ShardHomes)Through(new ShardHomes(new Dictionary<IActorRef, IReadOnlyList<string>> { [_a] = ["1", "2"], [_b] = ["3"] }));
        Assert.Equal(["1", "2"], homes.Homes[_a]);
        Assert.Equal(["3"], homes.Homes[_b]);
    }

    [Fact]
    public void A_snapshot_keeps_regions_shards_proxies_and_the_last_number()
    {
        var state = (StoredState)Through(new StoredState([new(_b, [new("1", 4), new("9", 5)]), new(_a, [])], [_b, _a], 12));
        Assert.Equal([_b, _a], state.Regions.Select(static region => region.Region));
        Assert.Equal([new OwnShard("1", 4), new OwnShard("9", 5)], state.Regions[0].Shards);
        Assert.Empty(state.Regions[1].Shards);
        Assert.Equal([_b, _a], state.Proxies);
        Assert.Equal(12, state.LastAllocation);
    }

    [Fact]
    public void Stored_bytes_are_read_for_ever()
    {
        Assert.Equal("e5", _serializer.Manifest(new ShardHomeAllocated("7", _a, 300)));
        var region = "akka://wire/user/a#1"u8;
        byte[] bytes = [0x0a, 1, (byte)'7', 0x12, (byte)region.Length, .. region, 0x18, 0xac, 0x02];
        var read = (ShardHomeAllocated)_serializer.FromBinary(bytes, "e5");
        Assert.Equal(("7", 300L), (read.Shard, read.Allocation));
        Assert.Equal(new ShardHomeDeallocated("7"), _serializer.FromBinary([0x0a, 1, (byte)'7'], "e6"));
        Assert.Equal(12, ((StoredState)_serializer.FromBinary([0x18, 12], "s1")).LastAllocation);
    }

    [Theory]
    [InlineData("xx", new byte[0])]
    [InlineData("e5", new byte[] { 0x0a, 200 })]
    [InlineData("e5", new byte[] { 0x0a, 1, 65 })]
    [InlineData("e1", new byte[0])]
    [InlineData("HS", new byte[0])]
    [InlineData("RE", new byte[] { 0x0a, 2, 65, 65 })]
    public void What_cannot_be_read_is_refused_as_such(string manifest, byte[] bytes) => Assert.Throws<SerializationException>(() => _serializer.FromBinary(bytes, manifest));

    [Fact]
    public void Foreign_types_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _serializer.Manifest("text"));
        Assert.Throws<ArgumentException>(() => _serializer.ToBinary("text"));
    }

    private object Through(object message) => _serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message));
}
