using Akka.Actor;
using Switchboard.Messages;

namespace Switchboard.Node.Topics;

/// <summary>A channel joins a hub.</summary>
internal sealed record HubJoin(ILocalMember Member, JoinRequest Request) : HubMessage.Local, INoSerializationVerificationNeeded;

/// <summary>A channel leaves a hub.</summary>
internal sealed record HubLeave(ILocalMember Member) : HubMessage.Local, INoSerializationVerificationNeeded;

/// <summary>The parent agrees that a hub without members stops. If somebody has joined in the meantime the hub stays, and says <see cref="HubNotice.Stays"/>.</summary>
internal sealed record HubStop : HubMessage.Local, INoSerializationVerificationNeeded
{
    public static HubStop Instance { get; } = new();

    private HubStop()
    {
    }
}

/// <summary>The cluster has removed a node, which may have been the room's.</summary>
/// <param name="Node">Its address.</param>
internal sealed record HubNodeLost(Address Node) : HubMessage.Local, INoSerializationVerificationNeeded;

/// <summary>What a hub tells its parent.</summary>
internal enum HubNotice
{
    /// <summary>Nobody has been here for a while.</summary>
    Idle,

    /// <summary>Somebody joined before it could stop.</summary>
    Stays,
}
