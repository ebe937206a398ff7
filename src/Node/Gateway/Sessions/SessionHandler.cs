using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>Passes what comes from a socket to its session.</summary>
internal sealed class SessionHandler(Ref<SessionMessage> session) : ISocketHandler
{
    public void Received(ReceivedFrame frame) => session.Tell(new SessionMessage.Received(frame));

    public void CheckAnswers() => session.Tell(SessionMessage.CheckAnswers.Instance);

    public void Disconnected() => session.Tell(SessionMessage.Disconnected.Instance);
}
