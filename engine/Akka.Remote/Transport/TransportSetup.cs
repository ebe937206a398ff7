using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.Remote.Transport;

/// <summary>Puts another network under a system's remoting, in place of sockets.</summary>
internal sealed class TransportSetup(Func<ExtendedActorSystem, ITransport> create) : Setup
{
    /// <summary>Makes the transport of a system.</summary>
    public Func<ExtendedActorSystem, ITransport> Create { get; } = create;
}
