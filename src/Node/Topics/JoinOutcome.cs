using System.Buffers;
using System.Text.Json;
using Switchboard.Messages;

namespace Switchboard.Node.Topics;

/// <summary>What a join came to.</summary>
internal abstract record JoinOutcome
{
    /// <summary>The channel is not joined: error reply <c>{"reason": ...}</c>.</summary>
    /// <param name="Reason">One of <see cref="Reasons"/>.</param>
    internal sealed record Refused(string Reason) : JoinOutcome;

    /// <summary>The channel of a topic that is not stored is joined: ok reply <c>{}</c>.</summary>
    internal sealed record Plain : JoinOutcome;

    /// <summary>The channel of a room is joined.</summary>
    /// <param name="LastSeq">The newest message that is in this answer or came before it; the next event is the one after.</param>
    /// <param name="Epoch">The room's epoch.</param>
    /// <param name="Recovered">Whether everything after the <c>since</c> asked for is in <paramref name="Messages"/>.</param>
    /// <param name="Reason">Why a client that asked with <c>since</c> is not recovered; otherwise null.</param>
    /// <param name="IsDegraded">Whether the room is away, so that newer messages may exist and will follow.</param>
    /// <param name="Messages">Oldest first, without gaps.</param>
    internal sealed record Room(
        long LastSeq, string Epoch, bool Recovered, string? Reason, bool IsDegraded, IReadOnlyList<StoredMessage> Messages) : JoinOutcome;

    /// <summary>Whether the channel is joined.</summary>
    public bool IsOk => this is not Refused;

    /// <summary>Writes the <c>response</c> of the join reply, a JSON object.</summary>
    public void WriteResponse(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        switch (this)
        {
            case Refused refused:
                json.WriteString("reason"u8, refused.Reason);
                break;
            case Room room:
                json.WriteNumber("last_seq"u8, room.LastSeq);
                json.WriteString("epoch"u8, room.Epoch);
                json.WriteBoolean("recovered"u8, room.Recovered);
                if (room.Reason is not null)
                    json.WriteString("reason"u8, room.Reason);
                if (room.IsDegraded)
                    json.WriteBoolean("degraded"u8, true);
                json.WriteStartArray("messages"u8);
                foreach (var message in room.Messages)
                    json.WriteRawValue(message.Payload.Span, skipInputValidation: true);
                json.WriteEndArray();
                break;
        }
        json.WriteEndObject();
    }
}
