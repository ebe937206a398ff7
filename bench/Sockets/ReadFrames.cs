using System.Buffers.Binary;
using System.Text;

namespace Switchboard.Bench.Sockets;

/// <summary>Hands on the text of each frame, which is copied only when it comes in more than one piece.</summary>
internal abstract class ReadFrames : ILoadFrames
{
    private const int MostHeader = 10;
    private const int CloseCode = 2;

    private byte[] _held = new byte[512];
    private int _heldLength;

    public int Take(ReadOnlySpan<byte> bytes)
    {
        var frames = 0;
        while (_heldLength > 0 && !bytes.IsEmpty)
        {
            // One byte more at a time until the length is known, then all that is missing.
            var wanted = Length(_held.AsSpan(0, _heldLength)) is { } whole ? whole - _heldLength : 1;
            var step = Math.Min(wanted, bytes.Length);
            Hold(bytes[..step]);
            bytes = bytes[step..];
            if (Length(_held.AsSpan(0, _heldLength)) != _heldLength) continue;
            Hand(_held.AsSpan(0, _heldLength));
            _heldLength = 0;
            frames++;
        }

        while (Length(bytes) is { } length && length <= bytes.Length)
        {
            Hand(bytes[..length]);
            bytes = bytes[length..];
            frames++;
        }

        Hold(bytes);
        return frames;
    }

    public abstract void Ended(Exception why);

    /// <summary>The text of one frame.</summary>
    protected abstract void Read(ReadOnlySpan<byte> text);

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (_heldLength + bytes.Length > _held.Length) Array.Resize(ref _held, Math.Max(2 * _held.Length, _heldLength + bytes.Length));
        bytes.CopyTo(_held.AsSpan(_heldLength));
        _heldLength += bytes.Length;
    }

    private void Hand(ReadOnlySpan<byte> frame)
    {
        var text = frame[HeaderLength(frame[1])..];
        if ((frame[0] & 0x0F) == 8) throw new InvalidOperationException("close frame " + (text.Length < CloseCode ? "" : $"{BinaryPrimitives.ReadUInt16BigEndian(text)} {Encoding.UTF8.GetString(text[CloseCode..])}"));
        Read(text);
    }

    // Of header and text together; null while it is not known. Servers do not mask.
    private static int? Length(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 2 || frame.Length < HeaderLength(frame[1])) return null;
        var header = HeaderLength(frame[1]);
        return header + header switch
        {
            2 => frame[1],
            4 => BinaryPrimitives.ReadUInt16BigEndian(frame[2..]),
            _ => checked((int)BinaryPrimitives.ReadUInt64BigEndian(frame[2..])),
        };
    }

    private static int HeaderLength(byte size) => size switch { 126 => 4, 127 => MostHeader, _ => 2 };
}
