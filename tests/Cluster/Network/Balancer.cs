using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Switchboard.Cluster.Tests.Network;

/// <summary>Hands each connection to the next node that answers its first request, and not with 503, as the proxy in docker/nginx.conf does.</summary>
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
            client.NoDelay = true;
            if (await ReadHeadAsync(client) is not { } request)
                return;
            for (var tries = 0; tries < _nodes.Count; tries++)
            {
                using var node = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (await AskAsync(node, request) is not { } response)
                    continue;
                if (await SendAsync(client, response))
                    await Task.WhenAny(CopyAsync(client, node), CopyAsync(node, client));
                return;
            }
        }
    }

    // The head of the answer and what came with it, or null when the node is away, stopping, or ends before it answers.
    private async Task<byte[]?> AskAsync(Socket node, byte[] request)
    {
        try
        {
            await node.ConnectAsync(_nodes[Interlocked.Increment(ref _next) % _nodes.Count], _closing.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
        if (!await SendAsync(node, request) || await ReadHeadAsync(node) is not { } response)
            return null;
        return response.AsSpan().StartsWith("HTTP/1.1 503 "u8) ? null : response;
    }

    // What comes up to the end of an HTTP head, or null when the connection ends before it does.
    private async Task<byte[]?> ReadHeadAsync(Socket from)
    {
        var head = new byte[16 * 1024];
        var length = 0;
        try
        {
            while (length < head.Length && await from.ReceiveAsync(head.AsMemory(length), _closing.Token) is var read and > 0)
            {
                length += read;
                if (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                    return head[..length];
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Ended.
        }
        return null;
    }

    private async Task<bool> SendAsync(Socket to, byte[] bytes)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await to.SendAsync(bytes.AsMemory(sent), _closing.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
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
