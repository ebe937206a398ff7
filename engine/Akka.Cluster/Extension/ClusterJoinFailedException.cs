using Akka.Actor;

namespace Akka.Cluster;

/// <summary>This node did not become a member.</summary>
public class ClusterJoinFailedException : AkkaException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Why.</param>
    public ClusterJoinFailedException(string message) : base(message)
    {
    }
}
