using System.Buffers;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>A frame as it was received, with the pooled array it lies in. Whoever handles it disposes it, after which its payload must not be touched.</summary>
internal sealed class ReceivedFrame(ClientFrame frame, byte[] array) : IDisposable
{
    private byte[]? _array = array;

    public ClientFrame Frame { get; } = frame;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
            ArrayPool<byte>.Shared.Return(array);
    }
}
