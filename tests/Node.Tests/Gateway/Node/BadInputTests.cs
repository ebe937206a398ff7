using System.Net.WebSockets;
using System.Text;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>
/// Whatever a client sends is answered or closed with a reason, and costs nobody else anything: after each of these a witness in the same room still
/// stores and receives.
/// </summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private RunningNode _node = null!;
    private TestSocket _witness = null!;
    private TestSocket _socket = null!;

    public async Task InitializeAsync()
    {
        _node = await RunningNode.StartAsync();
        _witness = await _node.ConnectAsync();
        await _witness.JoinAsync("room:a");
        _socket = await _node.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await NothingElseHappened();
        _witness.Dispose();
        _socket.Dispose();
        await _node.DisposeAsync();
    }

    /// <summary>The witness stores a message and gets it back, whatever else it got in between.</summary>
    private async Task NothingElseHappened()
    {
        await _witness.SendAsync("""["1","w","room:a","new_msg",{"body":"still here"}]""");
        var stored = false;
        var delivered = false;
        while (!stored || !delivered)
        {
            var frame = await _witness.NextAsync();
            stored |= frame.StartsWith("""["1","w","room:a","phx_reply",{"status":"ok",""", StringComparison.Ordinal);
            delivered |= frame.Contains("still here", StringComparison.Ordinal);
        }
    }

    private static string Error(string joinRef, string reference, string topic, string reason) =>
        $$"""[{{joinRef}},"{{reference}}","{{topic}}","phx_reply",{"status":"error","response":{"reason":"{{reason}}"} }]""".Replace("} }", "}}", StringComparison.Ordinal);

    [Fact]
    public async Task What_is_not_json_closes_the_socket()
    {
        await _socket.SendAsync("hello");

        Assert.Equal((1007, "not_json"), await _socket.ClosedAsync());
    }

    [Fact]
    public async Task An_array_of_the_wrong_length_is_refused() =>
        Assert.Equal(Error("\"1\"", "2", "room:a", "wrong_length"), await _socket.AskAsync("""["1","2","room:a","new_msg",{},5]"""));

    [Fact]
    public async Task A_join_without_a_payload_is_refused()
    {
        Assert.Equal(Error("\"1\"", "1", "room:a", "wrong_length"), await _socket.AskAsync("""["1","1","room:a","phx_join"]"""));
        Assert.Equal(Error("\"1\"", "1", "room:a", "payload_not_object"), await _socket.AskAsync("""["1","1","room:a","phx_join",null]"""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("17")]
    public async Task A_payload_of_the_wrong_type_is_refused(string payload)
    {
        await _socket.JoinAsync("room:a");

        Assert.Equal(Error("\"1\"", "2", "room:a", "payload_not_object"), await _socket.AskAsync($"""["1","2","room:a","new_msg",{payload}]"""));
    }

    [Fact]
    public async Task Unknown_topics_and_topics_that_are_not_joined_are_refused()
    {
        Assert.Equal(Error("null", "1", "nope:1", "unmatched topic"), await _socket.JoinAsync("nope:1"));
        Assert.Equal(Error("null", "2", "room:a", "unmatched topic"), await _socket.AskAsync("""["1","2","room:a","new_msg",{}]"""));
    }

    [Fact]
    public async Task Events_of_the_server_are_refused()
    {
        await _socket.JoinAsync("room:a");

        Assert.Equal(Error("\"1\"", "2", "room:a", "reserved_event"), await _socket.AskAsync("""["1","2","room:a","phx_close",{}]"""));
    }

    [Fact]
    public async Task An_oversized_frame_closes_the_socket()
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes("[\"" + new string('x', 64 * 1024)), WebSocketMessageType.Text);

        Assert.Equal((1009, "frame_too_large"), await _socket.ClosedAsync());
    }

    [Fact]
    public async Task A_message_larger_than_a_room_stores_is_refused()
    {
        await using var node = await RunningNode.StartAsync(("FRAME_LIMIT", "128KiB"));
        using var socket = await node.ConnectAsync();
        await socket.JoinAsync("room:a");

        Assert.Equal(
            Error("\"1\"", "2", "room:a", "payload_too_large"),
            await socket.AskAsync($$"""["1","2","room:a","new_msg",{"body":"{{new string('x', 70 * 1024)}}"}]"""));
    }

    [Fact]
    public async Task Invalid_utf8_closes_the_socket()
    {
        await _socket.SendAsync([(byte)'[', 0xFF, (byte)']'], WebSocketMessageType.Text);

        Assert.Equal((1007, "invalid_utf8"), await _socket.ClosedAsync());
    }

    [Fact]
    public async Task A_binary_frame_with_lying_lengths_closes_the_socket()
    {
        await _socket.SendAsync([0, 1, 1, 250, 4, 65, 65], WebSocketMessageType.Binary);

        Assert.Equal((1007, "truncated"), await _socket.ClosedAsync());
    }

    [Fact]
    public async Task A_topic_that_is_too_long_closes_the_socket()
    {
        await _socket.SendAsync($$"""["1","1","room:{{new string('x', 200)}}","phx_join",{}]""");

        Assert.Equal((1008, "topic_too_long"), await _socket.ClosedAsync());
    }

    [Theory]
    [InlineData("""{"since":-1}""", "invalid_since")]
    [InlineData("""{"since":1.5}""", "invalid_since")]
    [InlineData("""{"since":"1"}""", "invalid_since")]
    [InlineData("""{"since":1,"epoch":[]}""", "invalid_epoch")]
    [InlineData("""{"history":"all"}""", "invalid_history")]
    [InlineData("""{"self":"no"}""", "invalid_self")]
    public async Task A_join_with_wrong_fields_is_refused(string payload, string reason) =>
        Assert.Equal(Error("\"1\"", "1", "room:a", reason), await _socket.JoinAsync("room:a", "1", payload));

    [Theory]
    [InlineData("""{"since":1000,"epoch":"EPOCH"}""", "since_in_future")]
    [InlineData("""{"since":0,"epoch":"another"}""", "other_epoch")]
    public async Task A_join_from_a_place_that_is_not_there_is_not_recovered_and_says_why(string payload, string reason)
    {
        await NothingElseHappened();
        var joined = await _socket.JoinAsync("room:a");
        var epoch = System.Text.Json.JsonDocument.Parse(joined).RootElement[4].GetProperty("response").GetProperty("epoch").GetString();

        using var other = await _node.ConnectAsync();
        var response = await other.JoinAsync("room:a", "1", payload.Replace("EPOCH", epoch, StringComparison.Ordinal));

        Assert.Contains("\"status\":\"ok\"", response, StringComparison.Ordinal);
        Assert.Contains("\"recovered\":false", response, StringComparison.Ordinal);
        Assert.Contains($"\"reason\":\"{reason}\"", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":{"a":1}}""")]
    public async Task A_message_with_a_wrong_id_is_refused(string payload)
    {
        await _socket.JoinAsync("room:a");

        Assert.Equal(Error("\"1\"", "2", "room:a", "invalid_id"), await _socket.AskAsync($"""["1","2","room:a","new_msg",{payload}]"""));
    }

    [Fact]
    public async Task A_message_with_half_a_surrogate_pair_as_a_key_is_refused()
    {
        await _socket.JoinAsync("room:a");

        Assert.Equal(Error("\"1\"", "2", "room:a", "invalid_payload"), await _socket.AskAsync("""["1","2","room:a","new_msg",{"\ud800":1}]"""));
    }

    [Fact]
    public async Task Bytes_are_not_stored()
    {
        await _socket.JoinAsync("room:a");
        await _socket.SendAsync([0, 1, 1, 6, 7, .. "12room:anew_msg"u8, 9, 9], WebSocketMessageType.Binary);

        Assert.Equal(Error("\"1\"", "2", "room:a", "binary_not_allowed"), await _socket.NextAsync());
    }

    [Fact]
    public async Task Ten_thousand_joins_on_one_socket_give_a_hundred_channels()
    {
        const int joins = 10_000;
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < joins; i++)
                await _socket.SendAsync($$"""["{{i}}","{{i}}","topic:{{i}}","phx_join",{}]""");
        });

        var joined = 0;
        var refused = 0;
        for (var i = 0; i < joins; i++)
        {
            var reply = await _socket.NextAsync();
            joined += reply.Contains("\"ok\"", StringComparison.Ordinal) ? 1 : 0;
            refused += reply.Contains("too many channels joined", StringComparison.Ordinal) ? 1 : 0;
        }
        await sending;

        Assert.Equal((100, joins - 100), (joined, refused));
    }

    [Fact]
    public async Task A_flood_is_answered_in_full_and_holds_up_nobody()
    {
        const int messages = 3_000;
        await _socket.JoinAsync("room:flood");
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < messages; i++)
                await _socket.SendAsync($$"""["1","{{i}}","room:flood","new_msg",{"n":{{i}}}]""");
        });

        await NothingElseHappened();
        var stored = 0;
        var delivered = new List<int>();
        while (stored < messages || delivered.Count < messages)
        {
            var frame = System.Text.Json.JsonDocument.Parse(await _socket.NextAsync()).RootElement;
            if (frame[3].GetString() == Events.NewMessage)
                delivered.Add(frame[4].GetProperty("n").GetInt32());
            else if (frame[4].GetProperty("status").GetString() == "ok")
                stored++;
        }
        await sending;

        Assert.Equal(Enumerable.Range(0, messages), delivered);
    }

    [Fact]
    public async Task A_reader_that_never_drains_is_closed_and_the_others_get_everything()
    {
        await using var node = await RunningNode.StartAsync(("OUTBOUND_LIMIT", "64KiB"));
        using var slow = await node.ConnectAsync();
        using var writer = await node.ConnectAsync();
        await slow.JoinAsync("topic:wide");
        await writer.JoinAsync("topic:wide");
        var payload = new string('x', 32 * 1024);

        // Until the socket of the slow one, its system's buffers and its queue are full, however large they are here.
        var registry = (Switchboard.Node.Gateway.Sockets.SocketRegistry)node.Services.GetService(typeof(Switchboard.Node.Gateway.Sockets.SocketRegistry))!;
        var sent = 0;
        while (registry.Closing == 0)
        {
            Assert.True(++sent < 10_000, "the queue has no bound");
            var first = await writer.AskAsync($$"""["1","{{sent}}","topic:wide","wide",{"p":"{{payload}}"}]""");
            var second = await writer.NextAsync();
            Assert.Contains(new[] { first, second }, f => f.StartsWith("[null,null,\"topic:wide\",\"wide\"", StringComparison.Ordinal));
        }

        Assert.Equal((1013, "slow_consumer"), await slow.ClosedAsync());
        Assert.Contains("ok", await writer.AskAsync("""[null,"h","phoenix","heartbeat",{}]"""), StringComparison.Ordinal);
    }
}
