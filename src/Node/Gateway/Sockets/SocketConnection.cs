using System.Buffers;
using System.Net.WebSockets;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>
/// One open socket: reads frames no faster than they are handled, and sends through its <see cref="Outbox"/>. A waiting socket holds no buffer.
/// </summary>
internal sealed class SocketConnection : ISessionSocket
{
    /// <summary>Fits nearly all frames; a larger one grows the buffer up to the limit.</summary>
    private const int FirstBuffer = 4096;

    private readonly WebSocket _socket;
    private readonly SocketLimits _limits;
    private readonly TimeProvider _time;
    private readonly Outbox _outbox;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inWorks;
    private TaskCompletionSource? _room;
    private long _lastReceived;
    private long _closingSince;
    private ISocketHandler? _handler;

    public SocketConnection(WebSocket socket, WireVersion version, string? identity, SocketLimits limits, TimeProvider time)
    {
        _socket = socket;
        _limits = limits;
        _time = time;
        Version = version;
        Identity = identity;
        _lastReceived = time.GetTimestamp();
        _outbox = new Outbox(socket, version, limits.OutboundBytes) { Ended = _sent.SetResult };
    }

    public WireVersion Version { get; }

    /// <summary>Who is at the other end, as its token says; null when the node is open.</summary>
    public string? Identity { get; }

    /// <summary>Why it is being closed, or was; null as long as it is open.</summary>
    public CloseReason? Closing => _outbox.Closing;

    public bool TrySend(SharedFrame frame) => _outbox.TrySend(frame);

    /// <summary>Sends a frame to this socket alone, and gives its buffer back.</summary>
    public bool TrySend(PooledBuffer frame) => _outbox.TrySend(frame);

    /// <summary>Ends the socket after what is queued. The first reason given counts.</summary>
    public void Close(CloseReason reason) => _outbox.Close(reason);

    /// <summary>Ends the socket at once, without a word.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>A frame is finished: another one may be read. Thread-safe.</summary>
    public void Done()
    {
        if (Interlocked.Decrement(ref _inWorks) == _limits.InboundWindow - 1)
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    /// <summary>Nobody will call <see cref="Done"/> for what is in the works: reading no longer waits for it.</summary>
    public void Detach()
    {
        // So far below any window that late calls of Done do not matter.
        Interlocked.Exchange(ref _inWorks, int.MinValue / 2);
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    /// <summary>
    /// Closes the socket when nothing came for too long, drops it when its client does not answer the close in time, and has its session look for
    /// answers that will not come. Called about once a second, for all sockets by the same thread.
    /// </summary>
    public void CheckTimes(TimeSpan idle, TimeSpan closing)
    {
        if (Volatile.Read(ref _inWorks) > 0)
            Volatile.Read(ref _handler)?.CheckAnswers();
        if (Closing is null)
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _lastReceived)) >= idle)
                Close(CloseReason.Idle);
            return;
        }
        // Zero is "not set": the first check after the close starts the count.
        if (_closingSince == 0)
            _closingSince = _time.GetTimestamp();
        else if (_time.GetElapsedTime(_closingSince) >= closing)
            Abort();
    }

    /// <summary>Reads frames until the socket is gone. Never throws.</summary>
    public async Task RunAsync(ISocketHandler handler)
    {
        Volatile.Write(ref _handler, handler);
        try
        {
            while (await ReceiveAsync() is { } frame)
            {
                // A socket that is being closed is read only to find the client's own close.
                if (Closing is not null)
                {
                    frame.Dispose();
                    continue;
                }
                Interlocked.Increment(ref _inWorks);
                handler.Received(frame);
                await WaitForRoomAsync();
            }
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode != WebSocketError.ConnectionClosedPrematurely)
        {
            // The client broke the rules of WebSocket, and the socket class has answered that with a close.
            _outbox.Close(CloseReason.BrokenRules);
        }
        catch (Exception)
        {
            // Whatever reading fails with, the connection is gone.
            _outbox.Close(CloseReason.Lost);
        }
        _outbox.Close(CloseReason.ByClient);
        handler.Disconnected();
        await _sent.Task;
    }

    /// <summary>The next frame; null when the client closed, or must be closed.</summary>
    private async ValueTask<ReceivedFrame?> ReceiveAsync()
    {
        // Waits with no buffer: thousands of sockets wait at a time.
        var result = await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (result.MessageType == WebSocketMessageType.Close)
            return null;
        var array = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBuffer, _limits.FrameBytes));
        var length = 0;
        while (!result.EndOfMessage)
        {
            if (length == array.Length)
            {
                if (length >= _limits.FrameBytes)
                    return await RefuseAsync(array);
                array = Grow(array, length);
            }
            result = await _socket.ReceiveAsync(array.AsMemory(length), CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                ArrayPool<byte>.Shared.Return(array);
                return null;
            }
            length += result.Count;
        }
        if (length > _limits.FrameBytes)
            return await RefuseAsync(array);
        Volatile.Write(ref _lastReceived, _time.GetTimestamp());
        var isBinary = result.MessageType == WebSocketMessageType.Binary;
        return new ReceivedFrame(FrameDecoder.Decode(array.AsMemory(0, length), isBinary, Version), array);
    }

    /// <summary>Closes for a frame that is too large, and reads what still comes until the client has closed as well.</summary>
    private async ValueTask<ReceivedFrame?> RefuseAsync(byte[] array)
    {
        Close(CloseReason.FrameTooLarge);
        try
        {
            while ((await _socket.ReceiveAsync(array.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
        return null;
    }

    private byte[] Grow(byte[] array, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 2, _limits.FrameBytes + 1));
        array.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }

    private Task WaitForRoomAsync()
    {
        if (Volatile.Read(ref _inWorks) < _limits.InboundWindow)
            return Task.CompletedTask;
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _room, room);
        // What was finished between the look above and the exchange would otherwise wake nobody.
        if (Volatile.Read(ref _inWorks) < _limits.InboundWindow)
            room.TrySetResult();
        return room.Task;
    }
}
