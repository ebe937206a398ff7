using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Topics;

/// <summary>
/// One channel of one local socket, as its hub sees it. The hub calls it on its own thread: every method only puts something into the socket's
/// bounded queue, never blocks and never throws. What the hub hands over arrives in the order of the calls.
/// </summary>
internal interface ILocalMember
{
    /// <summary>A number that tells this channel from all others of the cluster. Its own events carry it.</summary>
    ulong Origin { get; }

    /// <summary>Whether the channel gets its own events back (a join with <c>"self": false</c> does not).</summary>
    bool WantsOwn { get; }

    /// <summary>The answer to the join. Called once, before any <see cref="TrySend"/>; after a refusal nothing else is called.</summary>
    void Joined(JoinOutcome outcome);

    /// <summary>An event for this channel, the same object for every member.</summary>
    /// <returns>False when the socket is gone or does not keep up: the hub forgets the member, and the socket closes itself.</returns>
    bool TrySend(SharedFrame frame);

    /// <summary>
    /// The node that the room was on, or may have been, is gone: what was asked of the room and not answered may have been done or not, and an answer may never come. The channel
    /// stays, and the room comes back elsewhere.
    /// </summary>
    void RoomLost();

    /// <summary>
    /// The hub cannot go on for this channel (it crashed, or messages are missing that nobody keeps any more). The client is told with
    /// <c>phx_error</c> and joins again from the last number it saw. The last call of a member.
    /// </summary>
    void Lost();
}
