using System.Text.Json;

namespace Switchboard.Node.Gateway;

/// <summary>How HTTP requests are refused: a status and <c>{"reason": "..."}</c>.</summary>
internal static class Refusals
{
    public static async Task WriteAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }
}
