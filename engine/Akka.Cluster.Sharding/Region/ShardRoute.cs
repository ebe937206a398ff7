using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>Where a region sends messages for a shard. At most one of <see cref="Local"/> and <see cref="Home"/> is set. The region's own.</summary>
internal sealed class ShardRoute(string id)
{
    public string Id => id;

    /// <summary>The region that runs the shard, when it is another.</summary>
    public IActorRef? Home { get; set; }

    /// <summary>The shard's actor, when it runs here and takes messages.</summary>
    public IActorRef? Local { get; set; }

    /// <summary>The shard's life here; null when it does not run here.</summary>
    public HostedShard? Hosted { get; set; }

    /// <summary>Messages that wait until it is known where the shard runs, oldest first.</summary>
    public Queue<Pending>? Waiting { get; set; }

    /// <summary>The question where it runs, while messages wait.</summary>
    public Question Question;

    /// <summary>The first of the entities to which there are routes; a list without order.</summary>
    public EntityRoute? Entities { get; set; }

    public bool HasWaiting => Waiting is { Count: > 0 };
}

/// <summary>A shard that a region has been told to run. The region's own.</summary>
internal sealed class HostedShard(ShardRoute route, long allocation)
{
    public ShardRoute Route => route;

    /// <summary>The number under which it runs: the highest that was told.</summary>
    public long Allocation { get; set; } = allocation;

    /// <summary>The actor; null while it waits to be started again after a failure.</summary>
    public IActorRef? Actor { get; set; }

    /// <summary>Whether it is on its way out: it takes no messages, and when the actor has stopped the shard is given up.</summary>
    public bool IsStopping { get; set; }
}
