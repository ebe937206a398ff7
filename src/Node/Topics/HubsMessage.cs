using Switchboard.Messages;

namespace Switchboard.Node.Topics;

/// <summary>The protocol of the node's one parent of hubs: what sockets and HTTP requests of this node ask. It never crosses the wire.</summary>
internal abstract record HubsMessage
{
    private HubsMessage()
    {
    }

    /// <summary>A channel joins. The answer goes to <see cref="ILocalMember.Joined"/>.</summary>
    /// <param name="Topic">A topic that starts with <c>room:</c> or <c>topic:</c>.</param>
    /// <param name="Member">The channel.</param>
    /// <param name="Request">What it asked for.</param>
    internal sealed record Join(string Topic, ILocalMember Member, JoinRequest Request) : HubsMessage;

    /// <summary>A channel leaves, or its socket is gone. Nothing is called on the member after the hub has handled it.</summary>
    internal sealed record Leave(string Topic, ILocalMember Member) : HubsMessage;

    /// <summary>An event for everybody on a topic that is not stored, on this and all other nodes.</summary>
    internal sealed record Publish(TopicMessage.Broadcast Event) : HubsMessage;
}
