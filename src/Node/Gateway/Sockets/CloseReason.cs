using System.Net.WebSockets;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Gateway.Sockets;

/// <summary>How the server ends a socket: the code tells clients whether to come back, the text tells people why.</summary>
internal sealed record CloseReason(WebSocketCloseStatus Code, string Text)
{
    /// <summary>The node stops; another one, or this one in a moment, takes the client.</summary>
    public static readonly CloseReason Draining = new((WebSocketCloseStatus)1012, "draining");

    /// <summary>More waits for the client than its queue holds. It can catch up from the last number it saw.</summary>
    public static readonly CloseReason SlowConsumer = new((WebSocketCloseStatus)1013, "slow_consumer");

    /// <summary>Nothing came from the client for too long, not even a heartbeat. A code after which every client returns, if there is still one.</summary>
    public static readonly CloseReason Idle = new((WebSocketCloseStatus)1013, "idle");

    /// <summary>The session failed by an error of the server.</summary>
    public static readonly CloseReason InternalError = new(WebSocketCloseStatus.InternalServerError, "internal_error");

    public static readonly CloseReason FrameTooLarge = new(WebSocketCloseStatus.MessageTooBig, "frame_too_large");

    /// <summary>The answer to a client that closes.</summary>
    public static readonly CloseReason ByClient = new(WebSocketCloseStatus.NormalClosure, "");

    /// <summary>The client broke the rules of WebSocket itself.</summary>
    public static readonly CloseReason BrokenRules = new(WebSocketCloseStatus.ProtocolError, "websocket_rules");

    /// <summary>The connection broke. Never sent: 1006 stands for "no close at all".</summary>
    public static readonly CloseReason Lost = new((WebSocketCloseStatus)1006, "");

    /// <summary>A frame that cannot be answered.</summary>
    public static CloseReason BadFrame(FrameError error) =>
        new(error.IsBadData() ? WebSocketCloseStatus.InvalidPayloadData : WebSocketCloseStatus.PolicyViolation, error.Reason());
}
