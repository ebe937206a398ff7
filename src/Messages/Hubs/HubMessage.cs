namespace Switchboard.Messages;

/// <summary>
/// The protocol of a hub, the one actor per node and topic with local members. The records here come from rooms and cross nodes;
/// <see cref="Local"/> is the base of those that a node's own objects send.
/// </summary>
public abstract record HubMessage
{
    private protected HubMessage()
    {
    }

    /// <summary>
    /// Base of the messages that carry references to objects of this process. They never cross the wire and have no serializer;
    /// each is a sealed record of the node.
    /// </summary>
    public abstract record Local : HubMessage;

    /// <summary>What a room sends to a hub that registered with it.</summary>
    public abstract record FromRoom : HubMessage
    {
        private protected FromRoom(long registration) => Registration = registration;

        /// <summary>The registration it belongs to. A hub drops what does not carry its current one.</summary>
        public long Registration { get; init; }
    }

    /// <summary>The hub is registered: everything after <see cref="LastSeq"/> will be sent to it.</summary>
    /// <param name="Registration">The registration it answers.</param>
    /// <param name="Epoch">The room's epoch.</param>
    /// <param name="LastSeq">The number of the newest stored message, or 0.</param>
    /// <param name="IsDegraded">
    /// The room's journal is away: this is what the room last knew. The hub is not registered and must ask again.
    /// </param>
    /// <param name="Messages">What follows the hub's own newest message, or the newest ones when that is not known; without gaps, oldest first.</param>
    public sealed record Registered(long Registration, string Epoch, long LastSeq, bool IsDegraded, IReadOnlyList<StoredMessage> Messages)
        : FromRoom(Registration);

    /// <summary>A message was stored.</summary>
    /// <param name="Registration">The registration it belongs to.</param>
    /// <param name="Message">The message.</param>
    public sealed record Delivered(long Registration, StoredMessage Message) : FromRoom(Registration);

    /// <summary>An event that is not stored.</summary>
    /// <param name="Registration">The registration it belongs to.</param>
    /// <param name="Event">The event's name.</param>
    /// <param name="Origin">The channel that sent it, or 0.</param>
    /// <param name="IsBinary">Whether the payload is bytes rather than JSON.</param>
    /// <param name="Payload">A JSON object in UTF-8, or bytes.</param>
    public sealed record Signalled(long Registration, string Event, ulong Origin, bool IsBinary, ReadOnlyMemory<byte> Payload) : FromRoom(Registration);

    /// <summary>Sent from time to time, so that a hub notices when the newest messages have been lost on the way.</summary>
    /// <param name="Registration">The registration it belongs to.</param>
    /// <param name="Epoch">The room's epoch.</param>
    /// <param name="LastSeq">The number of the newest stored message, or 0.</param>
    public sealed record Tail(long Registration, string Epoch, long LastSeq) : FromRoom(Registration);

    /// <summary>The answer to <see cref="RoomCommand.Fill"/>. A long gap takes several.</summary>
    /// <param name="Registration">The registration it belongs to.</param>
    /// <param name="Epoch">The room's epoch.</param>
    /// <param name="AfterSeq">The number that was asked for.</param>
    /// <param name="LastSeq">The number of the newest stored message.</param>
    /// <param name="Messages">
    /// Without gaps, oldest first. The first one follows <paramref name="AfterSeq"/> unless the room does not keep that any more.
    /// </param>
    public sealed record Filled(long Registration, string Epoch, long AfterSeq, long LastSeq, IReadOnlyList<StoredMessage> Messages) : FromRoom(Registration);

    /// <summary>The room does not know this registration, or loses it now. The hub registers again.</summary>
    /// <param name="Registration">The registration that is gone.</param>
    public sealed record NotRegistered(long Registration) : FromRoom(Registration);

    /// <summary>The room cannot be had for the moment and nothing of it is known. The hub asks again later.</summary>
    /// <param name="Registration">The registration that failed.</param>
    public sealed record Unavailable(long Registration) : FromRoom(Registration);
}
