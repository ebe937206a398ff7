using Switchboard.Messages;
using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>What the parent of all sessions is told. It never crosses the wire.</summary>
internal abstract record SessionsMessage
{
    private SessionsMessage()
    {
    }

    /// <summary>A socket was opened: it gets a session.</summary>
    /// <param name="Socket">The socket.</param>
    /// <param name="Session">Set to the session.</param>
    internal sealed record Open(SocketConnection Socket, TaskCompletionSource<Ref<SessionMessage>> Session) : SessionsMessage;
}
