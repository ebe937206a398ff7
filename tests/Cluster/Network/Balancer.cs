using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Switchboard.Cluster.Tests.Network;

/// <summary>Hands each connection to the next node that accepts one, as a proxy in front of a cluster does.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, byte> _serving = new();
    private readonly IReadOnlyList<IPEndPoint> _nodes;
    private readonly Task _accepting;
    private int _next;

    /// <param name="nodes">Where the nodes listen.</param>
    public Balancer(IEnumerable<Uri> nodes)
    {
        _nodes = [.. nodes.Select(n => new IPEndPoint(IPAddress.Parse(n.Host), n.Port))];
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Close();
        await Task.WhenAll(_serving.Keys);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var serving = ServeAsync(await _listener.AcceptAsync(_closing.Token));
                _serving[serving] = 0;
                _ = serving.ContinueWith(t => _serving.TryRemove(t, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            for (var tries = 0; tries < _nodes.Count; tries++)
            {
                using var node = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await node.ConnectAsync(_nodes[Interlocked.Increment(ref _next) % _nodes.Count], _closing.Token);
                }
                catch (SocketException)
                {
                    // Away: the next one.
                    continue;
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                client.NoDelay = true;
                await Task.WhenAny(CopyAsync(client, node), CopyAsync(node, client));
                return;
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target, _closing.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the connection, which both sides are told of.
        }
    }
}
