using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>
/// What waits to be sent to one socket, in order, with a bound in bytes. Anyone may put something in from any thread without blocking; one run on the
/// thread pool at a time sends, as much as there is in one write. When the bound is passed the client is too slow: everything that waits is dropped and the
/// socket is closed. An idle outbox holds no buffer.
/// </summary>
internal sealed class Outbox(PipeWriter output, WireVersion version, int limit) : IThreadPoolWorkItem
{
    /// <summary>The queue's array is kept up to this size, and let go when a burst has made it larger.</summary>
    private const int KeptLength = 8;

    /// <summary>So much is written before it is handed to the system.</summary>
    private const int FlushBytes = 16 * 1024;

    // Guards all fields below. Held for a few instructions only.
    private readonly Lock _gate = new();
    private object?[] _ring = [];
    private int _head;
    private int _count;
    private int _bytes;
    private bool _sending;
    private CloseReason? _close;

    /// <summary>Why the socket is being closed; null as long as it is not.</summary>
    public CloseReason? Closing => Volatile.Read(ref _close);

    /// <summary>Called once, on the thread pool, when nothing will be sent any more: after the close frame, or after a write failed.</summary>
    public required Action Ended { get; init; }

    /// <summary>Queues an event that goes to many sockets.</summary>
    /// <returns>False when the socket is closing or too slow.</returns>
    public bool TrySend(SharedFrame frame)
    {
        var size = frame.Encoded(version).Length;
        return size == 0 || TryAdd(frame, size);
    }

    /// <summary>Queues a frame of this socket alone. The buffer is given back by the outbox in any case.</summary>
    /// <returns>False when the socket is closing or too slow.</returns>
    public bool TrySend(PooledBuffer frame)
    {
        if (TryAdd(frame, frame.Written.Length))
            return true;
        frame.Dispose();
        return false;
    }

    /// <summary>Queues the answer to a ping.</summary>
    public void SendPong(byte[] payload) => TryAdd(payload, payload.Length);

    /// <summary>Closes the socket after what is queued; the first reason given counts.</summary>
    public void Close(CloseReason reason)
    {
        lock (_gate)
        {
            if (_close is not null)
                return;
            _close = reason;
            if (_sending)
                return;
            _sending = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    private bool TryAdd(object frame, int size)
    {
        lock (_gate)
        {
            if (_close is not null)
                return false;
            if (_bytes + size > limit)
            {
                Clear();
                _close = CloseReason.SlowConsumer;
                // A run is under way, or nothing would be waiting; it sees the close when its write is done.
                return false;
            }
            if (_count == _ring.Length)
                Grow();
            _ring[(_head + _count++) & (_ring.Length - 1)] = frame;
            _bytes += size;
            if (_sending)
                return true;
            _sending = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    private async Task SendAsync()
    {
        try
        {
            var unsent = 0;
            while (true)
            {
                if (!TryTake(out var item, out var close, mayStop: unsent == 0))
                {
                    if (unsent == 0)
                        return;
                    await FlushAsync();
                    unsent = 0;
                    continue;
                }
                if (close is not null)
                {
                    WriteClose(close);
                    await FlushAsync();
                    break;
                }
                unsent += item switch
                {
                    SharedFrame shared => await WriteAsync(shared.IsBinary ? OpCode.Binary : OpCode.Text, shared.Encoded(version)),
                    byte[] ping => await WriteAsync(OpCode.Pong, ping),
                    _ => await WriteAsync((PooledBuffer)item!),
                };
                if (unsent < FlushBytes)
                    continue;
                await FlushAsync();
                unsent = 0;
            }
        }
        catch (Exception)
        {
            // Whatever a write fails with, the connection is gone; there is nobody left to tell.
        }
        End();
        Ended();
    }

    private async ValueTask<int> WriteAsync(PooledBuffer own)
    {
        using (own)
            return await WriteAsync(own.IsBinary ? OpCode.Binary : OpCode.Text, own.Written);
    }

    /// <summary>Writes a message as one frame; a large one in parts, no faster than the system takes them.</summary>
    private async ValueTask<int> WriteAsync(OpCode opCode, ReadOnlyMemory<byte> message)
    {
        output.Advance(WebSocketFrame.WriteHeader(output.GetSpan(WebSocketFrame.MaxServerHeader), opCode, message.Length));
        for (; message.Length > FlushBytes; message = message[FlushBytes..])
        {
            output.Write(message.Span[..FlushBytes]);
            await FlushAsync();
        }
        output.Write(message.Span);
        return message.Length + WebSocketFrame.MaxServerHeader;
    }

    private void WriteClose(CloseReason reason)
    {
        // What stands for "no close at all" is not to be sent.
        if (reason == CloseReason.Lost)
            return;
        Span<byte> payload = stackalloc byte[WebSocketFrame.MaxControlPayload];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)reason.Code);
        payload = payload[..(2 + Encoding.UTF8.GetBytes(reason.Text, payload[2..]))];
        output.Advance(WebSocketFrame.WriteHeader(output.GetSpan(WebSocketFrame.MaxServerHeader), OpCode.Close, payload.Length));
        output.Write(payload);
    }

    private async ValueTask FlushAsync()
    {
        var result = await output.FlushAsync();
        if (result.IsCompleted || result.IsCanceled)
            throw new IOException("The connection is gone.");
    }

    /// <summary>The next thing to send, or the close when nothing is left before it. False when there is nothing, and then, if it may stop, the run is over.</summary>
    private bool TryTake(out object? item, out CloseReason? close, bool mayStop)
    {
        item = null;
        close = null;
        lock (_gate)
        {
            if (_count > 0)
            {
                item = _ring[_head]!;
                _ring[_head] = null;
                _head = (_head + 1) & (_ring.Length - 1);
                _count--;
                _bytes -= SizeOf(item);
                return true;
            }
            close = _close;
            if (close is not null)
                return true;
            if (!mayStop)
                return false;
            if (_ring.Length > KeptLength)
                _ring = [];
            _head = 0;
            _sending = false;
            return false;
        }
    }

    /// <summary>Drops what waits and takes nothing more. The run that calls it is the last one: it leaves the flag that says a run is under way.</summary>
    private void End()
    {
        lock (_gate)
        {
            _close ??= CloseReason.Lost;
            Clear();
        }
    }

    private void Clear()
    {
        for (; _count > 0; _count--, _head = (_head + 1) & (_ring.Length - 1))
        {
            (_ring[_head] as PooledBuffer)?.Dispose();
            _ring[_head] = null;
        }
        _bytes = 0;
    }

    private void Grow()
    {
        var larger = new object?[Math.Max(2, _ring.Length * 2)];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        _ring = larger;
        _head = 0;
    }

    private int SizeOf(object item) => item switch
    {
        SharedFrame shared => shared.Encoded(version).Length,
        byte[] ping => ping.Length,
        _ => ((PooledBuffer)item).Written.Length,
    };
}
