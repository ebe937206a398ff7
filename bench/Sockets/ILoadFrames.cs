namespace Switchboard.Bench.Sockets;

/// <summary>What a socket of the load does with the bytes that come. Calls come one after the other, on any thread.</summary>
internal interface ILoadFrames
{
    /// <summary>Takes what has come, and says how many frames it completed.</summary>
    /// <exception cref="InvalidOperationException">The server closes the socket, or what it sent is not what it should be.</exception>
    int Take(ReadOnlySpan<byte> bytes);

    /// <summary>The socket has ended although the load has not.</summary>
    void Ended(Exception why);
}
