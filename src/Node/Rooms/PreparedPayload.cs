namespace Switchboard.Node.Rooms;

/// <summary>A client's object, checked.</summary>
/// <param name="Reason">Why it is refused, one of <see cref="Switchboard.Messages.Reasons"/>; null when it is fine.</param>
/// <param name="Id">Its idempotency key, or null.</param>
/// <param name="Body">The object without the server's fields.</param>
internal readonly record struct PreparedPayload(string? Reason, string? Id, ReadOnlyMemory<byte> Body)
{
    public static PreparedPayload Refused(string reason) => new(reason, null, default);

    public static PreparedPayload Accepted(string? id, ReadOnlyMemory<byte> body) => new(null, id, body);
}
