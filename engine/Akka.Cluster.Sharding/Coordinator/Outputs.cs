using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Event;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>What <see cref="CoordinatorLogic"/> wants done, in order. Whatever stands after a <see cref="Store"/> and is seen by others waits until that is stored.</summary>
internal abstract record Output
{
    /// <summary>The event happened: the logic's own state has it already.</summary>
    public sealed record Store(ICoordinatorEvent Event) : Output;

    /// <summary>A message to a region or proxy.</summary>
    public sealed record Send(IActorRef To, IClusterShardingSerializable Message) : Output;

    /// <summary>Tell when this region or proxy is gone for good.</summary>
    public sealed record Watch(IActorRef Ref) : Output;

    /// <summary>Ask the strategy where a shard should run, and call <see cref="CoordinatorLogic.Allocated"/>.</summary>
    public sealed record AskAllocation(string Shard, IActorRef Requester) : Output;

    /// <summary>Ask the strategy which shards to move, and call <see cref="CoordinatorLogic.Rebalanced"/>.</summary>
    public sealed record AskRebalance : Output;

    /// <summary>The state was put together from what regions said, and should be written down as a whole.</summary>
    public sealed record SaveState : Output;

    /// <summary>A line for the log.</summary>
    public sealed record Note(LogLevel Level, string Text) : Output;
}
