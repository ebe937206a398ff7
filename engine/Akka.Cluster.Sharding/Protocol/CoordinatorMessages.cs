using Akka.Actor;

namespace Akka.Cluster.Sharding.Protocol;

/// <summary>
/// What the coordinator tells regions and proxies. Each may come more than once, late, and from a coordinator that has been replaced. What makes that harmless is the number of the
/// allocation: it grows with every allocation of any shard, through all coordinators. A region keeps for each shard the highest one that it has given up, and never starts a shard
/// under that number or a lower one.
/// </summary>
internal interface ICoordinatorMessage : IClusterShardingSerializable;

/// <summary>The coordinator knows the region or proxy of that incarnation. Only then are its commands to be followed.</summary>
/// <param name="Coordinator">Who to send to.</param>
/// <param name="Incarnation">As in <see cref="Register"/>; 0 for proxies.</param>
internal sealed record RegisterAck(IActorRef Coordinator, long Incarnation = 0) : ICoordinatorMessage;

/// <summary>
/// "Run this shard." Answered with <see cref="ShardStarted"/>, each time, also when it runs already (a higher number is taken over then), or with <see cref="ShardStopped"/> when this
/// allocation or a later one was given up here and nothing of the shard runs any more. While the shard is being stopped there is no answer but the <see cref="ShardStopped"/> that comes
/// in the end; a higher number starts it again after that.
/// </summary>
internal sealed record HostShard(string Shard, long Allocation) : ICoordinatorMessage;

/// <summary>Where a shard runs. It starts nothing, also when it names the receiver: only <see cref="HostShard"/> does.</summary>
internal sealed record ShardHome(string Shard, IActorRef Region) : ICoordinatorMessage;

/// <summary>Where many shards run: for whoever registers, so that it need not ask for each. At most <see cref="MaxShards"/> in one message.</summary>
internal sealed record ShardHomes(IReadOnlyDictionary<IActorRef, IReadOnlyList<string>> Homes) : ICoordinatorMessage
{
    /// <summary>A message stays well below the frame size of remoting.</summary>
    public const int MaxShards = 1_000;
}

/// <summary>"Forget where this shard runs, keep messages for it, and say so with <see cref="BeginHandOffAck"/>."</summary>
internal sealed record BeginHandOff(string Shard, long Allocation) : ICoordinatorMessage;

/// <summary>
/// "Stop this shard." Answered with <see cref="ShardStopped"/>, when all has stopped, each time. A region that runs the shard under a higher number lets it be and does not answer.
/// </summary>
internal sealed record HandOff(string Shard, long Allocation) : ICoordinatorMessage;
