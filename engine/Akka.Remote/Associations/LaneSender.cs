using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>
/// One lane of an association: what waits, and what this connection's other side knows already. The pump's alone, but for <see cref="Queue"/>.
/// </summary>
internal sealed class LaneSender(Association association, byte number, int bound)
{
    private EnvelopeWriter _writer = new();
    private Prepared _prepared; // the oldest message, serialized but not sent
    private bool _isPrepared;
    private byte[]? _pieces; // the same when it is larger than a frame
    private int _sentOfPieces;

    public LaneQueue Queue { get; } = new(bound);

    public bool IsEmpty => Queue.IsEmpty && !_isPrepared;

    /// <summary>The other side of a new connection knows nothing.</summary>
    public void Reset()
    {
        _writer = new EnvelopeWriter();
        _pieces = null;
        _sentOfPieces = 0;
    }

    /// <summary>Forgets the message that was next: what waits goes to dead letters.</summary>
    public void Abandon()
    {
        _prepared = default;
        _isPrepared = false;
        Reset();
    }

    /// <summary>Fills one frame.</summary>
    /// <param name="into">Where to; its length is the largest frame with its head.</param>
    /// <returns>Its length; 0 when nothing waits.</returns>
    public int Fill(Span<byte> into)
    {
        if (_pieces is not null) return NextPiece(into);
        var length = FrameFormat.Overhead + 1;
        var count = 0;
        while (TryPrepare())
        {
            var written = _writer.TryWrite(_prepared, into[length..]);
            if (written < 0)
            {
                association.RefuseSender(_prepared, Queue.Peek()!);
                Done();
                continue;
            }

            if (written == 0)
            {
                if (count > 0) break;
                _pieces = EnvelopeWriter.WriteWhole(_prepared);
                return NextPiece(into);
            }

            length += written;
            count++;
            Done();
            if (!association.Remoting.Wire.Batching) break;
        }

        if (count == 0) return 0;
        into[FrameFormat.HeadLength] = (byte)FrameKind.Messages;
        into[FrameFormat.Overhead] = number;
        FrameFormat.Seal(into[..length]);
        return length;
    }

    private int NextPiece(Span<byte> into)
    {
        var writer = new WireWriter(into[FrameFormat.HeadLength..]);
        writer.Byte((byte)FrameKind.Piece);
        writer.Byte(number);
        writer.Byte(_sentOfPieces == 0 ? (byte)1 : (byte)0);
        if (_sentOfPieces == 0) writer.Number((uint)_pieces!.Length);
        var room = into.Length - FrameFormat.HeadLength - writer.Written;
        var piece = _pieces.AsSpan(_sentOfPieces, Math.Min(room, _pieces!.Length - _sentOfPieces));
        writer.Bytes(piece);
        _sentOfPieces += piece.Length;
        if (_sentOfPieces == _pieces.Length)
        {
            _pieces = null;
            _sentOfPieces = 0;
            Done();
        }

        var length = FrameFormat.HeadLength + writer.Written;
        FrameFormat.Seal(into[..length]);
        return length;
    }

    private void Done()
    {
        _prepared = default;
        _isPrepared = false;
        Queue.Pop();
    }

    // What cannot be sent is left out, and said.
    private bool TryPrepare()
    {
        while (!_isPrepared)
        {
            if (Queue.Peek() is not { } next) return false;
            _isPrepared = association.TryPrepare(next, out _prepared);
            if (!_isPrepared) Queue.Pop();
        }

        return true;
    }
}
