using System.Net;
using System.Text.Json;
using Akka.Actor;
using Akka.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Switchboard.Hosting.Health;

/// <summary>
/// <c>/health/cluster</c>: the cluster as this node sees it, for requests from the machine itself; others get 404, since it names addresses.
/// </summary>
internal static class ClusterEndpoint
{
    public static void MapCluster(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/cluster", (HttpContext context, ActorSystem system) => WriteAsync(context, Akka.Cluster.Cluster.Get(system)));

    private static async Task WriteAsync(HttpContext context, Akka.Cluster.Cluster cluster)
    {
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var state = cluster.State;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("self", cluster.SelfAddress.ToString());
        json.WriteString("leader", state.Leader?.ToString());
        json.WriteStartArray("members");
        foreach (var member in state.Members)
            Write(json, member, state.Unreachable.Contains(member));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Member member, bool unreachable)
    {
        json.WriteStartObject();
        json.WriteString("address", member.Address.ToString());
        json.WriteNumber("uid", member.UniqueAddress.Uid);
        json.WriteString("status", member.Status.ToString().ToLowerInvariant());
        json.WriteBoolean("reachable", !unreachable);
        json.WriteString("version", member.AppVersion.ToString());
        json.WriteStartArray("roles");
        foreach (var role in member.Roles.Order(StringComparer.Ordinal))
            json.WriteStringValue(role);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
