using System.Net.WebSockets;
using System.Text;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Tests.Gateway.Sockets;

/// <summary>A socket is read no faster than it is handled, holds no more than its bound for its client, and always ends with a code that says why.</summary>
public sealed class SocketConnectionTests
{
    private static readonly SocketLimits Small = new(FrameBytes: 8 * 1024, OutboundBytes: 256 * 1024, InboundWindow: 4);

    private static Task SendAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static string Frame(int n, int padding = 0) => $$"""["1","{{n}}","room:a","e",{"p":"{{new string('p', padding)}}"}]""";

    /// <summary>Reads to the close, and gives it with all messages before it.</summary>
    private static async Task<(int Code, string? Text, List<string> Messages)> ReadToEndAsync(ClientWebSocket client)
    {
        var messages = new List<string>();
        var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var result = await client.ReceiveAsync(buffer, CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
                return ((int)client.CloseStatus!, client.CloseStatusDescription, messages);
            message.Write(buffer, 0, result.Count);
            if (!result.EndOfMessage)
                continue;
            messages.Add(Encoding.UTF8.GetString(message.ToArray()));
            message.SetLength(0);
        }
    }

    private static PooledBuffer Buffer(string text)
    {
        var buffer = new PooledBuffer();
        Encoding.UTF8.GetBytes(text, buffer);
        return buffer;
    }

    [Fact]
    public async Task Frames_arrive_decoded_however_they_are_cut()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, _, handler) = await server.OpenAsync();
        var bytes = Encoding.UTF8.GetBytes(Frame(1, padding: 20_000));

        await client.SendAsync(bytes.AsMemory(0, 1), WebSocketMessageType.Text, false, CancellationToken.None);
        await client.SendAsync(bytes.AsMemory(1, 9_000), WebSocketMessageType.Text, false, CancellationToken.None);
        await client.SendAsync(bytes.AsMemory(9_001), WebSocketMessageType.Text, true, CancellationToken.None);
        var frame = await handler.NextAsync();

        Assert.Equal((FrameError.None, "1", "room:a"), (frame.Error, frame.Ref, frame.Topic));
        Assert.Equal(20_000 + """{"p":""}""".Length, frame.Payload.Length);
    }

    [Fact]
    public async Task An_empty_message_is_a_frame_too()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, _, handler) = await server.OpenAsync();

        await SendAsync(client, "");
        Assert.Equal(FrameError.NotJson, (await handler.NextAsync()).Error);
        handler.Done();
        await SendAsync(client, Frame(1));
        Assert.Equal(FrameError.None, (await handler.NextAsync()).Error);
    }

    [Fact]
    public async Task A_frame_of_the_limit_is_read_and_a_larger_one_closes_the_socket()
    {
        await using var server = await SocketServer.StartAsync(Small);
        var (client, _, handler) = await server.OpenAsync();
        var fits = Small.FrameBytes - Frame(1).Length;

        await SendAsync(client, Frame(1, fits));
        Assert.Equal(FrameError.None, (await handler.NextAsync()).Error);
        handler.Done();
        await SendAsync(client, Frame(1, fits + 1));

        var (code, text, _) = await ReadToEndAsync(client);
        Assert.Equal((1009, "frame_too_large"), (code, text));
    }

    [Fact]
    public async Task An_endless_message_is_cut_off_at_the_limit()
    {
        await using var server = await SocketServer.StartAsync(Small);
        var (client, _, _) = await server.OpenAsync();
        var reading = ReadToEndAsync(client);

        for (var i = 0; i < 20; i++)
            await client.SendAsync(new byte[1024], WebSocketMessageType.Binary, false, CancellationToken.None);

        Assert.Equal(1009, (await reading).Code);
    }

    [Fact]
    public async Task Text_that_is_no_utf8_is_a_frame_in_error()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, _, handler) = await server.OpenAsync();

        await client.SendAsync(new byte[] { (byte)'"', 0xFF, (byte)'"' }, WebSocketMessageType.Text, true, CancellationToken.None);

        Assert.Equal(FrameError.InvalidUtf8, (await handler.NextAsync()).Error);
    }

    [Fact]
    public async Task The_next_frame_is_read_when_one_is_done()
    {
        const int frames = 50;
        await using var server = await SocketServer.StartAsync(Small);
        var (client, _, handler) = await server.OpenAsync();

        for (var i = 0; i < frames; i++)
            await SendAsync(client, Frame(i));
        for (var i = 0; i < frames; i++)
        {
            Assert.Equal(i.ToString(null, null), (await handler.NextAsync()).Ref);
            handler.Done();
        }

        Assert.InRange(handler.MostInWorks, 1, Small.InboundWindow);
    }

    [Fact]
    public async Task A_flood_is_not_read_ahead_of_the_window()
    {
        await using var server = await SocketServer.StartAsync(Small);
        var (client, socket, handler) = await server.OpenAsync();
        for (var i = 0; i < 200; i++)
            await SendAsync(client, Frame(i));
        for (var i = 0; i < Small.InboundWindow; i++)
            await handler.NextAsync();

        // The socket reads nothing more now. When nobody will ever say that these are done, it goes on to the end all the same.
        Assert.Equal(Small.InboundWindow, handler.MostInWorks);
        socket.Close(CloseReason.InternalError);
        socket.Detach();
        Assert.Equal(1011, (await ReadToEndAsync(client)).Code);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await handler.Ran.Task;
        Assert.Equal(Small.InboundWindow, handler.MostInWorks);
    }

    [Fact]
    public async Task What_is_sent_arrives_in_order_shared_or_not()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, socket, _) = await server.OpenAsync();

        for (var i = 0; i < 2_000; i++)
            Assert.True(i % 2 == 0 ? socket.TrySend(new SharedFrame("t", $"{i}", "{}"u8.ToArray())) : socket.TrySend(Buffer($"[null,null,\"t\",\"{i}\",{{}}]")));
        socket.Close(CloseReason.Draining);

        var (code, text, messages) = await ReadToEndAsync(client);
        Assert.Equal((1012, "draining"), (code, text));
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => $"[null,null,\"t\",\"{i}\",{{}}]"), messages);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_closed_as_too_slow_and_others_are_not()
    {
        await using var server = await SocketServer.StartAsync(Small);
        var (slow, slowSocket, handler) = await server.OpenAsync();
        var (other, otherSocket, _) = await server.OpenAsync();
        var frame = new SharedFrame("t", "e", Encoding.UTF8.GetBytes($"{{\"p\":\"{new string('p', 4_000)}\"}}"));

        var sent = 0;
        // More than the system's own buffers hold, however large they are here.
        while (slowSocket.TrySend(frame))
            Assert.True(++sent < 100_000, "the queue has no bound");

        Assert.Equal(CloseReason.SlowConsumer, slowSocket.Closing);
        Assert.False(slowSocket.TrySend(Buffer("late")));
        Assert.True(otherSocket.TrySend(Buffer("hello")));
        otherSocket.Close(CloseReason.Draining);
        Assert.Equal(["hello"], (await ReadToEndAsync(other)).Messages);
        var (code, text, messages) = await ReadToEndAsync(slow);
        Assert.Equal((1013, "slow_consumer"), (code, text));
        Assert.InRange(messages.Count, 0, sent);
        await slow.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await handler.Ran.Task;
    }

    [Fact]
    public async Task A_client_that_never_reads_again_is_dropped()
    {
        var time = new ManualTime();
        await using var server = await SocketServer.StartAsync(Small, time);
        var (_, socket, handler) = await server.OpenAsync();
        var frame = new SharedFrame("t", "e", new byte[32 * 1024], isBinary: true);
        while (socket.TrySend(frame))
        {
        }

        socket.CheckTimes(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));
        Assert.False(handler.Ran.Task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        socket.CheckTimes(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));

        await handler.Gone.Task;
        await handler.Ran.Task;
    }

    [Fact]
    public async Task A_silent_socket_is_closed_and_one_that_speaks_is_not()
    {
        var idle = TimeSpan.FromSeconds(60);
        var time = new ManualTime();
        await using var server = await SocketServer.StartAsync(Small, time);
        var (client, socket, handler) = await server.OpenAsync();

        time.Advance(TimeSpan.FromSeconds(59));
        await SendAsync(client, Frame(1));
        await handler.NextAsync();
        handler.Done();
        time.Advance(TimeSpan.FromSeconds(59));
        socket.CheckTimes(idle, TimeSpan.FromSeconds(5));
        Assert.Null(socket.Closing);
        time.Advance(TimeSpan.FromSeconds(1));
        socket.CheckTimes(idle, TimeSpan.FromSeconds(5));

        var (code, text, _) = await ReadToEndAsync(client);
        Assert.Equal((1013, "idle"), (code, text));
    }

    [Fact]
    public async Task Answers_are_looked_after_only_while_frames_are_in_the_works()
    {
        await using var server = await SocketServer.StartAsync(Small);
        var (client, socket, handler) = await server.OpenAsync();

        socket.CheckTimes(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));
        Assert.Equal(0, handler.Checks);
        await SendAsync(client, Frame(1));
        await handler.NextAsync();
        socket.CheckTimes(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));
        Assert.Equal(1, handler.Checks);
    }

    [Fact]
    public async Task A_client_that_closes_is_answered()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, _, handler) = await server.OpenAsync();

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        await handler.Ran.Task;
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_the_socket()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, _, handler) = await server.OpenAsync();

        client.Abort();

        await handler.Gone.Task;
        await handler.Ran.Task;
    }

    [Fact]
    public async Task A_drain_closes_all_in_batches_and_those_that_come_late_at_once()
    {
        var registry = new SocketRegistry();
        var time = new ManualTime();
        await using var server = await SocketServer.StartAsync(registry: registry);
        var clients = new List<ClientWebSocket>();
        var sockets = new List<SocketConnection>();
        for (var i = 0; i < 5; i++)
        {
            var (client, socket, _) = await server.OpenAsync();
            clients.Add(client);
            sockets.Add(socket);
        }

        var drain = registry.DrainAsync(2, TimeSpan.FromSeconds(1), time);
        Assert.Equal(2, sockets.Count(s => s.Closing == CloseReason.Draining));
        var (late, _, _) = await server.OpenAsync();
        Assert.Equal(1012, (await ReadToEndAsync(late)).Code);
        await time.AdvanceUntilAsync(drain, TimeSpan.FromSeconds(1));

        foreach (var client in clients)
            Assert.Equal(1012, (await ReadToEndAsync(client)).Code);
    }

    [Fact]
    public async Task A_drain_waits_for_the_answer_to_what_is_in_the_works()
    {
        await using var server = await SocketServer.StartAsync();
        var (client, socket, handler) = await server.OpenAsync();
        await SendAsync(client, Frame(1));
        await handler.NextAsync();

        socket.Drain();
        Assert.Null(socket.Closing);
        socket.TrySend(Buffer("the answer"));
        handler.Done();

        var (code, text, messages) = await ReadToEndAsync(client);
        Assert.Equal((1012, "draining"), (code, text));
        Assert.Equal(["the answer"], messages);
    }

    [Fact]
    public async Task A_drain_does_not_wait_for_ever()
    {
        var time = new ManualTime();
        await using var server = await SocketServer.StartAsync(time: time);
        var (client, socket, handler) = await server.OpenAsync();
        await SendAsync(client, Frame(1));
        await handler.NextAsync();
        socket.Drain();

        time.Advance(SocketConnection.DrainTime - TimeSpan.FromMilliseconds(1));
        socket.CheckTimes(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Null(socket.Closing);
        time.Advance(TimeSpan.FromMilliseconds(1));
        socket.CheckTimes(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        Assert.Equal(1012, (await ReadToEndAsync(client)).Code);
    }
}
