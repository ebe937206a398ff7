using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>Makes and finds the sharding of an actor system.</summary>
public sealed class ClusterShardingExtensionProvider : ExtensionIdProvider<ClusterSharding>
{
    /// <inheritdoc/>
    public override ClusterSharding CreateExtension(ExtendedActorSystem system) => new(system);
}
