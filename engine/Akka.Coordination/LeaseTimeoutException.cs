using System.Runtime.Serialization;

namespace Akka.Coordination;

/// <summary>A lease did not answer in time. Whether it was acquired or released is not known.</summary>
public sealed class LeaseTimeoutException : LeaseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    public LeaseTimeoutException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerEx">Why.</param>
    public LeaseTimeoutException(string message, Exception innerEx) : base(message, innerEx)
    {
    }
}
