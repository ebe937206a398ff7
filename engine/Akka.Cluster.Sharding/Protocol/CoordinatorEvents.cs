using Akka.Actor;

namespace Akka.Cluster.Sharding.Protocol;

/// <summary>What the coordinator stores.</summary>
internal interface ICoordinatorEvent : IClusterShardingSerializable;

/// <summary>A region was heard of for the first time.</summary>
internal sealed record ShardRegionRegistered(IActorRef Region) : ICoordinatorEvent;

/// <summary>A proxy was heard of for the first time.</summary>
internal sealed record ShardRegionProxyRegistered(IActorRef Proxy) : ICoordinatorEvent;

/// <summary>A region is gone for good; its shards run nowhere.</summary>
internal sealed record ShardRegionTerminated(IActorRef Region) : ICoordinatorEvent;

/// <summary>A proxy is gone for good.</summary>
internal sealed record ShardRegionProxyTerminated(IActorRef Proxy) : ICoordinatorEvent;

/// <summary>A shard was given to a region. The region hears of it only after this is stored.</summary>
internal sealed record ShardHomeAllocated(string Shard, IActorRef Region, long Allocation) : ICoordinatorEvent;

/// <summary>A shard runs nowhere: its region has said that it stopped.</summary>
internal sealed record ShardHomeDeallocated(string Shard) : ICoordinatorEvent;

/// <summary>A region in a <see cref="StoredState"/>, with its shards in the order of their allocations.</summary>
internal sealed record StoredRegion(IActorRef Region, IReadOnlyList<OwnShard> Shards);

/// <summary>All of it at once: the snapshot.</summary>
/// <param name="Regions">In the order in which they were first heard of.</param>
/// <param name="Proxies">In the same order.</param>
/// <param name="LastAllocation">The highest number given to an allocation so far; 0 for none.</param>
internal sealed record StoredState(IReadOnlyList<StoredRegion> Regions, IReadOnlyList<IActorRef> Proxies, long LastAllocation) : IClusterShardingSerializable;
