using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>Makes and finds the publish-subscribe of an actor system.</summary>
public sealed class DistributedPubSubExtensionProvider : ExtensionIdProvider<DistributedPubSub>
{
    /// <inheritdoc/>
    public override DistributedPubSub CreateExtension(ExtendedActorSystem system) => new(system);
}
