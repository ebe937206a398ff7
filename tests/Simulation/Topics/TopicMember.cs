using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Topics;

namespace Simulation.Topics;

/// <summary>A channel that is in a topic, and the events that it has got.</summary>
internal sealed class TopicMember(ulong origin, bool wantsOwn) : ILocalMember
{
    public ulong Origin => origin;

    public bool WantsOwn => wantsOwn;

    public bool IsJoined { get; private set; }

    public List<SharedFrame> Frames { get; } = [];

    public IEnumerable<string> Events => Frames.Select(static frame => frame.Event);

    public void Joined(JoinOutcome outcome) => IsJoined = outcome.IsOk;

    public bool TrySend(SharedFrame frame)
    {
        Frames.Add(frame);
        return true;
    }

    public void RoomLost()
    {
        // There is no room.
    }

    public void Lost() => IsJoined = false;
}
