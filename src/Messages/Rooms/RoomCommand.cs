namespace Switchboard.Messages;

/// <summary>
/// What a room can be asked. Sent inside a <see cref="RoomEnvelope"/>. Sessions and HTTP requests are answered with a <see cref="RoomReply"/>,
/// hubs with a <see cref="HubMessage"/>, both sent to the sender of the command.
/// </summary>
public abstract record RoomCommand
{
    private RoomCommand()
    {
    }

    /// <summary>
    /// Store a message and send it to every subscriber. Answered with <see cref="RoomReply.Stored"/> once it is on disk, or with
    /// <see cref="RoomReply.Refused"/>.
    /// </summary>
    /// <param name="Correlation">Comes back in the reply. Chosen by the sender.</param>
    /// <param name="Id">Idempotency key of at most 64 bytes of UTF-8, or null. Sending it again stores the message once.</param>
    /// <param name="From">The identity of the sender, or null when it has none.</param>
    /// <param name="Origin">A number that tells the sending channel from all others, or 0: a channel may ask not to get its own messages back.</param>
    /// <param name="Payload">A JSON object in UTF-8 from which <c>seq</c>, <c>sent_at</c> and <c>from</c> have been taken out.</param>
    public sealed record Publish(long Correlation, string? Id, string? From, ulong Origin, ReadOnlyMemory<byte> Payload) : RoomCommand;

    /// <summary>Send an event to every subscriber of now, without storing it. Answered with <see cref="RoomReply.Accepted"/>.</summary>
    /// <param name="Correlation">Comes back in the reply; 0 when no reply is wanted.</param>
    /// <param name="Event">The event's name.</param>
    /// <param name="Origin">See <see cref="Publish"/>.</param>
    /// <param name="IsBinary">Whether the payload is bytes rather than JSON.</param>
    /// <param name="Payload">A JSON object in UTF-8, or bytes; passed on as it is.</param>
    public sealed record Signal(long Correlation, string Event, ulong Origin, bool IsBinary, ReadOnlyMemory<byte> Payload) : RoomCommand;

    /// <summary>Read stored messages. Answered with <see cref="RoomReply.Page"/>.</summary>
    /// <param name="Correlation">Comes back in the reply.</param>
    /// <param name="Since">Only messages with a greater number, oldest first; null for the newest ones.</param>
    /// <param name="Epoch">The epoch that <paramref name="Since"/> counts in, or null.</param>
    /// <param name="Limit">The most messages wanted, at least 1. The room has a limit of its own.</param>
    public sealed record Read(long Correlation, long? Since, string? Epoch, int Limit) : RoomCommand;

    /// <summary>A hub asks for everything from now on. Answered with <see cref="HubMessage.Registered"/>. The room watches the hub.</summary>
    /// <param name="Registration">
    /// Grows with every registration of a hub; one that is asked for again because no answer came keeps it. The room repeats it in all it sends, and the hub drops what
    /// carries an older one.
    /// </param>
    /// <param name="Epoch">The epoch that the hub told its subscribers, or null when it has told none.</param>
    /// <param name="LastSeq">The newest message that the hub has, or 0.</param>
    /// <param name="SeenSeq">
    /// A greater number that a client of the hub says it has seen, or 0. A room that does not have it makes sure that it is not elsewhere in its log before it answers.
    /// </param>
    public sealed record Register(long Registration, string? Epoch, long LastSeq, long SeenSeq = 0) : RoomCommand;

    /// <summary>A hub has no subscribers left.</summary>
    /// <param name="Registration">The registration that ends. A newer one of the same hub stays.</param>
    public sealed record Unregister(long Registration) : RoomCommand;

    /// <summary>A hub misses messages. Answered with <see cref="HubMessage.Filled"/>.</summary>
    /// <param name="Registration">The hub's current registration.</param>
    /// <param name="AfterSeq">The last number before the gap.</param>
    public sealed record Fill(long Registration, long AfterSeq) : RoomCommand;
}
