using Switchboard.Messages;
using Switchboard.Node.Gateway.Sessions;

namespace Switchboard.Node.Gateway;

/// <summary>The actors that the edge of the node talks to. Set once, when the actor system has started and before the first request is taken.</summary>
internal sealed class NodeActors
{
    private Ref<RoomEnvelope>? _rooms;
    private Ref<RoomEnvelope>? _requests;
    private Ref<SessionsMessage>? _sessions;

    public Ref<RoomEnvelope> Rooms => _rooms ?? throw NotStarted();

    public Ref<RoomEnvelope> Requests => _requests ?? throw NotStarted();

    public Ref<SessionsMessage> Sessions => _sessions ?? throw NotStarted();

    public bool IsStarted => _sessions is not null;

    public void Set(Ref<RoomEnvelope> rooms, Ref<RoomEnvelope> requests, Ref<SessionsMessage> sessions)
    {
        _rooms = rooms;
        _requests = requests;
        _sessions = sessions;
    }

    private static InvalidOperationException NotStarted() => new("The actor system has not started.");
}
