using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Switchboard.Cluster.Tests.Network;

/// <summary>What a proxy does with the bytes that come to a node.</summary>
internal enum Fault
{
    /// <summary>Hands them on.</summary>
    None,

    /// <summary>Closes every connection, and each new one.</summary>
    Cut,

    /// <summary>Keeps connections open, and hands nothing on in either direction.</summary>
    Swallow,

    /// <summary>Hands them on late.</summary>
    Delay,

    /// <summary>Turns over a bit now and then.</summary>
    Corrupt,
}

/// <summary>Stands in front of a node's port and does to its connections what networks do. The fault can be changed at any time.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile Fault _fault;
    private int _chunks;

    /// <param name="port">Where it listens.</param>
    /// <param name="target">The port of the node behind it.</param>
    public TcpProxy(int port, int target)
    {
        _target = target;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>What happens to connections from now on, also to those that are open.</summary>
    public Fault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            if (value != Fault.Cut)
                return;
            foreach (var socket in _sockets.Keys)
                socket.Close();
        }
    }

    /// <summary>Chunks of bytes that were changed on their way.</summary>
    public int Corrupted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Close();
        foreach (var socket in _sockets.Keys)
            socket.Close();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket inbound;
            try
            {
                inbound = await _listener.AcceptAsync(_closing.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = ServeAsync(inbound);
        }
    }

    private async Task ServeAsync(Socket inbound)
    {
        using var outbound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        inbound.NoDelay = true;
        _sockets[inbound] = 0;
        _sockets[outbound] = 0;
        try
        {
            if (_fault == Fault.Cut)
                return;
            await outbound.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _target), _closing.Token);
            // Whichever side ends first ends both.
            await Task.WhenAny(PumpAsync(inbound, outbound), PumpAsync(outbound, inbound));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The node is not there: the caller sees a closed connection, as without a proxy.
        }
        finally
        {
            _sockets.TryRemove(inbound, out _);
            _sockets.TryRemove(outbound, out _);
            inbound.Close();
            outbound.Close();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _closing.Token)) > 0)
            {
                if (_fault == Fault.Swallow)
                    continue;
                if (_fault == Fault.Delay)
                    await Task.Delay(Late, _closing.Token);
                if (_fault == Fault.Corrupt && Interlocked.Increment(ref _chunks) % 5 == 0)
                {
                    buffer[count / 2] ^= 0x10;
                    Corrupted++;
                }
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _closing.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the connection, which both sides are told of.
        }
    }
}
