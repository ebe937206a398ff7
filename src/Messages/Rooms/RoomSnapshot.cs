namespace Switchboard.Messages;

/// <summary>A room's whole state, as kept in the snapshot store.</summary>
/// <param name="Epoch">The epoch of the log.</param>
/// <param name="LastSeq">The number of the newest message.</param>
/// <param name="LastSentAt">The time stamp of the newest message, in Unix milliseconds.</param>
/// <param name="Messages">The retained history, oldest first, without gaps; the last one is <paramref name="LastSeq"/>.</param>
/// <param name="Keys">The idempotency window, oldest first.</param>
public sealed record RoomSnapshot(string Epoch, long LastSeq, long LastSentAt, IReadOnlyList<StoredMessage> Messages, IReadOnlyList<StoredKey> Keys);

/// <summary>An idempotency key that a room remembers, with the number of the message stored under it.</summary>
/// <param name="From">The identity that sent it, or null. Two identities never meet in one key.</param>
/// <param name="Id">The key that the sender chose.</param>
/// <param name="Seq">The number of the message.</param>
public readonly record struct StoredKey(string? From, string Id, long Seq);
