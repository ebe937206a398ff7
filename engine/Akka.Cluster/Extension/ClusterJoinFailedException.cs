using System.Runtime.Serialization;
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

#pragma warning disable SYSLIB0051 // part of the public API
    /// <summary>Reads the exception from its serialized form.</summary>
    /// <param name="info">The data.</param>
    /// <param name="context">Where they come from.</param>
    protected ClusterJoinFailedException(SerializationInfo info, StreamingContext context) : base(info, context)
    {
    }
#pragma warning restore SYSLIB0051
}
