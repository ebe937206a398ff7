using System.Text.Json;
using Switchboard.Messages;

namespace Switchboard.Node.Topics;

/// <summary>What a client asks for when it joins.</summary>
/// <param name="Since">The last number it saw, or null.</param>
/// <param name="Epoch">The epoch that <paramref name="Since"/> counts in, or null.</param>
/// <param name="History">How many of the newest messages it wants, when it does not name <paramref name="Since"/>.</param>
/// <param name="WantsOwn">Whether it gets its own events back.</param>
internal sealed record JoinRequest(long? Since, string? Epoch, int History, bool WantsOwn)
{
    /// <summary>A join with an empty payload.</summary>
    public static JoinRequest Plain { get; } = new(null, null, 0, true);

    /// <summary>Reads a join's payload. Fields of other purposes are left alone, <c>null</c> counts as absent.</summary>
    /// <returns>The request, or null and one of <see cref="Reasons"/>.</returns>
    public static (JoinRequest? Request, string? Reason) Parse(ReadOnlySpan<byte> payload)
    {
        long? since = null;
        string? epoch = null;
        var history = 0;
        var wantsOwn = true;
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return (null, Reasons.InvalidPayload);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("since"u8))
                {
                    if (!TryReadCount(ref reader, out since))
                        return (null, Reasons.InvalidSince);
                }
                else if (reader.ValueTextEquals("history"u8))
                {
                    if (!TryReadCount(ref reader, out var n))
                        return (null, Reasons.InvalidHistory);
                    history = (int)Math.Min(n ?? 0, int.MaxValue);
                }
                else if (reader.ValueTextEquals("epoch"u8))
                {
                    reader.Read();
                    if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                        return (null, Reasons.InvalidEpoch);
                    epoch = reader.GetString();
                }
                else if (reader.ValueTextEquals("self"u8))
                {
                    reader.Read();
                    if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
                        return (null, Reasons.InvalidSelf);
                    wantsOwn = reader.TokenType != JsonTokenType.False;
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
            return (new JoinRequest(since, epoch, history, wantsOwn), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half a surrogate pair.
            return (null, Reasons.InvalidPayload);
        }
    }

    private static bool TryReadCount(ref Utf8JsonReader reader, out long? count)
    {
        reader.Read();
        count = null;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var n) || n < 0)
            return false;
        count = n;
        return true;
    }
}
