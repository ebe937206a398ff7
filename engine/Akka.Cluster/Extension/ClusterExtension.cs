using Akka.Actor;

namespace Akka.Cluster;

/// <summary>Makes and finds the cluster of an actor system.</summary>
public class ClusterExtension : ExtensionIdProvider<Cluster>
{
    /// <inheritdoc/>
    public override Cluster CreateExtension(ExtendedActorSystem system) => new((Actor.Internal.ActorSystemImpl)system);
}
