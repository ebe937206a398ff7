namespace Switchboard.Node.Gateway.Protocol;

/// <summary>What is wrong with a frame that a client sent.</summary>
internal enum FrameError
{
    None,

    /// <summary>The text is no JSON, or has something after the value.</summary>
    NotJson,

    /// <summary>Some bytes are no UTF-8, or an escaped text holds half a surrogate pair.</summary>
    InvalidUtf8,

    /// <summary>Not an array (version 2) or not an object (version 1).</summary>
    WrongShape,

    /// <summary>The array has not five elements, or the object lacks a topic, an event or a payload.</summary>
    WrongLength,

    /// <summary>A ref is neither text nor null, or the topic or event is no text.</summary>
    WrongType,

    /// <summary>The payload is no object.</summary>
    PayloadNotObject,

    /// <summary>The topic is longer than <see cref="Events.MaxTopicBytes"/>.</summary>
    TopicTooLong,

    /// <summary>A ref or event name is longer than <see cref="Events.MaxNameBytes"/>.</summary>
    NameTooLong,

    /// <summary>A binary frame ends before its header does, or before the names whose lengths it gives.</summary>
    Truncated,

    /// <summary>A binary frame of a kind that clients do not send.</summary>
    UnknownKind,

    /// <summary>A binary frame on a socket that speaks version 1, which has none.</summary>
    BinaryNotSpoken,
}

/// <summary>How each error is named to the client, and how a socket that sent it is closed.</summary>
internal static class FrameErrors
{
    /// <summary>The text that stands as <c>reason</c> in an error reply or in the close frame.</summary>
    public static string Reason(this FrameError error) => error switch
    {
        FrameError.NotJson => "not_json",
        FrameError.InvalidUtf8 => "invalid_utf8",
        FrameError.WrongShape => "wrong_shape",
        FrameError.WrongLength => "wrong_length",
        FrameError.WrongType => "wrong_type",
        FrameError.PayloadNotObject => "payload_not_object",
        FrameError.TopicTooLong => "topic_too_long",
        FrameError.NameTooLong => "name_too_long",
        FrameError.Truncated => "truncated",
        FrameError.UnknownKind => "unknown_kind",
        FrameError.BinaryNotSpoken => "binary_not_spoken",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, null),
    };

    /// <summary>True for bytes that cannot be read at all (closed with 1007); the others break a rule (1008).</summary>
    public static bool IsBadData(this FrameError error) =>
        error is FrameError.NotJson or FrameError.InvalidUtf8 or FrameError.Truncated or FrameError.UnknownKind or FrameError.BinaryNotSpoken;
}
