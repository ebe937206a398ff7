using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text.Unicode;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>
/// Puts the messages of a client together from its frames, and answers its pings. It holds memory only while a message is on its way, and only for
/// what has arrived of it. Used by one thread at a time.
/// </summary>
internal sealed class WebSocketReader(PipeReader input, int limit, Action<byte[]> pong)
{
    /// <summary>Fits nearly all messages; a larger one grows the array up to the limit.</summary>
    private const int FirstArray = 1024;

    private byte[] _array = [];
    private int _length;
    private OpCode _message = OpCode.Continuation;
    private WebSocketFrameHeader _frame;
    private long _taken;
    private bool _inFrame;
    private byte[]? _control;
    private bool _skipping;

    /// <summary>From now on messages are read and forgotten: only the client's close, or the end, comes out.</summary>
    public void Skip() => _skipping = true;

    public async ValueTask<WebSocketMessage> ReadAsync()
    {
        while (true)
        {
            var result = await input.ReadAsync();
            var buffer = result.Buffer;
            var message = Parse(ref buffer);
            // After a message the rest is not called examined, so that the next read finds it at once.
            input.AdvanceTo(buffer.Start, message is null ? buffer.End : buffer.Start);
            if (message is null && !result.IsCompleted)
                continue;
            if (message is not { Outcome: WebSocketOutcome.Message })
                Release();
            return message ?? new WebSocketMessage(WebSocketOutcome.End);
        }
    }

    /// <summary>Reads and forgets whatever still comes, until the connection ends.</summary>
    public async Task DiscardAsync()
    {
        while (true)
        {
            var result = await input.ReadAsync();
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    private WebSocketMessage? Parse(ref ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            if (!_inFrame)
            {
                var size = ReadHeader(buffer);
                if (size == 0)
                    return null;
                if (size < 0 || !Follows())
                    return new WebSocketMessage(WebSocketOutcome.Violation);
                if (!_frame.IsControl && !_skipping && _length + _frame.Length > limit)
                    return new WebSocketMessage(WebSocketOutcome.TooLarge);
                buffer = buffer.Slice(size);
                _inFrame = true;
                _taken = 0;
            }
            Take(ref buffer);
            if (_taken < _frame.Length)
                return null;
            _inFrame = false;
            if (Finish() is { } message)
                return message;
        }
    }

    private int ReadHeader(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= WebSocketFrame.MaxClientHeader)
            return WebSocketFrame.TryReadHeader(buffer.FirstSpan, out _frame);
        Span<byte> head = stackalloc byte[WebSocketFrame.MaxClientHeader];
        var available = (int)Math.Min(head.Length, buffer.Length);
        buffer.Slice(0, available).CopyTo(head);
        return WebSocketFrame.TryReadHeader(head[..available], out _frame);
    }

    /// <summary>Whether the frame may come now: a continuation only in a message, and no other message before its end.</summary>
    private bool Follows()
    {
        if (_frame.IsControl)
            return true;
        if ((_frame.OpCode == OpCode.Continuation) != (_message != OpCode.Continuation))
            return false;
        if (_frame.OpCode != OpCode.Continuation)
            _message = _frame.OpCode;
        return true;
    }

    private void Take(ref ReadOnlySequence<byte> buffer)
    {
        var count = (int)Math.Min(_frame.Length - _taken, buffer.Length);
        if (count == 0)
            return;
        Span<byte> target;
        if (_skipping && !_frame.IsControl)
        {
            buffer = buffer.Slice(count);
            _taken += count;
            return;
        }
        if (_frame.IsControl)
        {
            target = (_control ??= new byte[_frame.Length]).AsSpan((int)_taken, count);
        }
        else
        {
            Reserve(count);
            target = _array.AsSpan(_length, count);
            _length += count;
        }
        buffer.Slice(0, count).CopyTo(target);
        WebSocketFrame.Unmask(target, _frame.Mask, _taken);
        buffer = buffer.Slice(count);
        _taken += count;
    }

    private WebSocketMessage? Finish()
    {
        if (_frame.IsControl)
        {
            var payload = _control ?? [];
            _control = null;
            if (_frame.OpCode == OpCode.Ping)
                pong(payload);
            return _frame.OpCode == OpCode.Close ? new WebSocketMessage(IsClose(payload) ? WebSocketOutcome.Close : WebSocketOutcome.Violation) : null;
        }
        if (!_frame.IsFinal)
            return null;
        if (_skipping)
        {
            _message = OpCode.Continuation;
            return null;
        }
        Reserve(0);
        var message = new WebSocketMessage(WebSocketOutcome.Message, _array, _length, _message == OpCode.Binary);
        _array = [];
        _length = 0;
        _message = OpCode.Continuation;
        return message;
    }

    /// <summary>A close says nothing, or a code that may be sent and a text.</summary>
    private static bool IsClose(ReadOnlySpan<byte> payload) => payload.Length == 0
        || (payload.Length >= 2 && Utf8.IsValid(payload[2..])
            && BinaryPrimitives.ReadUInt16BigEndian(payload) is (>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999));

    private void Reserve(int count)
    {
        if (_array.Length > 0 && _array.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstArray, Math.Max(_length + count, Math.Min(_array.Length * 2, limit))));
        _array.AsSpan(0, _length).CopyTo(larger);
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }

    private void Release()
    {
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        _length = 0;
    }
}
