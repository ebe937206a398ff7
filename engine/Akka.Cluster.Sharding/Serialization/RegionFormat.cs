using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Sharding.Serialization.Wire;
using Akka.Remote.Serialization;
using Google.Protobuf;

namespace Akka.Cluster.Sharding.Serialization;

/// <summary>Messages for entities, questions to regions and their answers (region.proto). An envelope is the entity's id and the message inside with its own serializer.</summary>
internal static class RegionFormat
{
    /// <summary>The manifest, or null for what is not part of it.</summary>
    public static string? Manifest(object message) => message switch
    {
        ShardingEnvelope => "EN",
        ShardRegion.StartEntity => "SE",
        StartEntityAck => "SA",
        GetShardRegionState => "QS",
        CurrentShardRegionState => "AS",
        ShardState => "AO",
        GetShardRegionStats => "QN",
        ShardRegionStats => "AN",
        GetCurrentRegions => "QR",
        CurrentRegions => "AR",
        GetClusterShardingStats => "QC",
        ClusterShardingStats => "AC",
        _ => null,
    };

    public static byte[]? Write(object message, ExtendedActorSystem system) => message switch
    {
        ShardingEnvelope envelope => NestedPayload.ToBytes(
            (writer, one) =>
            {
                writer.Write(one.EntityId);
                NestedPayload.Write(writer, system, one.Message);
            },
            envelope),
        ShardRegion.StartEntity start => new StartEntityMsg { EntityId = start.EntityId }.ToByteArray(),
        StartEntityAck ack => new StartEntityAckMsg { EntityId = ack.EntityId, ShardId = ack.ShardId }.ToByteArray(),
        GetShardRegionState or GetShardRegionStats or GetCurrentRegions => [],
        CurrentShardRegionState state => Write(state).ToByteArray(),
        ShardState shard => Write(shard).ToByteArray(),
        ShardRegionStats stats => Write(stats).ToByteArray(),
        CurrentRegions regions => Write(regions).ToByteArray(),
        GetClusterShardingStats query => new GetClusterStatsMsg { TimeoutTicks = query.Timeout.Ticks }.ToByteArray(),
        ClusterShardingStats stats => Write(stats).ToByteArray(),
        _ => null,
    };

    public static IClusterShardingSerializable? Read(byte[] bytes, string manifest, ExtendedActorSystem system) => manifest switch
    {
        "EN" => ReadEnvelope(bytes, system),
        "SE" => new ShardRegion.StartEntity(CoordinatorFormat.Present(StartEntityMsg.Parser.ParseFrom(bytes).EntityId)),
        "SA" => ReadAck(StartEntityAckMsg.Parser.ParseFrom(bytes)),
        "QS" => GetShardRegionState.Instance,
        "AS" => Read(RegionStateMsg.Parser.ParseFrom(bytes)),
        "AO" => Read(ShardStateMsg.Parser.ParseFrom(bytes)),
        "QN" => GetShardRegionStats.Instance,
        "AN" => Read(RegionStatsMsg.Parser.ParseFrom(bytes)),
        "QR" => GetCurrentRegions.Instance,
        "AR" => new CurrentRegions([.. CurrentRegionsMsg.Parser.ParseFrom(bytes).Addresses.Select(AddressOf)]),
        "QC" => new GetClusterShardingStats(new TimeSpan(GetClusterStatsMsg.Parser.ParseFrom(bytes).TimeoutTicks)),
        "AC" => new ClusterShardingStats(ClusterStatsMsg.Parser.ParseFrom(bytes).Nodes.ToImmutableDictionary(static node => AddressOf(node.Address), static node => Read(node.Stats ?? new RegionStatsMsg()))),
        _ => null,
    };

    private static ShardingEnvelope ReadEnvelope(byte[] bytes, ExtendedActorSystem system)
    {
        try
        {
            return NestedPayload.FromBytes(bytes, reader => new ShardingEnvelope(
                CoordinatorFormat.Present(reader.ReadString()), NestedPayload.Read(reader, system) ?? throw new SerializationException("An envelope carries no message.")));
        }
        catch (Exception failure) when (failure is IOException or FormatException)
        {
            throw new SerializationException("A sharding envelope ends too early.", failure);
        }
    }

    private static StartEntityAck ReadAck(StartEntityAckMsg message) => new(CoordinatorFormat.Present(message.EntityId), CoordinatorFormat.Present(message.ShardId));

    private static Address AddressOf(string text) =>
        Address.TryParse(text, out var address) ? address! : throw new SerializationException($"[{text}] is not the address of a node.");

    private static RegionStateMsg Write(CurrentShardRegionState state)
    {
        var message = new RegionStateMsg();
        message.Shards.AddRange(state.Shards.Select(Write));
        message.Failed.AddRange(state.Failed);
        return message;
    }

    private static ShardStateMsg Write(ShardState shard)
    {
        var message = new ShardStateMsg { ShardId = shard.ShardId };
        message.EntityIds.AddRange(shard.EntityIds);
        return message;
    }

    private static RegionStatsMsg Write(ShardRegionStats stats)
    {
        var message = new RegionStatsMsg();
        message.Shards.AddRange(stats.Stats.Select(static one => new ShardCountMsg { ShardId = one.Key, Entities = one.Value }));
        message.Failed.AddRange(stats.Failed);
        return message;
    }

    private static CurrentRegionsMsg Write(CurrentRegions regions)
    {
        var message = new CurrentRegionsMsg();
        message.Addresses.AddRange(regions.Regions.Select(static address => address.ToString()));
        return message;
    }

    private static ClusterStatsMsg Write(ClusterShardingStats stats)
    {
        var message = new ClusterStatsMsg();
        message.Nodes.AddRange(stats.Regions.Select(static one => new NodeStatsMsg { Address = one.Key.ToString(), Stats = Write(one.Value) }));
        return message;
    }

    private static CurrentShardRegionState Read(RegionStateMsg message) => new([.. message.Shards.Select(Read)], message.Failed.ToImmutableHashSet(StringComparer.Ordinal));

    private static ShardState Read(ShardStateMsg message) => new(CoordinatorFormat.Present(message.ShardId), message.EntityIds.ToImmutableHashSet(StringComparer.Ordinal));

    private static ShardRegionStats Read(RegionStatsMsg message)
    {
        var stats = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var shard in message.Shards) stats[CoordinatorFormat.Present(shard.ShardId)] = shard.Entities;
        return new ShardRegionStats(stats.ToImmutable(), message.Failed.ToImmutableHashSet(StringComparer.Ordinal));
    }
}
