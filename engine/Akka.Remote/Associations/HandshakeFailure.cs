using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>The other side has refused the connection, or is not who it should be.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">The same for people.</param>
/// <param name="isTheirs">True when the other side refuses, false when this one does.</param>
internal sealed class RefusedException(RefuseReason reason, string message, bool isTheirs = false) : RemoteTransportException(message)
{
    public RefuseReason Reason { get; } = reason;

    public bool IsTheirs { get; } = isTheirs;
}
