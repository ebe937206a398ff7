using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>The socket as its session and its channels see it. Thread-safe; nothing here blocks or throws.</summary>
internal interface ISessionSocket
{
    WireVersion Version { get; }

    /// <summary>Who is at the other end, as its token says; null when the node is open.</summary>
    string? Identity { get; }

    /// <summary>Queues an event that goes to many sockets.</summary>
    /// <returns>False when the socket is closing, or closes now because its client is too slow.</returns>
    bool TrySend(SharedFrame frame);

    /// <summary>Queues a frame of this socket alone, and gives its buffer back in any case.</summary>
    /// <returns>As above.</returns>
    bool TrySend(PooledBuffer frame);

    /// <summary>Ends the socket after what is queued. The first reason given counts.</summary>
    void Close(CloseReason reason);

    /// <summary>A received frame is finished: another one may be read. Called exactly once for each.</summary>
    void Done();
}
