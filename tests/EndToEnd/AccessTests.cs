using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Processes;

namespace EndToEnd;

/// <summary>With AUTH_SECRET set, the real client's authToken opens the door and names the sender; nothing else does.</summary>
public sealed class AccessTests
{
    private const string Secret = "an end to end secret of more than 32 bytes";

    private static string Token(string subject, DateTimeOffset expires, string secret = Secret)
    {
        var head = Encode("""{"alg":"HS256","typ":"JWT"}"""u8);
        var body = Encode(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["sub"] = subject, ["exp"] = expires.ToUnixTimeSeconds() }));
        return $"{head}.{body}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{head}.{body}")))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static DateTimeOffset InAnHour => TimeProvider.System.GetUtcNow().AddHours(1);

    [NodeJsFact]
    public async Task A_token_opens_the_socket_and_names_the_sender()
    {
        await using var node = await NodeProcess.StartAsync(("AUTH_SECRET", Secret));
        await using var ada = await PhoenixClient.ConnectAsync(node, Token("ada", InAnHour));
        await ada.JoinAsync("room:lobby");

        await ada.PushAsync("room:lobby", "new_msg", new() { ["body"] = "hi", ["from"] = "eve" });

        Assert.Equal("ada", (await ada.MessageAsync()).Payload["from"]!.GetValue<string>());
    }

    [NodeJsFact]
    public async Task Without_a_good_token_the_socket_stays_shut()
    {
        await using var node = await NodeProcess.StartAsync(("AUTH_SECRET", Secret));
        foreach (var token in new[] { null, Token("eve", InAnHour, "a secret that somebody guessed, wrongly"), Token("ada", InAnHour.AddHours(-2)) })
        {
            await using var client = PhoenixClient.Start();
            client.BeginConnect(node, token);
            Assert.Contains("401", (await client.NextAsync("socket_error"))["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_http_api_asks_for_the_same_token()
    {
        await using var node = await NodeProcess.StartAsync(("AUTH_SECRET", Secret));
        using var http = new HttpClient { BaseAddress = node.Address };

        using var refused = await http.GetAsync("/api/rooms/lobby/messages");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("""{"reason":"token_missing"}""", await refused.Content.ReadAsStringAsync());

        http.DefaultRequestHeaders.Authorization = new("Bearer", Token("ada", InAnHour));
        using var stored = await http.PostAsync("/api/rooms/lobby/messages", new StringContent("""{"body":"hi"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        var page = JsonNode.Parse(await http.GetStringAsync("/api/rooms/lobby/messages"))!;
        Assert.Equal("ada", page["messages"]![0]!["from"]!.GetValue<string>());
    }
}
