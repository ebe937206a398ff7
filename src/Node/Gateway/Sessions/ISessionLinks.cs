using Switchboard.Messages;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>Where a session sends what concerns more than its own socket. Answers come back as messages to the session.</summary>
internal interface ISessionLinks
{
    void Join(string topic, ILocalMember member, JoinRequest request);

    void Leave(string topic, ILocalMember member);

    void Broadcast(TopicMessage.Broadcast message);

    /// <summary>Sends a command to the room of a topic; its reply carries the command's correlation.</summary>
    void Command(string topic, RoomCommand command);

    /// <summary>The node of a channel's room is gone, and answers of that room may never come. Thread-safe: it is called by hubs.</summary>
    void RoomLost(Channel channel);

    /// <summary>A channel ended without its session having asked for it. Thread-safe: it is called by hubs.</summary>
    void ChannelEnded(Channel channel);
}
