using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchboard.Bench.Sockets;

/// <summary>
/// The limit that fan-out and memory are held against: Kestrel's WebSockets, one topic, every message to every socket. No actors, no protocol,
/// no rooms, nothing durable.
/// </summary>
internal static class BareServer
{
    public const string Argument = "--bare-sockets";

    private static readonly Lock Gate = new(); // guards Sockets
    private static readonly List<Channel<byte[]>> Sockets = [];

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(ServeAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await ((IHost)app).WaitForShutdownAsync();
        return 0;
    }

    private static async Task ServeAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var outbox = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
        lock (Gate) Sockets.Add(outbox);

        var sending = SendAsync(socket, outbox.Reader);
        var buffer = new byte[1024];
        try
        {
            while (await ReceiveAsync(socket, buffer) is { Count: > 0 } message)
            {
                var shared = message.ToArray();
                lock (Gate) Sockets.ForEach(other => other.Writer.TryWrite(shared));
            }
        }
        catch (WebSocketException)
        {
            // The load has gone.
        }

        lock (Gate) Sockets.Remove(outbox);

        outbox.Writer.Complete();
        await sending;
    }

    private static async Task<ArraySegment<byte>> ReceiveAsync(WebSocket socket, byte[] buffer)
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None); // holds no buffer while it waits
        var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return result.MessageType == WebSocketMessageType.Close ? default : new ArraySegment<byte>(buffer, 0, result.Count);
    }

    private static async Task SendAsync(WebSocket socket, ChannelReader<byte[]> outbox)
    {
        await foreach (var message in outbox.ReadAllAsync())
        {
            if (socket.State != WebSocketState.Open) continue;
            await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
    }
}
