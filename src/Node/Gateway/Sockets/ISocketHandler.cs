namespace Switchboard.Node.Gateway.Sockets;

/// <summary>What becomes of the frames of one socket. Thread-safe.</summary>
internal interface ISocketHandler
{
    /// <summary>A frame came. The handler owns it, and says <see cref="SocketConnection.Done"/> when everything it asked for is finished.</summary>
    void Received(ReceivedFrame frame);

    /// <summary>Frames have been in the works for a while: it may be that an answer will not come.</summary>
    void CheckAnswers();

    /// <summary>The socket is gone. The last call.</summary>
    void Disconnected();
}
