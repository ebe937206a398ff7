using System.Buffers;

namespace Akka.Remote.Wire;

/// <summary>
/// Puts a message together that came in pieces. What it holds grows with what has come, not with what was announced, and ends at the largest message.
/// </summary>
internal sealed class PieceAssembler(int largest) : IDisposable
{
    private const int FirstBuffer = 64 * 1024;

    private byte[]? _buffer;
    private int _total;
    private int _length;

    /// <summary>Adds a piece.</summary>
    /// <param name="body">Total length (of the first piece only, which is marked), then bytes.</param>
    /// <returns>True when the message is complete: it is in <see cref="Whole"/> until <see cref="Reset"/>.</returns>
    public bool Add(ref WireReader body)
    {
        var isFirst = body.Byte() != 0;
        if (isFirst != _buffer is null) throw new MalformedFrameException("The pieces of a message are out of order.");
        if (isFirst)
        {
            var total = body.Number();
            if (total == 0 || total > (uint)largest) throw new MalformedFrameException($"A message of {total} bytes is announced; akka.remote.maximum-message-size = {largest}.");
            _total = (int)total;
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(_total, FirstBuffer));
        }

        var piece = body.Take(body.Left);
        if (piece.IsEmpty || piece.Length > _total - _length) throw new MalformedFrameException("A piece has the wrong length.");
        if (_length + piece.Length > _buffer!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_total, Math.Max(_buffer.Length * 2, _length + piece.Length)));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        piece.CopyTo(_buffer.AsSpan(_length));
        _length += piece.Length;
        return _length == _total;
    }

    public ReadOnlySpan<byte> Whole => _buffer.AsSpan(0, _length);

    public void Reset()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        _length = 0;
        _total = 0;
    }

    public void Dispose() => Reset();
}
