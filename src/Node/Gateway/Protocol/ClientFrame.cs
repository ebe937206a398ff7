namespace Switchboard.Node.Gateway.Protocol;

/// <summary>One frame from a client. When it could not be read, <see cref="Error"/> says why and the names hold what could be read.</summary>
/// <param name="JoinRef">The ref of the join that the frame belongs to; null when the client gave none.</param>
/// <param name="Ref">The client's own number of the frame; null asks for no reply.</param>
/// <param name="Topic">Empty when it could not be read.</param>
/// <param name="Event">Empty when it could not be read.</param>
/// <param name="Payload">The JSON object as it stood in the frame, or the bytes of a binary push: a slice of the receive buffer, valid as long as that is.</param>
/// <param name="IsBinary">True when the payload is bytes.</param>
/// <param name="Error">None for a frame that can be handled.</param>
internal readonly record struct ClientFrame(
    string? JoinRef, string? Ref, string Topic, string Event, ReadOnlyMemory<byte> Payload, bool IsBinary, FrameError Error)
{
    /// <summary>True when a frame in error can be answered: it names a ref and a topic of its own.</summary>
    public bool CanBeAnswered => Ref is not null && Topic.Length > 0;

    public static ClientFrame Failed(FrameError error) => new(null, null, "", "", default, false, error);
}
