using System.Net;
using System.Net.Sockets;

namespace Akka.Persistence.Tests.Storage;

/// <summary>Stands between a client and a server on loopback, and loses an answer when asked to, as a network that fails at the wrong moment does.</summary>
internal sealed class LossyProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private Action? _whenLost;

    public LossyProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next answer of the server is not passed on: its connection is cut instead, after <paramref name="whenLost"/>.</summary>
    public void LosesNextAnswer(Action whenLost) => Volatile.Write(ref _whenLost, whenLost);

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _server);
        await Task.WhenAny(PassOnAsync(client, server, isAnswer: false), PassOnAsync(server, client, isAnswer: true));
    }

    private async Task PassOnAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (isAnswer && Interlocked.Exchange(ref _whenLost, null) is { } whenLost)
                {
                    whenLost();
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut from the other side.
        }
    }
}
