namespace Switchboard.Node.Topics;

/// <summary>What a hub asks of its room. Questions and answers may be lost, doubled and overtaken.</summary>
internal interface IRoomLink
{
    /// <summary>See <see cref="Switchboard.Messages.RoomCommand.Register"/>.</summary>
    void Register(long registration, string? epoch, long lastSeq, long seenSeq);

    /// <summary>See <see cref="Switchboard.Messages.RoomCommand.Fill"/>.</summary>
    void Fill(long registration, long afterSeq);
}
