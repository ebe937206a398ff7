using Akka.Actor;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Makes and finds the <see cref="ClusterSingleton"/> of an actor system.</summary>
public class ClusterSingletonProvider : ExtensionIdProvider<ClusterSingleton>
{
    /// <inheritdoc/>
    public override ClusterSingleton CreateExtension(ExtendedActorSystem system) => new(system);
}
