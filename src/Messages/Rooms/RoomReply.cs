namespace Switchboard.Messages;

/// <summary>What a room answers to sessions and HTTP requests.</summary>
public abstract record RoomReply
{
    private RoomReply(long correlation) => Correlation = correlation;

    /// <summary>The number that the command carried.</summary>
    public long Correlation { get; init; }

    /// <summary>The message is on disk. This is the durable acknowledgement.</summary>
    /// <param name="Correlation">The number that the command carried.</param>
    /// <param name="Seq">The message's number.</param>
    /// <param name="Epoch">The epoch that the number counts in.</param>
    /// <param name="IsRepeat">Whether it had been stored before, under the same idempotency key.</param>
    public sealed record Stored(long Correlation, long Seq, string Epoch, bool IsRepeat) : RoomReply(Correlation);

    /// <summary>The event has been passed on to the hubs. It is not stored.</summary>
    /// <param name="Correlation">The number that the command carried.</param>
    public sealed record Accepted(long Correlation) : RoomReply(Correlation);

    /// <summary>The command was not carried out.</summary>
    /// <param name="Correlation">The number that the command carried, or 0 when it could not be read.</param>
    /// <param name="Reason">One of <see cref="Reasons"/>.</param>
    public sealed record Refused(long Correlation, string Reason) : RoomReply(Correlation);

    /// <summary>Stored messages.</summary>
    /// <param name="Correlation">The number that the command carried.</param>
    /// <param name="Epoch">The room's epoch. An empty room's may still change.</param>
    /// <param name="LastSeq">The number of the room's newest message, or 0.</param>
    /// <param name="Recovered">Whether nothing is missing between what was asked for and the first message.</param>
    /// <param name="IsDegraded">Whether the room's journal is away, so that newer messages may exist.</param>
    /// <param name="Messages">Oldest first, without gaps.</param>
    public sealed record Page(long Correlation, string Epoch, long LastSeq, bool Recovered, bool IsDegraded, IReadOnlyList<StoredMessage> Messages)
        : RoomReply(Correlation);
}
