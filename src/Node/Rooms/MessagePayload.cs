using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// The two steps that make a client's JSON object the payload that subscribers get: at the edge it is checked and the fields that belong to the
/// server are taken out; in the room the server's own are put in by joining bytes, without parsing again.
/// </summary>
internal static class MessagePayload
{
    /// <summary>The most bytes of UTF-8 in an idempotency key.</summary>
    public const int MaxIdBytes = 64;

    /// <summary>Whether a text can be an idempotency key.</summary>
    public static bool IsValidId(string id) => id.Length > 0 && Encoding.UTF8.GetByteCount(id) <= MaxIdBytes;

    /// <summary>Checks a client's object, reads its <c>id</c> and takes out <c>seq</c>, <c>sent_at</c> and <c>from</c>. The result shares no memory with the input.</summary>
    public static PreparedPayload Prepare(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return PreparedPayload.Refused(Reasons.InvalidPayload);
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return PreparedPayload.Refused(Reasons.InvalidPayload);

            string? id = null;
            var body = new byte[json.Length];
            var length = 0;
            body[length++] = (byte)'{';
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var start = (int)reader.TokenStartIndex;
                var isOurs = reader.ValueTextEquals("seq"u8) || reader.ValueTextEquals("sent_at"u8) || reader.ValueTextEquals("from"u8);
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId && !TryReadId(ref reader, out id))
                    return PreparedPayload.Refused(Reasons.InvalidId);
                reader.Skip();
                if (isOurs)
                    continue;
                if (length > 1)
                    body[length++] = (byte)',';
                var property = json[start..(int)reader.BytesConsumed];
                property.CopyTo(body.AsSpan(length));
                length += property.Length;
            }
            body[length++] = (byte)'}';
            // Anything but white space behind the object makes this throw.
            reader.Read();
            return PreparedPayload.Accepted(id, body.AsMemory(0, length));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a key with half a surrogate pair.
            return PreparedPayload.Refused(Reasons.InvalidPayload);
        }
    }

    /// <summary>Puts the server's fields into a body that <see cref="Prepare"/> made.</summary>
    /// <exception cref="ArgumentException">The body is not an object.</exception>
    public static byte[] Complete(ReadOnlySpan<byte> body, long seq, long sentAt, string? from)
    {
        if (body.Length < 2 || body[0] != '{' || body[^1] != '}')
            throw new ArgumentException("The body of a message is a JSON object.", nameof(body));
        var quotedFrom = from is null ? null : JsonSerializer.SerializeToUtf8Bytes(from, StringContext.Default.String);
        // Two numbers of up to 20 characters and the three keys with their punctuation.
        Span<byte> fields = stackalloc byte[72];
        Utf8.TryWrite(fields, $"{(body.Length > 2 ? "," : "")}\"seq\":{seq},\"sent_at\":{sentAt}", out var written);
        fields = fields[..written];
        var fromKey = ",\"from\":"u8;

        var result = new byte[body.Length + fields.Length + (quotedFrom is null ? 0 : fromKey.Length + quotedFrom.Length)];
        var rest = result.AsSpan();
        Append(ref rest, body[..^1]);
        Append(ref rest, fields);
        if (quotedFrom is not null)
        {
            Append(ref rest, fromKey);
            Append(ref rest, quotedFrom);
        }
        rest[0] = (byte)'}';
        return result;
    }

    private static void Append(ref Span<byte> rest, scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static bool TryReadId(ref Utf8JsonReader reader, out string? id)
    {
        id = null;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        try
        {
            id = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: not a text.
            return false;
        }
        return IsValidId(id);
    }
}
