using Switchboard.Messages;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>A push that a room has not answered yet.</summary>
/// <param name="JoinRef">Of the push.</param>
/// <param name="Ref">Of the push; null when its client wants no reply.</param>
/// <param name="Topic">Of the push.</param>
/// <param name="Deadline">When it is refused, on the clock of the session's caller.</param>
/// <param name="Repeatable">The message that was pushed, if it carries an <c>id</c>: sent twice, it is stored once.</param>
internal readonly record struct PendingReply(string? JoinRef, string? Ref, string Topic, long Deadline, RoomCommand.Publish? Repeatable);
