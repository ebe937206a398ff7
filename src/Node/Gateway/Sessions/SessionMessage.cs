using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>What a session is told by its own socket, its channels and the node. It never crosses the wire; rooms answer it with their own replies.</summary>
internal abstract record SessionMessage
{
    private SessionMessage()
    {
    }

    /// <summary>A frame came; the session gives it back.</summary>
    internal sealed record Received(ReceivedFrame Frame) : SessionMessage;

    /// <summary>A channel ended without the session having asked for it.</summary>
    internal sealed record ChannelEnded(Channel Channel) : SessionMessage;

    /// <summary>The node of a channel's room is gone: what the room was asked may never be answered.</summary>
    internal sealed record RoomLost(Channel Channel) : SessionMessage;

    /// <summary>Frames wait for answers: time to look for those that will not come.</summary>
    internal sealed record CheckAnswers : SessionMessage
    {
        public static readonly CheckAnswers Instance = new();
    }

    /// <summary>The socket is gone, and the session with it.</summary>
    internal sealed record Disconnected : SessionMessage
    {
        public static readonly Disconnected Instance = new();
    }
}
