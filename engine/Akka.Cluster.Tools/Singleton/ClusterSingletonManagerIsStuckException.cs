using Akka.Actor;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>
/// The next host asks, and a member that may still have the instance does not answer. Its <see cref="ClusterSingletonManager"/> throws this to be started
/// anew. That does not start the instance: it waits for an answer or the member's removal as before.
/// </summary>
public sealed class ClusterSingletonManagerIsStuckException : AkkaException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who does not answer.</param>
    public ClusterSingletonManagerIsStuckException(string message) : base(message)
    {
    }
}
