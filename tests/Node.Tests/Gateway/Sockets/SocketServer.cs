using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Gateway.Sockets.Takeover;

namespace Switchboard.Node.Tests.Gateway.Sockets;

/// <summary>A real server with real sockets on a free port, whose frames the test handles itself.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(SocketConnection Socket, TestHandler Handler)> _opened = Channel.CreateUnbounded<(SocketConnection, TestHandler)>();

    private SocketServer(WebApplication app) => _app = app;

    public static async Task<SocketServer> StartAsync(SocketLimits? limits = null, TimeProvider? time = null, SocketRegistry? registry = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSocketTakeover()));
        var server = new SocketServer(builder.Build());
        server._app.Run(async context =>
        {
            Assert.True(WebSocketHandshake.TryRead(context.Request, out var accept));
            await WebSocketHandshake.AcceptAsync(context, accept);
            context.Features.GetRequiredFeature<ISocketTakeover>().Take(async connection =>
            {
                var socket = new SocketConnection(connection, WireVersion.V2, null, limits ?? new SocketLimits(64 * 1024, 1 << 20, 32), time ?? TimeProvider.System);
                var handler = new TestHandler(socket);
                registry?.Add(socket);
                server._opened.Writer.TryWrite((socket, handler));
                await socket.RunAsync(handler);
                handler.Ran.SetResult();
            });
        });
        await server._app.StartAsync();
        return server;
    }

    public async Task<(ClientWebSocket Client, SocketConnection Socket, TestHandler Handler)> OpenAsync()
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var client = new ClientWebSocket();
        client.Options.KeepAliveInterval = TimeSpan.Zero;
        await client.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal)), CancellationToken.None);
        var (socket, handler) = await _opened.Reader.ReadAsync();
        return (client, socket, handler);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Sockets that a test left open are cut off.
        }
        await _app.DisposeAsync();
    }
}

/// <summary>Keeps the frames it gets, and leaves it to the test to say when they are done.</summary>
internal sealed class TestHandler(SocketConnection socket) : ISocketHandler
{
    private readonly Channel<ClientFrame> _frames = Channel.CreateUnbounded<ClientFrame>();
    private int _inWorks;

    public int MostInWorks { get; private set; }

    public int Checks { get; private set; }

    public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Ran { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<ClientFrame> NextAsync() => _frames.Reader.ReadAsync();

    public void Received(ReceivedFrame frame)
    {
        MostInWorks = Math.Max(MostInWorks, Interlocked.Increment(ref _inWorks));
        _frames.Writer.TryWrite(frame.Frame);
    }

    public void Done()
    {
        Interlocked.Decrement(ref _inWorks);
        socket.Done();
    }

    public void CheckAnswers() => Checks++;

    public void Disconnected() => Gone.SetResult();
}
