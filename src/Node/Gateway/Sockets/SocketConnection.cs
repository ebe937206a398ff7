using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>
/// One open socket: reads frames no faster than they are handled, and sends through its <see cref="Outbox"/>. A waiting socket holds no buffer.
/// </summary>
internal sealed class SocketConnection : ISessionSocket
{
    /// <summary>How long a socket that is drained waits for the answers to what its client has sent. Rooms answer in much less, or are themselves away.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly ConnectionContext _connection;
    private readonly SocketLimits _limits;
    private readonly TimeProvider _time;
    private readonly WebSocketReader _reader;
    private readonly Outbox _outbox;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inWorks;
    private TaskCompletionSource? _room;
    private long _lastReceived;
    private long _closingSince;
    private long _drainingSince;
    private ISocketHandler? _handler;

    public SocketConnection(ConnectionContext connection, WireVersion version, string? identity, SocketLimits limits, TimeProvider time)
    {
        _connection = connection;
        _limits = limits;
        _time = time;
        Version = version;
        Identity = identity;
        _lastReceived = time.GetTimestamp();
        _outbox = new Outbox(connection.Transport.Output, version, limits.OutboundBytes) { Ended = _sent.SetResult };
        _reader = new WebSocketReader(connection.Transport.Input, limits.FrameBytes, _outbox.SendPong);
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

    /// <summary>
    /// Asks the client to reconnect when nothing of it is in the works any more, so that it need not guess what became of what it sent; after
    /// <see cref="DrainTime"/> in any case. Thread-safe.
    /// </summary>
    public void Drain()
    {
        // Zero is "not draining".
        Interlocked.CompareExchange(ref _drainingSince, Math.Max(1, _time.GetTimestamp()), 0);
        if (Volatile.Read(ref _inWorks) <= 0)
            Close(CloseReason.Draining);
    }

    /// <summary>Ends the socket at once, without a word.</summary>
    public void Abort() => _connection.Abort(new ConnectionAbortedException("The client did not answer the close."));

    /// <summary>A frame is finished: another one may be read. Thread-safe.</summary>
    public void Done()
    {
        var left = Interlocked.Decrement(ref _inWorks);
        if (left == _limits.InboundWindow - 1)
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
        if (left <= 0 && Interlocked.Read(ref _drainingSince) != 0)
            Close(CloseReason.Draining);
    }

    /// <summary>Nobody will call <see cref="Done"/> for what is in the works: reading no longer waits for it.</summary>
    public void Detach()
    {
        // So far below any window that late calls of Done do not matter.
        Interlocked.Exchange(ref _inWorks, int.MinValue / 2);
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    /// <summary>
    /// Closes the socket when nothing came for too long or its drain takes too long, drops it when its client does not answer the close in time, and has its session look for
    /// answers that will not come. Called about once a second, for all sockets by the same thread.
    /// </summary>
    public void CheckTimes(TimeSpan idle, TimeSpan closing)
    {
        if (Volatile.Read(ref _inWorks) > 0)
            Volatile.Read(ref _handler)?.CheckAnswers();
        if (Closing is null)
        {
            var draining = Interlocked.Read(ref _drainingSince);
            if (draining != 0 && _time.GetElapsedTime(draining) >= DrainTime)
                Close(CloseReason.Draining);
            else if (_time.GetElapsedTime(Volatile.Read(ref _lastReceived)) >= idle)
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
            _outbox.Close(await ReadAsync(handler));
        }
        catch (Exception)
        {
            // Whatever reading fails with, the connection is gone.
            _outbox.Close(CloseReason.Lost);
        }
        handler.Disconnected();
        await _sent.Task;
    }

    /// <summary>Hands on frames until the client closes or must be closed.</summary>
    private async Task<CloseReason> ReadAsync(ISocketHandler handler)
    {
        while (true)
        {
            var message = await _reader.ReadAsync();
            switch (message.Outcome)
            {
                case WebSocketOutcome.Message when Closing is not null:
                    // A socket that is being closed is read only to find the client's own close.
                    ArrayPool<byte>.Shared.Return(message.Array!);
                    continue;
                case WebSocketOutcome.Message:
                    Volatile.Write(ref _lastReceived, _time.GetTimestamp());
                    Interlocked.Increment(ref _inWorks);
                    handler.Received(new ReceivedFrame(FrameDecoder.Decode(message.Array.AsMemory(0, message.Length), message.IsBinary, Version), message.Array!));
                    await WaitForRoomAsync();
                    continue;
                case WebSocketOutcome.Close:
                    return CloseReason.ByClient;
                case WebSocketOutcome.TooLarge:
                    Close(CloseReason.FrameTooLarge);
                    _reader.Skip();
                    continue;
                case WebSocketOutcome.Violation:
                    Close(CloseReason.BrokenRules);
                    // A connection that is cut with bytes unread takes our close with it: the client ends it, or CheckTimes does.
                    await _reader.DiscardAsync();
                    return CloseReason.BrokenRules;
                default:
                    return CloseReason.Lost;
            }
        }
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
