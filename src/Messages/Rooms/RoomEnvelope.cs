namespace Switchboard.Messages;

/// <summary>A command on its way to a room: what the shard region is told.</summary>
/// <param name="Topic">The room's topic, for example <c>room:lobby</c>.</param>
/// <param name="Command">The command.</param>
public sealed record RoomEnvelope(string Topic, RoomCommand Command);
