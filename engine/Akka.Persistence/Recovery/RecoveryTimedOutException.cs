using Akka.Actor;

namespace Akka.Persistence;

/// <summary>The journal or the snapshot store did not answer a recovering actor within <c>recovery-event-timeout</c>.</summary>
public sealed class RecoveryTimedOutException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public RecoveryTimedOutException()
        : base("Recovery timed out.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which actor waited for what, and how long.</param>
    /// <param name="cause">The error that led to it, if there is one.</param>
    public RecoveryTimedOutException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
