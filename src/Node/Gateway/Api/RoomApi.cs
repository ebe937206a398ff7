using System.Buffers;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Node.Gateway.Access;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;
using Switchboard.Node.Hosting.Settings;
using Switchboard.Node.Rooms;

namespace Switchboard.Node.Gateway.Api;

/// <summary>Rooms over plain HTTP: reading what is stored, and storing with the same numbering and acknowledgement as over a socket.</summary>
internal sealed class RoomApi(AccessControl access, NodeSettings settings, NodeActors actors)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public async Task ReadAsync(HttpContext context, string room)
    {
        if (await TopicAsync(context, room) is not { } request)
            return;
        var query = context.Request.Query;
        if (!TryNumber(query["since"], null, 0, long.MaxValue, out var since))
            await Refusals.WriteAsync(context, StatusCodes.Status400BadRequest, Reasons.InvalidSince);
        else if (!TryNumber(query["limit"], DefaultLimit, 1, MaxLimit, out var limit))
            await Refusals.WriteAsync(context, StatusCodes.Status400BadRequest, "invalid_limit");
        else
            await AnswerAsync(context, request.Topic, new RoomCommand.Read(0, since, query["epoch"], (int)limit!.Value));
    }

    public async Task WriteAsync(HttpContext context, string room)
    {
        if (await TopicAsync(context, room) is not { } request)
            return;
        // A page of another origin could send a form without asking first, but not JSON.
        if (!context.Request.HasJsonContentType())
        {
            await Refusals.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "json_required");
            return;
        }
        using var body = new PooledBuffer();
        if (!await TryReadAsync(context, body))
        {
            await Refusals.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, Reasons.TooLarge);
            return;
        }
        var payload = MessagePayload.Prepare(body.Written.Span);
        var key = context.Request.Headers["Idempotency-Key"];
        var id = key.Count == 0 ? payload.Id : key.ToString();
        if (payload.Reason is null && id is not null && (!MessagePayload.IsValidId(id) || (payload.Id is not null && payload.Id != id)))
            payload = PreparedPayload.Refused(Reasons.InvalidId);
        if (payload.Reason is not null)
            await Refusals.WriteAsync(context, StatusCodes.Status400BadRequest, payload.Reason);
        else
            await AnswerAsync(context, request.Topic, new RoomCommand.Publish(0, id, request.Identity, 0, payload.Body));
    }

    private async Task<(string Topic, string? Identity)?> TopicAsync(HttpContext context, string room)
    {
        var allowed = access.CheckHttp(context.Request);
        if (allowed.IsRefused)
        {
            if (allowed.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            await Refusals.WriteAsync(context, allowed.Status, allowed.Refusal!);
            return null;
        }
        // Routing leaves this one escape as it is, because it would otherwise end the path segment.
        var topic = "room:" + room.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (Encoding.UTF8.GetByteCount(topic) <= Events.MaxTopicBytes)
            return (topic, allowed.Identity);
        await Refusals.WriteAsync(context, StatusCodes.Status400BadRequest, FrameError.TopicTooLong.Reason());
        return null;
    }

    private async Task AnswerAsync(HttpContext context, string topic, RoomCommand command)
    {
        RoomReply reply;
        try
        {
            reply = await actors.Requests.Ask<RoomReply>(new RoomEnvelope(topic, command), RoomRequests.AnswerTime, context.RequestAborted);
        }
        catch (AskTimeoutException)
        {
            await Refusals.WriteAsync(context, StatusCodes.Status504GatewayTimeout, SessionReasons.Timeout);
            return;
        }
        switch (reply)
        {
            case RoomReply.Stored stored:
                await WriteAsync(context, stored.IsRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created, json =>
                {
                    json.WriteNumber("seq"u8, stored.Seq);
                    json.WriteString("epoch"u8, stored.Epoch);
                });
                break;
            case RoomReply.Page page:
                await WriteAsync(context, StatusCodes.Status200OK, json => WritePage(json, page));
                break;
            case RoomReply.Refused refused:
                await Refusals.WriteAsync(context, StatusOf(refused.Reason), refused.Reason);
                break;
        }
    }

    private static void WritePage(Utf8JsonWriter json, RoomReply.Page page)
    {
        json.WriteNumber("last_seq"u8, page.LastSeq);
        json.WriteString("epoch"u8, page.Epoch);
        json.WriteBoolean("recovered"u8, page.Recovered);
        if (page.IsDegraded)
            json.WriteBoolean("degraded"u8, true);
        json.WriteStartArray("messages"u8);
        foreach (var message in page.Messages)
            json.WriteRawValue(message.Payload.Span, skipInputValidation: true);
        json.WriteEndArray();
    }

    private static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    private static int StatusOf(string reason) => reason switch
    {
        Reasons.Overloaded => StatusCodes.Status429TooManyRequests,
        Reasons.Unavailable or Reasons.NotStored => StatusCodes.Status503ServiceUnavailable,
        Reasons.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>Reads the body; false when it is larger than a frame may be.</summary>
    private async Task<bool> TryReadAsync(HttpContext context, PooledBuffer body)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (body.Written.Length + result.Buffer.Length > settings.FrameLimit)
            {
                reader.AdvanceTo(result.Buffer.End);
                return false;
            }
            foreach (var segment in result.Buffer)
                body.Write(segment.Span);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return true;
        }
    }

    private static bool TryNumber(string? text, long? absent, long min, long max, out long? value)
    {
        value = absent;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) || number < min || number > max)
            return false;
        value = number;
        return true;
    }
}
