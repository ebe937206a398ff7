using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>Over HTTP a room is read and written with the same numbers, keys and reasons as over a socket.</summary>
public sealed class RoomApiTests : IAsyncLifetime
{
    private const string Lobby = "/api/rooms/lobby/messages";

    private RunningNode _node = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _node = await RunningNode.StartAsync(("FRAME_LIMIT", "64KiB"));
        _http = _node.Http();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _node.DisposeAsync();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(string body, string? key = null, string path = Lobby)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    [Fact]
    public async Task A_message_is_stored_numbered_and_delivered_to_sockets()
    {
        using var socket = await _node.ConnectAsync();
        await socket.JoinAsync("room:lobby");

        var (status, body) = await PostAsync("""{"body":"hi"}""");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(1, body["seq"]!.GetValue<int>());
        Assert.NotEmpty(body["epoch"]!.GetValue<string>());
        Assert.Contains("\"body\":\"hi\"", await socket.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_stores_once_whichever_way_it_comes()
    {
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("{}", key: "k")).Status);
        var (status, again) = await PostAsync("{}", key: "k");
        Assert.Equal((HttpStatusCode.OK, 1), (status, again["seq"]!.GetValue<int>()));
        Assert.Equal(1, (await PostAsync("""{"id":"k"}""")).Body["seq"]!.GetValue<int>());
        using var socket = await _node.ConnectAsync();
        await socket.JoinAsync("room:lobby");
        Assert.Contains("\"seq\":1,", await socket.AskAsync("""["1","2","room:lobby","new_msg",{"id":"k"}]"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_are_read_from_a_number_on_or_the_newest_ones()
    {
        for (var i = 1; i <= 5; i++)
            await PostAsync($$"""{"n":{{i}}}""");

        var (_, since) = await GetAsync(Lobby + "?since=1&limit=2");
        var (_, newest) = await GetAsync(Lobby + "?limit=2");

        Assert.Equal([2, 3], since["messages"]!.AsArray().Select(m => m!["n"]!.GetValue<int>()));
        Assert.Equal([4, 5], newest["messages"]!.AsArray().Select(m => m!["n"]!.GetValue<int>()));
        Assert.Equal(5, newest["last_seq"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("?since=-1", "invalid_since")]
    [InlineData("?since=x", "invalid_since")]
    [InlineData("?limit=0", "invalid_limit")]
    [InlineData("?limit=1001", "invalid_limit")]
    public async Task A_wrong_query_is_refused_by_name(string query, string reason)
    {
        var (status, body) = await GetAsync(Lobby + query);

        Assert.Equal((HttpStatusCode.BadRequest, reason), (status, body["reason"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("not json", null, "invalid_payload")]
    [InlineData("[]", null, "invalid_payload")]
    [InlineData("", null, "invalid_payload")]
    [InlineData("{\"id\":5}", null, "invalid_id")]
    [InlineData("{\"id\":\"a\"}", "b", "invalid_id")]
    public async Task A_wrong_body_is_refused_by_name(string text, string? key, string reason)
    {
        var (status, body) = await PostAsync(text, key);

        Assert.Equal((HttpStatusCode.BadRequest, reason), (status, body["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() => Assert.Equal("invalid_id", (await PostAsync("{}", new string('k', 65))).Body["reason"]!.GetValue<string>());

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var (status, body) = await PostAsync($$"""{"body":"{{new string('x', 70 * 1024)}}"}""");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "payload_too_large"), (status, body["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_form_of_another_page_is_refused()
    {
        using var answer = await _http.PostAsync(Lobby, new StringContent("{}", Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("""{"reason":"json_required"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_page_of_another_origin_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Lobby) { Content = Json("{}") };
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_room_name_may_be_any_text_of_up_to_200_bytes_with_its_prefix()
    {
        var name = Uri.EscapeDataString("a b/ü?#%");
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("{}", path: $"/api/rooms/{name}/messages")).Status);
        using var socket = await _node.ConnectAsync();
        Assert.Contains("\"last_seq\":1", await socket.JoinAsync("room:a b/ü?#%"), StringComparison.Ordinal);

        Assert.Equal("topic_too_long", (await GetAsync($"/api/rooms/{new string('x', 196)}/messages")).Body["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Health_tells_of_actors_journal_cluster_and_rooms()
    {
        Assert.Equal("""{"status":"live"}""", await _http.GetStringAsync("/health/live"));
        Assert.Equal("""{"status":"ready","actors":"ok","journal":"ok","cluster":"ok","rooms":"ok"}""", await _http.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task The_page_is_served_with_a_strict_policy()
    {
        using var answer = await _http.GetAsync("/");

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("default-src 'none'; script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var (file, type) in new[] { ("chat.js", "text/javascript"), ("phoenix.js", "text/javascript"), ("view.js", "text/javascript"), ("chat.css", "text/css"), ("icon.svg", "image/svg+xml") })
        {
            using var part = await _http.GetAsync("/" + file);
            Assert.Equal(type, part.Content.Headers.ContentType!.MediaType);
        }
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await _http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
