namespace Akka.Cluster.Sharding;

/// <summary>
/// Told by an entity to its parent, the shard: the entity wants to stop. It gets its stop message back when nothing more can reach it before,
/// and what arrives for it meanwhile is kept and given to a new incarnation. Immutable.
/// </summary>
public sealed class Passivate : IShardRegionCommand
{
    /// <summary>Makes the request.</summary>
    /// <param name="stopMessage">What the entity is to be told when it may stop, such as <see cref="Actor.PoisonPill.Instance"/>.</param>
    public Passivate(object stopMessage)
    {
        StopMessage = stopMessage;
    }

    /// <summary>What the entity is told when it may stop.</summary>
    public object StopMessage { get; }
}
