using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Sharding.Protocol;

/// <summary>What regions and proxies tell the coordinator. All of it is repeated while there is none: a copy that finds nobody is no news.</summary>
internal interface ICoordinatorCommand : IClusterShardingSerializable, IDeadLetterSuppression;

/// <summary>A shard that runs in a region, and the number of the allocation under which it does.</summary>
internal readonly record struct OwnShard(string Shard, long Allocation);

/// <summary>
/// "I exist, and these shards run here." Repeated until <see cref="RegisterAck"/> comes, and whenever the coordinator is another. It only ever adds to what the
/// coordinator knows: a shard that is not listed is asked about with <see cref="HostShard"/>, never taken away.
/// </summary>
/// <param name="Region">Who speaks.</param>
/// <param name="Incarnation">Grows when the region actor starts anew under the same reference; the acknowledgement repeats it.</param>
/// <param name="OwnShards">Shards that run here, also those that are being stopped. At most <see cref="MaxOwnShards"/>: more are sent in parts.</param>
/// <param name="HighestAllocation">The highest number of an allocation that this region has ever been told; 0 for none.</param>
/// <param name="More">Further parts follow. Only when all have come does the region count as registered.</param>
/// <param name="Part">Which part this is, from 0.</param>
internal sealed record Register(IActorRef Region, long Incarnation, IReadOnlyList<OwnShard> OwnShards, long HighestAllocation = 0, bool More = false, int Part = 0) : ICoordinatorCommand
{
    /// <summary>A message stays well below the frame size of remoting.</summary>
    public const int MaxOwnShards = 1_000;
}

/// <summary>"I exist, and host nothing."</summary>
internal sealed record RegisterProxy(IActorRef Proxy) : ICoordinatorCommand;

/// <summary>Where does this shard run? Answered with <see cref="ShardHome"/> when it runs somewhere; until then to be repeated at leisure.</summary>
internal sealed record GetShardHome(string Shard) : ICoordinatorCommand;

/// <summary>The answer to <see cref="HostShard"/> of a region in which the shard runs now.</summary>
internal sealed record ShardStarted(string Shard, long Allocation) : ICoordinatorCommand;

/// <summary>"I have forgotten where it runs, and keep messages for it until I am told."</summary>
internal sealed record BeginHandOffAck(string Shard, long Allocation) : ICoordinatorCommand;

/// <summary>
/// "Nothing of it runs here, and never will under this allocation or an earlier one." The answer to <see cref="HandOff"/> when all entities have stopped, at once for a shard that
/// never ran here, and the answer to <see cref="HostShard"/> with an allocation that was given up already.
/// </summary>
internal sealed record ShardStopped(string Shard, long Allocation) : ICoordinatorCommand;

/// <summary>"Hand off everything that I have, and give me nothing more." Repeated until nothing is left.</summary>
internal sealed record GracefulShutdownReq(IActorRef Region) : ICoordinatorCommand;

/// <summary>The last word of a region whose shards have all stopped. It is gone for good, as when it is found to have terminated.</summary>
internal sealed record RegionStopped(IActorRef Region) : ICoordinatorCommand;
