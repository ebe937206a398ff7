using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Cluster.Sharding.Serialization.Wire;
using Google.Protobuf;

namespace Akka.Cluster.Sharding.Serialization;

/// <summary>The protocol between regions and coordinators, and the coordinator's store, as protocol buffers (coordinator.proto).</summary>
internal static class CoordinatorFormat
{
    /// <summary>The manifest, or null for what is not part of it.</summary>
    public static string? Manifest(object message) => message switch
    {
        Register => "RE",
        RegisterProxy => "RP",
        RegisterAck => "RA",
        GetShardHome => "GH",
        ShardHome => "SH",
        ShardHomes => "SM",
        HostShard => "HS",
        ShardStarted => "SS",
        BeginHandOff => "BH",
        BeginHandOffAck => "BA",
        HandOff => "HO",
        ShardStopped => "ST",
        GracefulShutdownReq => "GS",
        RegionStopped => "RS",
        ShardRegionRegistered => "e1",
        ShardRegionProxyRegistered => "e2",
        ShardRegionTerminated => "e3",
        ShardRegionProxyTerminated => "e4",
        ShardHomeAllocated => "e5",
        ShardHomeDeallocated => "e6",
        StoredState => "s1",
        _ => null,
    };

    public static IMessage? Write(object message) => message switch
    {
        Register one => Write(one),
        RegisterProxy one => Ref(one.Proxy),
        RegisterAck one => new RegisterAckMsg { Coordinator = PathOf(one.Coordinator), Incarnation = one.Incarnation },
        GetShardHome one => new ShardMsg { Shard = one.Shard },
        ShardHome one => new HomeMsg { Shard = one.Shard, Region = PathOf(one.Region) },
        ShardHomes one => Write(one),
        HostShard one => Shard(one.Shard, one.Allocation),
        ShardStarted one => Shard(one.Shard, one.Allocation),
        BeginHandOff one => Shard(one.Shard, one.Allocation),
        BeginHandOffAck one => Shard(one.Shard, one.Allocation),
        HandOff one => Shard(one.Shard, one.Allocation),
        ShardStopped one => Shard(one.Shard, one.Allocation),
        GracefulShutdownReq one => Ref(one.Region),
        RegionStopped one => Ref(one.Region),
        ShardRegionRegistered one => Ref(one.Region),
        ShardRegionProxyRegistered one => Ref(one.Proxy),
        ShardRegionTerminated one => Ref(one.Region),
        ShardRegionProxyTerminated one => Ref(one.Proxy),
        ShardHomeAllocated one => new HomeMsg { Shard = one.Shard, Region = PathOf(one.Region), Allocation = one.Allocation },
        ShardHomeDeallocated one => new ShardMsg { Shard = one.Shard },
        StoredState one => Write(one),
        _ => null,
    };

    public static IClusterShardingSerializable? Read(byte[] bytes, string manifest, IActorRefProvider provider)
    {
        switch (manifest)
        {
            case "RE":
                var register = RegisterMsg.Parser.ParseFrom(bytes);
                return new Register(provider.Ref(register.Region), register.Incarnation, [.. register.OwnShards.Select(ReadShard)], register.HighestAllocation, register.More, register.Part);
            case "RA":
                var ack = RegisterAckMsg.Parser.ParseFrom(bytes);
                return new RegisterAck(provider.Ref(ack.Coordinator), ack.Incarnation);
            case "SH":
                var home = HomeMsg.Parser.ParseFrom(bytes);
                return new ShardHome(Present(home.Shard), provider.Ref(home.Region));
            case "SM":
                var homes = new Dictionary<IActorRef, IReadOnlyList<string>>();
                foreach (var region in HomesMsg.Parser.ParseFrom(bytes).Regions) homes[provider.Ref(region.Region)] = [.. region.Shards.Select(static shard => Present(shard.Shard))];
                return new ShardHomes(homes);
            case "e5":
                var allocated = HomeMsg.Parser.ParseFrom(bytes);
                return new ShardHomeAllocated(Present(allocated.Shard), provider.Ref(allocated.Region), allocated.Allocation);
            case "s1":
                var state = StateMsg.Parser.ParseFrom(bytes);
                return new StoredState(
                    [.. state.Regions.Select(region => new StoredRegion(provider.Ref(region.Region), [.. region.Shards.Select(ReadShard)]))],
                    [.. state.Proxies.Select(provider.Ref)],
                    state.LastAllocation);
            case "RP" or "GS" or "RS" or "e1" or "e2" or "e3" or "e4":
                return ReadRef(provider.Ref(RefMsg.Parser.ParseFrom(bytes).Path), manifest);
            case "GH" or "HS" or "SS" or "BH" or "BA" or "HO" or "ST" or "e6":
                return ReadShard(ReadShard(ShardMsg.Parser.ParseFrom(bytes)), manifest);
            default:
                return null;
        }
    }

    /// <summary>The path of a reference as others can resolve it.</summary>
    public static string PathOf(IActorRef reference) => Akka.Serialization.Serialization.SerializedActorPath(reference);

    /// <summary>The reference that <see cref="PathOf"/> wrote.</summary>
    /// <exception cref="SerializationException">It is missing or no path.</exception>
    public static IActorRef Ref(this IActorRefProvider provider, string path) =>
        ActorPath.TryParse(path, out var parsed) ? provider.ResolveActorRef(parsed!) : throw new SerializationException($"[{path}] is not the path of an actor.");

    /// <summary>A text that may not be empty.</summary>
    /// <exception cref="SerializationException">It is.</exception>
    public static string Present(string text) => text.Length > 0 ? text : throw new SerializationException("The id of a shard or entity is missing.");

    private static IClusterShardingSerializable ReadRef(IActorRef reference, string manifest) => manifest switch
    {
        "RP" => new RegisterProxy(reference),
        "GS" => new GracefulShutdownReq(reference),
        "RS" => new RegionStopped(reference),
        "e1" => new ShardRegionRegistered(reference),
        "e2" => new ShardRegionProxyRegistered(reference),
        "e3" => new ShardRegionTerminated(reference),
        _ => new ShardRegionProxyTerminated(reference),
    };

    private static IClusterShardingSerializable ReadShard(OwnShard shard, string manifest) => manifest switch
    {
        "GH" => new GetShardHome(shard.Shard),
        "HS" => new HostShard(shard.Shard, shard.Allocation),
        "SS" => new ShardStarted(shard.Shard, shard.Allocation),
        "BH" => new BeginHandOff(shard.Shard, shard.Allocation),
        "BA" => new BeginHandOffAck(shard.Shard, shard.Allocation),
        "HO" => new HandOff(shard.Shard, shard.Allocation),
        "ST" => new ShardStopped(shard.Shard, shard.Allocation),
        _ => new ShardHomeDeallocated(shard.Shard),
    };

    private static OwnShard ReadShard(ShardMsg message) => new(Present(message.Shard), message.Allocation);

    private static RefMsg Ref(IActorRef reference) => new() { Path = PathOf(reference) };

    private static ShardMsg Shard(string shard, long allocation) => new() { Shard = shard, Allocation = allocation };

    private static RegisterMsg Write(Register register)
    {
        var message = new RegisterMsg
        {
            Region = PathOf(register.Region), Incarnation = register.Incarnation, HighestAllocation = register.HighestAllocation, More = register.More, Part = register.Part,
        };
        foreach (var (shard, allocation) in register.OwnShards) message.OwnShards.Add(Shard(shard, allocation));
        return message;
    }

    private static HomesMsg Write(ShardHomes homes)
    {
        var message = new HomesMsg();
        foreach (var (region, shards) in homes.Homes)
        {
            var part = new RegionShardsMsg { Region = PathOf(region) };
            foreach (var shard in shards) part.Shards.Add(Shard(shard, 0));
            message.Regions.Add(part);
        }

        return message;
    }

    private static StateMsg Write(StoredState state)
    {
        var message = new StateMsg { LastAllocation = state.LastAllocation };
        foreach (var region in state.Regions)
        {
            var part = new RegionShardsMsg { Region = PathOf(region.Region) };
            foreach (var (shard, allocation) in region.Shards) part.Shards.Add(Shard(shard, allocation));
            message.Regions.Add(part);
        }

        foreach (var proxy in state.Proxies) message.Proxies.Add(PathOf(proxy));
        return message;
    }
}
