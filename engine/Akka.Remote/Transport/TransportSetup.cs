using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>Puts another network under a system's remoting, in place of sockets.</summary>
internal sealed class TransportSetup(Func<ExtendedActorSystem, ITransport> create) : Setup
{
    /// <summary>Makes the transport of a system.</summary>
    public Func<ExtendedActorSystem, ITransport> Create { get; } = create;
}

/// <summary>Makes a system speak other versions of the protocol than this build: how a newer or older one is tried.</summary>
internal sealed class ProtocolSetup(VersionRange versions) : Setup
{
    public VersionRange Versions { get; } = versions;
}
