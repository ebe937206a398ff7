namespace Switchboard.Messages;

/// <summary>The named reasons of refusals, as clients see them in <c>{"reason": "..."}</c>. <c>docs/protocol.md</c> explains each.</summary>
public static class Reasons
{
    /// <summary>The room or its journal is away for the moment. Trying again later is right.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>More commands wait than the room takes. Trying again later is right.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The journal refused to store this message.</summary>
    public const string NotStored = "not_stored";

    /// <summary>The payload is larger than a room stores.</summary>
    public const string TooLarge = "payload_too_large";

    /// <summary>The payload is not a JSON object.</summary>
    public const string InvalidPayload = "invalid_payload";

    /// <summary>The idempotency key is not a text, is empty or is longer than 64 bytes.</summary>
    public const string InvalidId = "invalid_id";

    /// <summary>Messages that are stored are JSON: bytes are refused.</summary>
    public const string BinaryNotStored = "binary_not_allowed";

    /// <summary><c>since</c> is not a whole number from 0.</summary>
    public const string InvalidSince = "invalid_since";

    /// <summary><c>epoch</c> is not a text.</summary>
    public const string InvalidEpoch = "invalid_epoch";

    /// <summary><c>history</c> is not a whole number from 0.</summary>
    public const string InvalidHistory = "invalid_history";

    /// <summary><c>self</c> is not true or false.</summary>
    public const string InvalidSelf = "invalid_self";

    /// <summary>The receiver does not know this command.</summary>
    public const string UnknownCommand = "unknown_command";

    /// <summary>No such topic: neither a room nor a broadcast topic, or too long.</summary>
    public const string UnmatchedTopic = "unmatched topic";

    /// <summary>Not everything after <c>since</c> is kept any more. The reply holds the newest messages.</summary>
    public const string TooFarBehind = "too_far_behind";

    /// <summary><c>since</c> is beyond the room's newest message. The reply holds the newest messages.</summary>
    public const string SinceInFuture = "since_in_future";

    /// <summary><c>since</c> counts in another log than the room's. The reply holds the newest messages.</summary>
    public const string OtherEpoch = "other_epoch";
}
