using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Switchboard.Hosting.Health;

/// <summary>
/// <c>/health/live</c> answers 200 as long as the process can answer; <c>/health/ready</c> answers 200 when everything the node needs works and 503
/// otherwise, both with the state of each part.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (HttpContext context) => WriteAsync(context, "live", []));
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var parts = new List<(string Name, string? Problem)>();
        foreach (var part in context.RequestServices.GetServices<IReadiness>())
            parts.Add((part.Name, await part.ProblemAsync(context.RequestAborted)));
        await WriteAsync(context, "ready", parts);
    }

    private static async Task WriteAsync(HttpContext context, string state, IReadOnlyList<(string Name, string? Problem)> parts)
    {
        var well = parts.All(p => p.Problem is null);
        context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", well ? state : "not " + state);
        foreach (var (name, problem) in parts)
            json.WriteString(name, problem ?? "ok");
        json.WriteEndObject();
    }
}
