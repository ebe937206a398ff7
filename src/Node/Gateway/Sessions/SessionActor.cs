using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>
/// The session of one socket. It lives and dies with it: an error ends both, and the client connects again. Nothing is lost by that, since a session
/// keeps nothing that is not the client's own.
/// </summary>
internal sealed class SessionActor : ProtocolActor<SessionMessage>, ISessionLinks
{
    private readonly SocketConnection _socket;
    private readonly SessionServices _services;
    private readonly Session _session;
    private readonly Ref<SessionMessage> _me;

    public SessionActor(SocketConnection socket, SessionServices services)
    {
        _socket = socket;
        _services = services;
        _session = new Session(socket, this, services.Limits, services.Metrics);
        // Hubs call ChannelEnded from their own threads, where the actor's context is not to be touched.
        _me = Me;
    }

    // Not from an expression, which would be built anew for each socket.
    public static Props Props(SocketConnection socket, SessionServices services) => Akka.Actor.Props.Create<SessionActor>(socket, services);

    void ISessionLinks.Join(string topic, ILocalMember member, JoinRequest request) => _services.Hubs.Tell(new HubsMessage.Join(topic, member, request), _me.Actor);

    void ISessionLinks.Leave(string topic, ILocalMember member) => _services.Hubs.Tell(new HubsMessage.Leave(topic, member), _me.Actor);

    void ISessionLinks.Broadcast(TopicMessage.Broadcast message) => _services.Hubs.Tell(new HubsMessage.Publish(message), _me.Actor);

    void ISessionLinks.Command(string topic, RoomCommand command) => _services.Rooms.Tell(new RoomEnvelope(topic, command), _me.Actor);

    void ISessionLinks.ChannelEnded(Channel channel) => _me.Tell(new SessionMessage.ChannelEnded(channel));

    void ISessionLinks.RoomLost(Channel channel) => _me.Tell(new SessionMessage.RoomLost(channel));

    protected override void Handle(SessionMessage message)
    {
        switch (message)
        {
            case SessionMessage.Received received:
                _session.Handle(received.Frame, _services.Time.GetTimestamp());
                break;
            case SessionMessage.ChannelEnded ended:
                _session.ChannelEnded(ended.Channel);
                break;
            case SessionMessage.RoomLost lost:
                _session.RoomLost(lost.Channel);
                break;
            case SessionMessage.CheckAnswers:
                _session.ExpireAnswers(_services.Time.GetTimestamp());
                break;
            case SessionMessage.Disconnected:
                Context.Stop(Self);
                break;
        }
    }

    protected override bool HandleOther(object message)
    {
        if (message is not RoomReply reply)
            return false;
        _session.Handle(reply);
        return true;
    }

    protected override void PostStop()
    {
        _session.Disconnected();
        // Without effect when the socket went first. A node that its cluster has removed stops its actors while sockets are open: no error of the session.
        _socket.Close(CoordinatedShutdown.Get(Context.System).ShutdownReason is null ? CloseReason.InternalError : CloseReason.Draining);
        _socket.Detach();
    }
}
