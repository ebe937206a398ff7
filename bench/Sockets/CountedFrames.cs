using System.Buffers.Binary;

namespace Switchboard.Bench.Sockets;

/// <summary>Counts frames without looking into them, so that as much of the machine as possible is left to the server.</summary>
internal sealed class CountedFrames(Action<int> came) : ILoadFrames
{
    private readonly byte[] _header = new byte[10];
    private int _headerLength;
    private long _left; // of the frame that is being read

    public int Take(ReadOnlySpan<byte> bytes)
    {
        var frames = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (_left > 0)
            {
                var step = (int)Math.Min(_left, bytes.Length - at);
                at += step;
                _left -= step;
                if (_left == 0) frames++;
                continue;
            }

            _header[_headerLength++] = bytes[at++];
            var size = _header[1] & 0x7F;
            if (_headerLength < 2 || _headerLength < (size == 126 ? 4 : size == 127 ? 10 : 2)) continue;
            _left = size;
            if (size == 126) _left = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2));
            else if (size == 127) _left = BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2));
            if (_left == 0) frames++;
            if ((_header[0] & 0x0F) == 8) throw new InvalidOperationException("close frame");
            _headerLength = 0;
        }

        if (frames > 0) came(frames);
        return frames;
    }

    public void Ended(Exception why) => Console.Error.WriteLine($"  a socket was closed by the server: {why.Message}");
}
