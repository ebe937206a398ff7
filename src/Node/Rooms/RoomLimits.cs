namespace Switchboard.Node.Rooms;

/// <summary>What bounds a room's state and the answers made of it.</summary>
internal sealed record RoomLimits
{
    /// <summary>The most messages kept as history. Default 1,000.</summary>
    public int HistoryMessages { get; init => field = AtLeast(value, 1); } = 1_000;

    /// <summary>The most bytes of payload kept as history. Default 2 MiB.</summary>
    public long HistoryBytes { get; init => field = AtLeast(value, 1); } = 2 * 1024 * 1024;

    /// <summary>The most messages in one answer. Default 1,000.</summary>
    public int ReplyMessages { get; init => field = AtLeast(value, 1); } = 1_000;

    /// <summary>The most bytes of payload in one answer. Default 512 KiB, which a socket's queue takes beside live messages.</summary>
    public long ReplyBytes { get; init => field = AtLeast(value, 1); } = 512 * 1024;

    /// <summary>The number of idempotency keys remembered. Default 1,000.</summary>
    public int IdempotencyKeys { get; init => field = AtLeast(value, 1); } = 1_000;

    /// <summary>The most bytes in a message's body. Default 64 KiB, as for frames.</summary>
    public int PayloadBytes { get; init => field = AtLeast(value, 2); } = 64 * 1024;

    private static T AtLeast<T>(T value, T least, [System.Runtime.CompilerServices.CallerMemberName] string? name = null) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");
}
