namespace Switchboard.Node.Gateway.Sockets;

/// <summary>The limits of one socket; the same object for all of them.</summary>
/// <param name="FrameBytes">A larger message closes the socket.</param>
/// <param name="OutboundBytes">More bytes waiting for the client close the socket.</param>
/// <param name="InboundWindow">So many frames may be in the works before the next one is read.</param>
internal sealed record SocketLimits(int FrameBytes, int OutboundBytes, int InboundWindow);
