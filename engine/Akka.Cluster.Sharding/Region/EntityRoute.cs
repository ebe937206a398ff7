using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>
/// How a region's messages for one entity of a shard of its own go: straight to the entity while <see cref="Direct"/> is set, else through the shard. The region's own.
/// </summary>
/// <remarks>
/// A way is only changed when nothing is under way on the other. Whatever the shard reports says how many messages it has passed on since its last report, and
/// <see cref="InFlight"/> is what is missing. When that is not zero, the region keeps what comes (<see cref="Held"/>), sends a fence after what is under way, and goes
/// on when the shard has answered it. The other way round the shard asks the region to close the direct way, and stops the entity only when the region has answered.
/// </remarks>
internal sealed class EntityRoute(string id, ShardRoute shard)
{
    public string Id => id;

    public ShardRoute Shard => shard;

    /// <summary>The entity, when messages may go straight to it.</summary>
    public ActorCell? Direct;

    /// <summary>The number of the region's sweep before which the entity last got a message.</summary>
    public int Used;

    /// <summary>Messages sent through the shard that it has not reported yet.</summary>
    public int InFlight;

    /// <summary>Messages that wait for the answer to a fence; null when there is none.</summary>
    public Queue<Pending>? Held;

    /// <summary>Neighbours in the shard's list.</summary>
    public EntityRoute? Previous;

    /// <summary>Neighbours in the shard's list.</summary>
    public EntityRoute? Next;

    /// <summary>Asks the processor for what a message touches.</summary>
    public void FetchToTell()
    {
        Prefetch.Line(this, 24);
        Prefetch.Line(this, 56);
    }
}
