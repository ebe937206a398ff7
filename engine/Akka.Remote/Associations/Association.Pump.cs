using System.Buffers;
using Akka.Dispatch;
using Akka.Event;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

// The pump: runs while there is something to do, on one thread at a time.
internal sealed partial class Association : IRunnable
{
    /// <summary>Writes after which others get the thread.</summary>
    private const int WritesInOneRun = 16;

    private int _running;
    private volatile bool _pingDue;
    private TaskCompletionSource? _flushed;
    private bool _goodbyeDue;
    private bool _closed;

    private bool HasMessages => _system.Count > 0 || HasDroppable;

    // System messages that have been tried are not: they wait for the next attempt, and would keep the pump running until then.
    private bool HasDroppable
    {
        get
        {
            if (!_newSystemMessages.IsEmpty) return true;
            foreach (var lane in _lanes)
                if (!lane.IsEmpty) return true;
            return false;
        }
    }

    private bool HasSomethingToSend
    {
        get
        {
            if (_pingDue || _goodbyeDue || _system.HasUnsent || !_newSystemMessages.IsEmpty) return true;
            foreach (var lane in _lanes)
                if (!lane.IsEmpty) return true;
            return false;
        }
    }

    private bool HasWork =>
        !_commands.IsEmpty || (_connection is { IsBroken: true }) || (_connection is not null ? HasSomethingToSend : (MayConnect && HasMessages) || (HasDroppable && (IsOut || _closed)));

    void IThreadPoolWorkItem.Execute() => _ = Pump();

    void IRunnable.Run() => _ = Pump();

    /// <summary>Tells the remoting that the association has nothing left to send, or cannot send it.</summary>
    /// <returns>Completes then.</returns>
    public Task Shutdown()
    {
        var done = Remoting.NewCompletion();
        Command(() =>
        {
            _flushed = done;
            if (_connection is null && !_connecting) FinishShutdown();
            else _goodbyeDue = true;
        });
        return done.Task;
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0) Remoting.Execute(this);
    }

    // For the few and small messages of whoever keeps time: no other thread is woken for them. Never blocks: a write that cannot be completed goes on elsewhere.
    private void WakeHere()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0) _ = Pump();
    }

    private async Task Pump()
    {
        var writes = 0;
        byte[]? buffer = null;
        try
        {
            do
            {
                while (TryPrepareConnection())
                {
                    var size = _connection!.LargestFrame + FrameFormat.HeadLength;
                    buffer ??= ArrayPool<byte>.Shared.Rent(size);
                    var length = Remoting.WithTransport(static state => state.Association.Fill(state.Buffer.AsSpan(0, state.Size)), (Association: this, Buffer: buffer, Size: size));
                    if (length == 0) break;
                    await Write(buffer.AsMemory(0, length)).ConfigureAwait(false);
                    if (++writes < WritesInOneRun) continue;
                    Remoting.Execute(this);
                    return;
                }

                Interlocked.Exchange(ref _running, 0);
            }
            while (HasWork && Interlocked.Exchange(ref _running, 1) == 0);
        }
        catch (Exception failure)
        {
            // A defect. The association must not stand still for ever.
            Remoting.Log.Error(failure, "Sending to [{0}] failed: {1}", Remote, failure.Message);
            LoseConnection(failure);
            Interlocked.Exchange(ref _running, 0);
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Returns true when there is a connection to write to.
    private bool TryPrepareConnection()
    {
        while (_commands.TryDequeue(out var command)) command();
        TakeSystemMessages();
        if (_closed)
        {
            DropWaiting();
            return false;
        }

        if (_connection is { IsBroken: true } broken) LoseConnection(broken.Failure);
        if (_connection is not null)
        {
            _system.Acknowledge(_connection.Acknowledged);
            return true;
        }

        if (IsOut) DropWaiting();
        else if (HasMessages && MayConnect) Connect();
        return false;
    }

    private void TakeSystemMessages()
    {
        while (_newSystemMessages.TryDequeue(out var added))
        {
            if (IsOut || _closed) continue;
            if (_connection is not null) _system.Acknowledge(_connection.Acknowledged);
            if (_system.Count >= Remoting.Settings.SysMsgBufferSize)
            {
                GiveUp($"{_system.Count} system messages wait for their acknowledgement (akka.remote.system-message-buffer-size)");
                return;
            }

            _system.Add(added.Message, added.Recipient, Remoting.Now);
        }
    }

    private async ValueTask Write(ReadOnlyMemory<byte> frame)
    {
        try
        {
            var result = await _connection!.Output.WriteAsync(frame).ConfigureAwait(false);
            if (result.IsCompleted) LoseConnection(null);
        }
        catch (Exception failure)
        {
            // Sockets, TLS and simulations each have exceptions of their own for a connection that has gone.
            LoseConnection(_connection?.Failure ?? failure);
        }
    }

    private int Fill(Span<byte> into)
    {
        if (_pingDue)
        {
            _pingDue = false;
            return Control(into, FrameKind.Ping, 0);
        }

        var length = FillSystem(into);
        for (var lane = 0; length == 0 && lane < _lanes.Length; lane++) length = lane == 0 ? _lanes[0].Fill(into) : NextUserLane().Fill(into);
        if (length > 0 || !_goodbyeDue) return length;
        _goodbyeDue = false;
        return Control(into, FrameKind.Goodbye, 0);
    }

    private int _userLane;

    // By turns, so that one lane's flood does not hold the others up.
    private LaneSender NextUserLane()
    {
        _userLane = _userLane + 1 < _lanes.Length ? _userLane + 1 : 1;
        return _lanes[_userLane];
    }

    private static int Control(Span<byte> into, FrameKind kind, byte value)
    {
        into[FrameFormat.HeadLength] = (byte)kind;
        into[FrameFormat.Overhead] = value;
        FrameFormat.Seal(into[..(FrameFormat.Overhead + 1)]);
        return FrameFormat.Overhead + 1;
    }

    private int FillSystem(Span<byte> into)
    {
        if (!_system.HasUnsent) return 0;
        const int Head = FrameFormat.Overhead + sizeof(long);
        var length = Head;
        var first = 0L;
        var last = 0L;
        foreach (var entry in _system.Unsent())
        {
            if (first == 0) first = entry.Sequence;
            var (id, manifest, payload) = Remoting.Serialize(entry.Message);
            var written = _systemWriter.TryWrite(new Prepared(entry.Recipient, null, id, manifest, payload), into[length..]);
            if (written == 0) break;
            length += written;
            last = entry.Sequence;
        }

        if (last == 0) throw new InvalidOperationException($"System message {first} for [{Remote}] does not fit into a frame of {into.Length} bytes.");
        _system.Sent(last);
        into[FrameFormat.HeadLength] = (byte)FrameKind.SystemMessages;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(into[FrameFormat.Overhead..], first);
        FrameFormat.Seal(into[..length]);
        return length;
    }

    // After the goodbye the other side closes the connection: all that was written has arrived then.
    private void FinishShutdown()
    {
        _closed = true;
        foreach (var lane in _lanes) lane.Queue.Close();
        _system.Clear();
        DropWaiting();
        _retry?.Dispose();
        Remoting.Complete(_flushed!);
        _flushed = null;
    }
}
