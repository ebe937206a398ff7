using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>Makes and finds the daemon processes of an actor system.</summary>
public sealed class ShardedDaemonProcessExtensionProvider : ExtensionIdProvider<ShardedDaemonProcess>
{
    /// <inheritdoc/>
    public override ShardedDaemonProcess CreateExtension(ExtendedActorSystem system) => new(system);
}
