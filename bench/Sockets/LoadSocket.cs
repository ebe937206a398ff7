using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Bench.Sockets;

/// <summary>
/// One WebSocket of the load: it sends frames made beforehand and counts those that come, without looking into them. The framework's own
/// client would take more of the machine than the servers that are measured.
/// </summary>
internal sealed class LoadSocket : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[4096];
    private readonly byte[] _header = new byte[10];
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly Socket _socket;
    private readonly Action<int> _came;
    private int _headerLength;
    private long _left; // of the frame that is being read
    private volatile bool _disposed;

    private LoadSocket(Socket socket, Action<int> came)
    {
        _socket = socket;
        _came = came;
        _receive.SetBuffer(_buffer);
        _receive.Completed += (_, _) => Receive(completed: true);
    }

    /// <summary>Ends when the first frame has come, which is the answer to a join.</summary>
    public Task First => _first.Task;

    /// <summary>Connects and upgrades.</summary>
    /// <param name="to">The server.</param>
    /// <param name="path">Path and query of the endpoint.</param>
    /// <param name="came">Told on some thread how many frames have just come.</param>
    public static async Task<LoadSocket> ConnectAsync(IPEndPoint to, string path, Action<int> came)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(to);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {to}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        var load = new LoadSocket(socket, came);
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

    public void Send(byte[] frame) => _socket.Send(frame);

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
                    End($"{_receive.SocketError}");
                    return;
                }

                if (Count(_receive.BytesTransferred) is > 0 and var frames)
                {
                    _first.TrySetResult();
                    _came(frames);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            _first.TrySetCanceled(); // the measurement is over
        }
    }

    private void End(string why)
    {
        if (_disposed) return;
        _first.TrySetException(new InvalidOperationException($"The server closed a socket: {why}"));
        Console.Error.WriteLine($"  a socket was closed by the server: {why}");
    }

    private int Count(int length)
    {
        var frames = 0;
        for (var at = 0; at < length;)
        {
            if (_left > 0)
            {
                var step = (int)Math.Min(_left, length - at);
                at += step;
                _left -= step;
                if (_left == 0) frames++;
                continue;
            }

            _header[_headerLength++] = _buffer[at++];
            var size = _header[1] & 0x7F;
            if (_headerLength < 2 || _headerLength < (size == 126 ? 4 : size == 127 ? 10 : 2)) continue;
            _left = size;
            if (size == 126) _left = (_header[2] << 8) | _header[3];
            else if (size == 127) _left = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2));
            if (_left == 0) frames++;
            if ((_header[0] & 0x0F) == 8) End("close frame");
            _headerLength = 0;
        }

        return frames;
    }
}
