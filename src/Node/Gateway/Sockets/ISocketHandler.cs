namespace Switchboard.Node.Gateway.Sockets;

/// <summary>What becomes of the frames of one socket. Called from one thread at a time.</summary>
internal interface ISocketHandler
{
    /// <summary>A frame came. The handler owns it, and says <see cref="SocketConnection.Done"/> when everything it asked for is finished.</summary>
    void Received(ReceivedFrame frame);

    /// <summary>The socket is gone. The last call.</summary>
    void Disconnected();
}
