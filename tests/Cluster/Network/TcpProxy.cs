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

/// <summary>
/// Stands in front of a node's port and does to its connections what networks do. The fault can be changed at any time. While the node's process is gone, it refuses
/// connections as the node's machine would.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly Lock _gate = new(); // guards _listener
    private readonly int _port;
    private readonly IPEndPoint _target;
    private Socket _listener;
    private volatile Fault _fault;
    private int _following;
    private int _chunks;

    /// <param name="port">Where it listens.</param>
    /// <param name="target">The port of the node behind it.</param>
    public TcpProxy(int port, int target)
    {
        _port = port;
        _target = new(IPAddress.Loopback, target);
        _listener = Listen();
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
        lock (_gate)
            _listener.Close();
        foreach (var socket in _sockets.Keys)
            socket.Close();
    }

    private Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, _port));
        listener.Listen();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket inbound;
            try
            {
                inbound = await listener.AcceptAsync(_closing.Token);
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
        var isNodeGone = false;
        try
        {
            if (_fault == Fault.Cut)
                return;
            await outbound.ConnectAsync(_target, _closing.Token);
            // Whichever side ends first ends both.
            var back = PumpAsync(outbound, inbound);
            isNodeGone = await Task.WhenAny(PumpAsync(inbound, outbound), back) == back;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The node is not there: the caller sees a closed connection, and the next one a closed port.
            isNodeGone = true;
        }
        finally
        {
            _sockets.TryRemove(inbound, out _);
            _sockets.TryRemove(outbound, out _);
            inbound.Close();
            outbound.Close();
        }
        if (isNodeGone && _fault == Fault.None)
            await FollowAsync();
    }

    /// <summary>Listens for as long as the node does.</summary>
    private async Task FollowAsync()
    {
        if (Interlocked.Exchange(ref _following, 1) == 1)
            return;
        try
        {
            if (await IsListeningAsync())
                return;
            lock (_gate)
                _listener.Close();
            // Another process: whether it listens can only be asked, again and again.
            while (!await IsListeningAsync())
                await Task.Delay(10, _closing.Token);
            lock (_gate)
            {
                if (!_closing.IsCancellationRequested)
                    _listener = Listen();
            }
        }
        catch (OperationCanceledException)
        {
            // The proxy closes.
        }
        finally
        {
            Volatile.Write(ref _following, 0);
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_target, _closing.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
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
