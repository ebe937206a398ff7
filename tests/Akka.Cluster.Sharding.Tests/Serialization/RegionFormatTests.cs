using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Sharding.Serialization;

namespace Akka.Cluster.Sharding.Tests.Serialization;

/// <summary>Envelopes, questions to regions and their answers survive the wire; bytes that make no sense are refused; manifests and bytes never change.</summary>
public sealed class RegionFormatTests : IDisposable
{
    private static readonly Address Node = new("akka.tcp", "sys", "host", 4053);

    private readonly ActorSystem _system = ActorSystem.Create("wire");
    private readonly ClusterShardingMessageSerializer _serializer;

    public RegionFormatTests() => _serializer = new ClusterShardingMessageSerializer((ExtendedActorSystem)_system);

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Messages_come_back_as_they_were()
    {
        var stats = new ShardRegionStats(ImmutableDictionary<string, int>.Empty.Add("1", 5).Add("2", 0), ["3"]);
        var shard = new ShardState("1", ["a", "b/ü"]);
        object[] messages =
        [
            new ShardingEnvelope("a b/ü", "content"), new ShardingEnvelope("x", 5), new ShardRegion.StartEntity("x"), new StartEntityAck("x", "1"), GetShardRegionState.Instance,
            new CurrentShardRegionState([shard], ["9"]), shard, GetShardRegionStats.Instance, stats, GetCurrentRegions.Instance, new CurrentRegions([Node]),
            new GetClusterShardingStats(TimeSpan.FromSeconds(7)), new ClusterShardingStats(ImmutableDictionary<Address, ShardRegionStats>.Empty.Add(Node, stats)),
        ];
        foreach (var message in messages) Assert.Equal(message, _serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message)));
        Assert.Equal(messages.Length - 1, messages.Select(_serializer.Manifest).Distinct().Count());
    }

    [Fact]
    public void The_bytes_of_an_envelope_never_change() =>
        Assert.Equal("01611F00000006737472696E670500000022666F6F22", Convert.ToHexString(_serializer.ToBinary(new ShardingEnvelope("a", "foo"))));

    [Fact]
    public void Envelopes_cut_short_without_id_or_nested_without_end_are_refused()
    {
        var bytes = _serializer.ToBinary(new ShardingEnvelope("abc", "content"));
        for (var length = 0; length < bytes.Length; length++) Assert.Throws<SerializationException>(() => _serializer.FromBinary(bytes[..length], "EN"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([0, .. bytes], "EN"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([0xff, 0xff], "AS"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "SE"));
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "??"));
    }
}
