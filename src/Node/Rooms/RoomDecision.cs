using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>What a room decides about one message that is sent to it.</summary>
internal abstract record RoomDecision
{
    private RoomDecision()
    {
    }

    /// <summary>It is new: this is to be stored.</summary>
    internal sealed record Store(StoredMessage Message) : RoomDecision;

    /// <summary>It has been stored before, or is in the same write, under the same idempotency key.</summary>
    internal sealed record Repeat(long Seq) : RoomDecision;

    /// <summary>It cannot be stored.</summary>
    internal sealed record Refuse(string Reason) : RoomDecision;
}
