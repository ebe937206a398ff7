using Akka.Actor;
using Akka.Util;

namespace Akka.Cluster.Sharding;

/// <summary>Where an entity is: the answer to <see cref="GetEntityLocation"/>. Immutable.</summary>
public sealed class EntityLocation
{
    /// <summary>Makes the answer.</summary>
    /// <param name="entityId">The entity's id.</param>
    /// <param name="shardId">Its shard.</param>
    /// <param name="shardRegion">The node on which the shard runs; <see cref="Address.AllSystems"/> when it runs nowhere.</param>
    /// <param name="entityRef">The entity, when it is active.</param>
    public EntityLocation(string entityId, string shardId, Address shardRegion, Option<IActorRef> entityRef)
    {
        EntityId = entityId;
        ShardId = shardId;
        ShardRegion = shardRegion;
        EntityRef = entityRef;
    }

    /// <summary>The entity's id.</summary>
    public string EntityId { get; }

    /// <summary>Its shard.</summary>
    public string ShardId { get; }

    /// <summary>The node on which the shard runs; <see cref="Address.AllSystems"/> when it runs nowhere, or nobody knows yet.</summary>
    public Address ShardRegion { get; }

    /// <summary>The entity, when it is active.</summary>
    public Option<IActorRef> EntityRef { get; }

    /// <inheritdoc/>
    public override string ToString() => $"EntityLocation({EntityId}, {ShardId}, {ShardRegion}, {EntityRef})";
}
