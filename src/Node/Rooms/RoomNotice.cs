using Akka.Actor;

namespace Switchboard.Node.Rooms;

/// <summary>What a room's two actors tell each other. It never leaves the process.</summary>
internal abstract record RoomNotice : INoSerializationVerificationNeeded
{
    private RoomNotice()
    {
    }

    /// <summary>The room has been read from the journal.</summary>
    internal sealed record Recovered : RoomNotice;

    /// <summary>A message was stored: the journal works.</summary>
    internal sealed record Stored : RoomNotice;

    /// <summary>Nobody is here and nothing has happened for a while.</summary>
    internal sealed record Idle : RoomNotice;

    /// <summary>The room's actor ends. What it knew is handed over and never changed again.</summary>
    internal sealed record Ended(RoomState State) : RoomNotice;

    /// <summary>A snapshot cannot be used: the next start takes an older one, or the events.</summary>
    internal sealed record SnapshotUnusable(long SequenceNr) : RoomNotice;
}

/// <summary>Stop when what was accepted is stored. The stop message of rooms, for passivation and hand-off.</summary>
internal sealed record RoomStop : INoSerializationVerificationNeeded
{
    public static RoomStop Instance { get; } = new();

    private RoomStop()
    {
    }
}
