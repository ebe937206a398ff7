using System.IO.Pipelines;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>Reads and writes the frames of a handshake, one at a time.</summary>
internal static class HandshakeFrames
{
    public delegate int Writer(Span<byte> into);

    /// <summary>The kind and body of a frame: what proofs are made over.</summary>
    public static byte[] Content(Writer write)
    {
        Span<byte> buffer = stackalloc byte[FrameFormat.LargestHandshakeFrame];
        return buffer[..write(buffer)].ToArray();
    }

    public static async Task Write(PipeWriter output, byte[] content)
    {
        var frame = new byte[FrameFormat.HeadLength + content.Length];
        content.CopyTo(frame, FrameFormat.HeadLength);
        FrameFormat.Seal(frame);
        await output.WriteAsync(frame).ConfigureAwait(false);
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>Its kind and body.</returns>
    /// <exception cref="RefusedException">The other side refuses.</exception>
    /// <exception cref="RemoteTransportException">It closed the connection.</exception>
    /// <exception cref="MalformedFrameException">Something else came.</exception>
    public static async Task<byte[]> Read(FrameReader reader, FrameKind expected)
    {
        var box = new Box();
        while (box.Content is null)
        {
            var read = await reader.Read(
                static (kind, body, into) =>
                {
                    into.Content = [(byte)kind, .. body];
                    return false;
                },
                box).ConfigureAwait(false);
            if (read < 0) throw new RemoteTransportException("The other side closed the connection during the handshake.");
        }

        var content = box.Content;
        if (content[0] == (byte)FrameKind.Refuse)
        {
            var refuse = Refuse.Read(content.AsSpan(1));
            throw new RefusedException(refuse.Reason, refuse.Text, isTheirs: true);
        }

        return content[0] == (byte)expected ? content : throw new MalformedFrameException($"A frame of kind {content[0]} came where {expected} was expected.");
    }

    private sealed class Box
    {
        public byte[]? Content;
    }
}
