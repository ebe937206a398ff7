using System.Runtime.Serialization;

namespace Akka.Coordination;

/// <summary>Something went wrong with a lease.</summary>
public class LeaseException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    public LeaseException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerEx">Why.</param>
    public LeaseException(string message, Exception innerEx) : base(message, innerEx)
    {
    }

#pragma warning disable SYSLIB0051 // part of the public API
    /// <summary>Reads the exception from its serialized form.</summary>
    /// <param name="info">The data.</param>
    /// <param name="context">Where they come from.</param>
    protected LeaseException(SerializationInfo info, StreamingContext context) : base(info, context)
    {
    }
#pragma warning restore SYSLIB0051
}
