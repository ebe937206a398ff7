namespace Switchboard.Node.Rooms;

/// <summary>How rooms run.</summary>
internal sealed record RoomSettings
{
    /// <summary>Bounds of a room's state and answers.</summary>
    public RoomLimits Limits { get; init; } = new();

    /// <summary>The most messages that wait to be stored; more are refused. Default 2,000.</summary>
    public int QueueLimit { get; init; } = 2_000;

    /// <summary>The most messages in one write. Default 200.</summary>
    public int BatchLimit { get; init; } = 200;

    /// <summary>Messages between two snapshots. Default 500.</summary>
    public int SnapshotEvery { get; init; } = 500;

    /// <summary>Time without members and commands after which a room leaves memory. Default 2 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often hubs are told the last number while messages come. Default 5 s.</summary>
    public TimeSpan TailInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same, after a minute without messages. Default 30 s; hubs take three times this for silence.</summary>
    public TimeSpan QuietTailInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time before a room that failed is started again; doubled with every failure in a row. Default 200 ms.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest such time: what a room may stay away after its database is back. Default 2 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether a room that starts stores that it does before it answers anybody (<see cref="Messages.RoomClaimed"/>): another node may still run it and not know that it
    /// is no member any more. Default false: nobody else has the database of a node that is alone.
    /// </summary>
    public bool ClaimsLog { get; init; }

    /// <summary>The journal of rooms; empty for the system's default.</summary>
    public string JournalPluginId { get; init; } = "";

    /// <summary>The snapshot store of rooms; empty for the system's default.</summary>
    public string SnapshotPluginId { get; init; } = "";
}
