namespace Switchboard.Node.Topics;

/// <summary>How long a hub waits for what.</summary>
internal sealed record HubTimes
{
    /// <summary>Between two checks of everything below. Default 0.5 s.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>For the answer to a registration, or before the next one when the room is away. Default 1 s.</summary>
    public TimeSpan RegisterRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For missing messages, before asking again. Default 1 s.</summary>
    public TimeSpan FillRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Without a sign of the room before registering anew: three times the rooms' longest interval. Default 90 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For a join that memory cannot answer. Default 8 s: longer than a room is away after its node was killed, shorter than clients wait.</summary>
    public TimeSpan Join { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Without members, before a hub stops. Default 30 s.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(30);
}
