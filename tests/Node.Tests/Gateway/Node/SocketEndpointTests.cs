using System.Net;
using System.Net.WebSockets;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>The door for sockets opens to clients that speak a known version and may come in, and says why to the others.</summary>
public sealed class SocketEndpointTests : IAsyncLifetime
{
    private RunningNode _node = null!;

    public async Task InitializeAsync() => _node = await RunningNode.StartAsync(("ALLOWED_ORIGINS", "https://app.example.com"));

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task An_unknown_version_is_forbidden() => Assert.Equal(HttpStatusCode.Forbidden, await _node.RefusedAsync("vsn=9.0.0"));

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("https://app.example.com", true)]
    [InlineData("http://127.0.0.1", true)]
    public async Task A_page_of_another_origin_is_forbidden_unless_listed(string origin, bool passes)
    {
        if (passes)
            (await _node.ConnectAsync("vsn=2.0.0", o => o.SetRequestHeader("Origin", origin))).Dispose();
        else
            Assert.Equal(HttpStatusCode.Forbidden, await _node.RefusedAsync("vsn=2.0.0", o => o.SetRequestHeader("Origin", origin)));
    }

    [Fact]
    public async Task The_sub_protocol_phoenix_is_answered()
    {
        using var socket = await _node.ConnectAsync("vsn=2.0.0", o =>
        {
            o.AddSubProtocol("phoenix");
            o.AddSubProtocol("base64url.bearer.phx.eA");
        });

        Assert.Equal("phoenix", socket.SubProtocol);
    }

    [Fact]
    public async Task A_client_that_names_no_version_speaks_version_1()
    {
        using var socket = await _node.ConnectAsync("");

        Assert.Equal(
            """{"topic":"topic:a","event":"phx_reply","ref":"1","payload":{"status":"ok","response":{}}}""",
            await socket.AskAsync("""{"topic":"topic:a","event":"phx_join","payload":{},"ref":"1"}"""));
        using var other = await _node.ConnectAsync();
        await other.JoinAsync("topic:a");
        await other.SendAsync("""["1",null,"topic:a","hello",{"n":1}]""");
        Assert.Equal("""{"topic":"topic:a","event":"hello","ref":null,"payload":{"n":1}}""", await socket.NextAsync());
    }

    [Fact]
    public async Task A_plain_request_is_told_that_this_is_for_sockets()
    {
        using var http = _node.Http();
        using var answer = await http.GetAsync("/socket/websocket?vsn=2.0.0");

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Equal("""{"reason":"websocket_required"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_session_that_fails_ends_its_own_socket_only()
    {
        using var socket = await _node.ConnectAsync();
        // Answered, its session is there: the first one.
        await socket.JoinAsync("topic:a");
        using var other = await _node.ConnectAsync();
        await other.JoinAsync("topic:a");
        var system = (Akka.Actor.ActorSystem)_node.Services.GetService(typeof(Akka.Actor.ActorSystem))!;

        // A kill is an error like any other to its parent.
        system.ActorSelection("/user/sessions/$a").Tell(Akka.Actor.Kill.Instance);

        Assert.Equal((1011, "internal_error"), await socket.ClosedAsync());
        Assert.Contains("ok", await other.AskAsync("""[null,"h","phoenix","heartbeat",{}]"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_its_cluster_has_removed_asks_its_clients_to_reconnect()
    {
        await using var node = await RunningNode.StartAsync();
        using var socket = await node.ConnectAsync();
        await socket.JoinAsync("topic:a");
        var closed = socket.ClosedAsync();
        var system = (Akka.Actor.ActorSystem)node.Services.GetService(typeof(Akka.Actor.ActorSystem))!;

        await Akka.Actor.CoordinatedShutdown.Get(system).Run(Akka.Actor.CoordinatedShutdown.ClusterDowningReason.Instance);

        Assert.Equal((1012, "draining"), await closed);
    }

    [Fact]
    public async Task A_node_that_stops_closes_its_sockets_and_lets_nobody_in()
    {
        var node = await RunningNode.StartAsync();
        using var socket = await node.ConnectAsync();
        var closed = socket.ClosedAsync();

        await node.DisposeAsync();

        Assert.Equal((1012, "draining"), await closed);
        await Assert.ThrowsAsync<WebSocketException>(() => node.ConnectAsync());
    }
}
