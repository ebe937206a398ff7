using System.Net.WebSockets;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>
/// What waits to be sent to one socket, in order, with a bound in bytes. Anyone may put something in from any thread without blocking; one run on the
/// thread pool at a time sends. When the bound is passed the client is too slow: everything that waits is dropped and the socket is closed.
/// An idle outbox holds no buffer.
/// </summary>
internal sealed class Outbox(WebSocket socket, WireVersion version, int limit) : IThreadPoolWorkItem
{
    /// <summary>The queue's array is kept up to this size, and let go when a burst has made it larger.</summary>
    private const int KeptLength = 8;

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
            while (true)
            {
                if (!TryTake(out var item, out var close))
                    return;
                if (close is not null)
                {
                    // In any other state a close has been sent, or there is nobody to send one to.
                    if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                        await socket.CloseOutputAsync(close.Code, close.Text, CancellationToken.None);
                    break;
                }
                if (item is SharedFrame shared)
                {
                    await socket.SendAsync(shared.Encoded(version), TypeOf(shared.IsBinary), WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
                    continue;
                }
                using var own = (PooledBuffer)item!;
                await socket.SendAsync(own.Written, TypeOf(own.IsBinary), WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
            }
        }
        catch (Exception)
        {
            // Whatever a write fails with, the connection is gone; there is nobody left to tell.
            socket.Abort();
        }
        End();
        Ended();
    }

    /// <summary>The next thing to send. False, and the run over, when there is none.</summary>
    private bool TryTake(out object? item, out CloseReason? close)
    {
        item = null;
        close = null;
        lock (_gate)
        {
            if (_count > 0)
            {
                item = _ring[_head];
                _ring[_head] = null;
                _head = (_head + 1) & (_ring.Length - 1);
                _count--;
                _bytes -= item is SharedFrame shared ? shared.Encoded(version).Length : ((PooledBuffer)item!).Written.Length;
                return true;
            }
            close = _close;
            if (close is not null)
                return true;
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
            _close ??= CloseReason.ByClient;
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
        var larger = new object?[Math.Max(4, _ring.Length * 2)];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        _ring = larger;
        _head = 0;
    }

    private static WebSocketMessageType TypeOf(bool isBinary) => isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
}
