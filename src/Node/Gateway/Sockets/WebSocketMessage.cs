namespace Switchboard.Node.Gateway.Sockets;

/// <summary>What a client's frames came to.</summary>
internal enum WebSocketOutcome
{
    /// <summary>A whole message, in a pooled array that the receiver gives back.</summary>
    Message,

    /// <summary>The client closes.</summary>
    Close,

    /// <summary>The connection ended without a close.</summary>
    End,

    /// <summary>The client broke the rules of WebSocket: nothing more can be read.</summary>
    Violation,

    /// <summary>The message is larger than allowed: nothing more can be read.</summary>
    TooLarge,
}

/// <summary>One result of reading.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Array">The pooled array of a message; otherwise null.</param>
/// <param name="Length">The message's bytes in it.</param>
/// <param name="IsBinary">Whether it came as bytes.</param>
internal readonly record struct WebSocketMessage(WebSocketOutcome Outcome, byte[]? Array = null, int Length = 0, bool IsBinary = false);
