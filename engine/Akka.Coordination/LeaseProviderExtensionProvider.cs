using Akka.Actor;

namespace Akka.Coordination;

/// <summary>Makes and finds the provider of leases of an actor system.</summary>
public sealed class LeaseProviderExtensionProvider : ExtensionIdProvider<LeaseProvider>
{
    /// <inheritdoc/>
    public override LeaseProvider CreateExtension(ExtendedActorSystem system) => new(system);
}
