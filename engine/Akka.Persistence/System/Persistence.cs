using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Gives an actor system its <see cref="PersistenceExtension"/>.</summary>
public sealed class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    /// <summary>The only instance that is needed.</summary>
    public static Persistence Instance { get; } = new();

    /// <summary>The defaults of everything under <c>akka.persistence</c>.</summary>
    public static Config DefaultConfig() => ConfigurationFactory.FromResource<Persistence>("Akka.Persistence.persistence.conf");

    /// <inheritdoc />
    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
