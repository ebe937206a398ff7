namespace Switchboard.Messages;

/// <summary>What a room writes to its journal. A closed family: a room's log holds nothing else.</summary>
public abstract record RoomEvent
{
    private protected RoomEvent()
    {
    }
}

/// <summary>
/// A room has been started and goes on with this log. No message of it: what counts is that the journal takes nothing any more from whoever ran the room
/// before. Stored before the new one says anything to anybody. Immutable.
/// </summary>
/// <param name="By">The address of the node that runs the room, for people who read a journal.</param>
public sealed record RoomClaimed(string By) : RoomEvent;

/// <summary>
/// One message of a room, numbered and stored. It is what the journal keeps, what snapshots and histories are made of and what is sent to hubs,
/// so that it is built once and never copied. Immutable.
/// </summary>
/// <param name="Seq">The room's own number: from 1, without gaps, in an <paramref name="Epoch"/>.</param>
/// <param name="Epoch">Names the log that <paramref name="Seq"/> counts in. Chosen when the room's first message is stored.</param>
/// <param name="SentAt">When the room accepted it, in Unix milliseconds. Never smaller than that of the message before.</param>
/// <param name="Id">The sender's idempotency key, or null.</param>
/// <param name="From">The sender's identity, or null when the connection had none.</param>
/// <param name="Origin">The channel that sent it (see <see cref="RoomCommand.Publish"/>), or 0.</param>
/// <param name="Payload">The JSON object as subscribers get it, in UTF-8, with <c>seq</c>, <c>sent_at</c> and <c>from</c> in place.</param>
public sealed record StoredMessage(long Seq, string Epoch, long SentAt, string? Id, string? From, ulong Origin, ReadOnlyMemory<byte> Payload) : RoomEvent;
