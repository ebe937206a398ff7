using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Akka.Remote.Wire;

/// <summary>Takes whole frames out of what has been read. It holds no more than one frame.</summary>
internal sealed class FrameReader(PipeReader input, int largest)
{
    /// <summary>The largest frame taken, without its head.</summary>
    public int Largest { get; set; } = largest;

    /// <summary>Reads more, and hands on the frames that are complete.</summary>
    /// <param name="handle">Gets the kind and body; the body is valid only during the call. It returns false to leave what follows for the next call.</param>
    /// <param name="state">Handed on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many bytes were taken; -1 when the other side has closed.</returns>
    /// <exception cref="MalformedFrameException">What came is no frame.</exception>
    public async ValueTask<long> Read<T>(FrameHandler<T> handle, T state, CancellationToken cancellation = default)
    {
        var result = await input.ReadAsync(cancellation).ConfigureAwait(false);
        var buffer = result.Buffer;
        var length = buffer.Length;
        var rest = buffer;
        try
        {
            while (TryTake(ref rest, handle, state, out var goOn) && goOn)
            {
            }
        }
        finally
        {
            input.AdvanceTo(rest.Start, rest.Length > 0 && IsComplete(rest) ? rest.Start : buffer.End);
        }

        var taken = length - rest.Length;
        return taken == 0 && result.IsCompleted ? -1 : taken;
    }

    private bool IsComplete(in ReadOnlySequence<byte> rest) => rest.Length >= FrameFormat.HeadLength && rest.Length - FrameFormat.HeadLength >= Length(rest);

    private uint Length(in ReadOnlySequence<byte> rest)
    {
        Span<byte> head = stackalloc byte[sizeof(uint)];
        rest.Slice(0, sizeof(uint)).CopyTo(head);
        return Checked(BinaryPrimitives.ReadUInt32LittleEndian(head));
    }

    private uint Checked(uint length) => length >= 1 && length <= (uint)Largest
        ? length
        : throw new MalformedFrameException($"A frame of {length} bytes is announced; frames have from 1 to {Largest} bytes (akka.remote.dot-netty.tcp.maximum-frame-size).");

    private bool TryTake<T>(ref ReadOnlySequence<byte> rest, FrameHandler<T> handle, T state, out bool goOn)
    {
        goOn = false;
        if (rest.Length < FrameFormat.HeadLength) return false;
        var length = (int)Length(rest);
        if (rest.Length - FrameFormat.HeadLength < length) return false;
        var frame = rest.Slice(0, FrameFormat.HeadLength + length);
        if (frame.IsSingleSegment)
        {
            goOn = Handle(frame.FirstSpan, handle, state);
        }
        else
        {
            var copy = ArrayPool<byte>.Shared.Rent((int)frame.Length);
            try
            {
                frame.CopyTo(copy);
                goOn = Handle(copy.AsSpan(0, (int)frame.Length), handle, state);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(copy);
            }
        }

        rest = rest.Slice(frame.End);
        return true;
    }

    private static bool Handle<T>(ReadOnlySpan<byte> frame, FrameHandler<T> handle, T state)
    {
        var content = frame[FrameFormat.HeadLength..];
        if (FrameFormat.Checksum(content) != BinaryPrimitives.ReadUInt32LittleEndian(frame[4..])) throw new MalformedFrameException("The checksum of a frame is wrong.");
        return handle((FrameKind)content[0], content[1..], state);
    }
}

/// <summary>Takes a frame.</summary>
/// <returns>False to take no more for now.</returns>
internal delegate bool FrameHandler<in T>(FrameKind kind, ReadOnlySpan<byte> body, T state);
