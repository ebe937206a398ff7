using Akka.Actor;

namespace Akka.Remote;

/// <summary>The transport cannot do what it is asked for: a port is taken, a peer refuses, a connection has broken.</summary>
public class RemoteTransportException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">What caused it.</param>
    public RemoteTransportException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
