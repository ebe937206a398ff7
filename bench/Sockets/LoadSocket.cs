using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Bench.Sockets;

/// <summary>
/// One WebSocket of the load: it sends frames made beforehand and hands over what comes. The framework's own client would take more of the
/// machine than the servers that are measured.
/// </summary>
internal sealed class LoadSocket : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[4096];
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly Socket _socket;
    private readonly ILoadFrames _frames;
    private volatile bool _disposed;

    private LoadSocket(Socket socket, ILoadFrames frames)
    {
        _socket = socket;
        _frames = frames;
        _receive.SetBuffer(_buffer);
        _receive.Completed += (_, _) => Receive(completed: true);
    }

    /// <summary>Ends when the first frame has come, which is the answer to a join.</summary>
    public Task First => _first.Task;

    /// <summary>Connects and upgrades.</summary>
    /// <param name="to">The server.</param>
    /// <param name="path">Path and query of the endpoint.</param>
    /// <param name="frames">Takes what comes.</param>
    public static async Task<LoadSocket> ConnectAsync(IPEndPoint to, string path, ILoadFrames frames)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(to);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {to}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        var load = new LoadSocket(socket, frames);
        var length = 0;
        while (!load._buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = await socket.ReceiveAsync(load._buffer.AsMemory(length));
            if (read == 0) break;
            length += read;
        }

        if (!load._buffer.AsSpan(0, length).StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException($"{to}{path} did not upgrade: {Encoding.UTF8.GetString(load._buffer, 0, length)}");
        load.Receive(completed: false);
        return load;
    }

    /// <summary>A text frame as a client has to send it. The mask is zero, so that one frame serves all sockets.</summary>
    public static byte[] Frame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] head = payload.Length < 126 ? [0x81, (byte)(0x80 | payload.Length)] : [0x81, 0xFE, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [.. head, 0, 0, 0, 0, .. payload];
    }

    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

    public void Dispose()
    {
        _disposed = true;
        _socket.Dispose();
        _receive.Dispose();
    }

    private void Receive(bool completed)
    {
        try
        {
            while (completed || !_socket.ReceiveAsync(_receive))
            {
                completed = false;
                if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
                {
                    End(new InvalidOperationException($"The server closed a socket: {_receive.SocketError}"));
                    return;
                }

                if (_frames.Take(_buffer.AsSpan(0, _receive.BytesTransferred)) > 0) _first.TrySetResult();
            }
        }
        catch (ObjectDisposedException)
        {
            _first.TrySetCanceled(); // the measurement is over
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or SocketException)
        {
            End(wrong);
        }
    }

    private void End(Exception why)
    {
        if (_disposed) return;
        _first.TrySetException(why);
        _frames.Ended(why);
    }
}
