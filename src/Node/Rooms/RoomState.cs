using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// A room without actors, clock and disk. What happens is decided from commands by <see cref="Decide"/>, which changes nothing; state changes only by
/// <see cref="Apply"/>, with events that are stored, so that recovery runs the same code as life. Not thread-safe.
/// </summary>
internal sealed class RoomState
{
    private readonly RoomLimits _limits;
    private readonly IdempotencyWindow _keys;

    /// <param name="limits">Bounds of history, window and payload.</param>
    /// <param name="proposedEpoch">The epoch that the room takes when its first message is stored.</param>
    public RoomState(RoomLimits limits, string proposedEpoch)
    {
        _limits = limits;
        _keys = new IdempotencyWindow(limits.IdempotencyKeys);
        Log = new MessageLog(limits.HistoryMessages, limits.HistoryBytes);
        Epoch = proposedEpoch;
    }

    /// <summary>The history.</summary>
    public MessageLog Log { get; }

    /// <summary>The epoch; until the first message is stored, the one it will have.</summary>
    public string Epoch { get; private set; }

    /// <summary>Whether nothing has ever been stored.</summary>
    public bool IsEmpty => Log.LastSeq == 0;

    /// <summary>The time stamp of the newest message.</summary>
    public long LastSentAt { get; private set; }

    /// <summary>
    /// An empty room takes over the epoch that subscribers were told before it crashed or moved, so that they need not start anew.
    /// </summary>
    public void Adopt(string epoch)
    {
        if (IsEmpty && epoch.Length > 0)
            Epoch = epoch;
    }

    /// <summary>
    /// Decides about commands as if they came one after the other, each seeing what the ones before it will store. Accepted messages get the
    /// numbers after <see cref="MessageLog.LastSeq"/> and are one write, all or nothing.
    /// </summary>
    /// <param name="commands">In the order they came.</param>
    /// <param name="now">Unix milliseconds.</param>
    public IReadOnlyList<RoomDecision> Decide(IReadOnlyList<RoomCommand.Publish> commands, long now)
    {
        var decisions = new RoomDecision[commands.Count];
        Dictionary<(string?, string), long>? pending = null;
        var seq = Log.LastSeq;
        // A clock that was set back does not turn the order of messages around.
        var sentAt = Math.Max(now, LastSentAt);
        for (var i = 0; i < decisions.Length; i++)
        {
            var command = commands[i];
            if (Check(command) is { } reason)
                decisions[i] = new RoomDecision.Refuse(reason);
            else if (command.Id is not null && _keys.TryGet(command.From, command.Id, out var stored))
                decisions[i] = new RoomDecision.Repeat(stored);
            else if (command.Id is not null && pending is not null && pending.TryGetValue((command.From, command.Id), out stored))
                decisions[i] = new RoomDecision.Repeat(stored);
            else
            {
                seq++;
                if (command.Id is not null)
                    (pending ??= [])[(command.From, command.Id)] = seq;
                var payload = MessagePayload.Complete(command.Payload.Span, seq, sentAt, command.From);
                decisions[i] = new RoomDecision.Store(new StoredMessage(seq, Epoch, sentAt, command.Id, command.From, command.Origin, payload));
            }
        }
        return decisions;
    }

    /// <summary>Takes over a stored message, now or in recovery.</summary>
    /// <exception cref="ArgumentException">Its number does not follow, although older ones are known.</exception>
    public void Apply(StoredMessage message)
    {
        if (IsEmpty)
        {
            Epoch = message.Epoch;
            // Older events can have been deleted, and the snapshots that replaced them lost: the log goes on where it can be read.
            Log.Reset(message.Seq - 1);
        }
        if (message.Epoch != Epoch)
            throw OtherEpoch(message);
        // One text for all messages of a recovered room.
        Log.Append(ReferenceEquals(message.Epoch, Epoch) ? message : message with { Epoch = Epoch });
        LastSentAt = message.SentAt;
        if (message.Id is not null)
            _keys.Add(new StoredKey(message.From, message.Id, message.Seq));
    }

    /// <summary>The state as it is kept in a snapshot.</summary>
    public RoomSnapshot ToSnapshot() => new(Epoch, Log.LastSeq, LastSentAt, Log.Newest(int.MaxValue, long.MaxValue), _keys.Keys);

    /// <summary>Takes over a snapshot. Everything known before is forgotten.</summary>
    /// <exception cref="InvalidDataException">The snapshot contradicts itself; nothing has been changed.</exception>
    public void Restore(RoomSnapshot snapshot)
    {
        var first = snapshot.LastSeq - snapshot.Messages.Count + 1;
        if (snapshot.Messages.Count == 0 || first < 1 || snapshot.Messages.Where((m, i) => m.Seq != first + i || m.Epoch != snapshot.Epoch).Any())
            throw new InvalidDataException($"A room's snapshot up to {snapshot.LastSeq} has gaps.");
        Epoch = snapshot.Epoch;
        LastSentAt = snapshot.LastSentAt;
        Log.Reset(first - 1);
        foreach (var message in snapshot.Messages)
            Log.Append(message);
        _keys.Clear();
        foreach (var key in snapshot.Keys)
            _keys.Add(key);
    }

    private string? Check(RoomCommand.Publish command)
    {
        if (command.Payload.Length > _limits.PayloadBytes)
            return Reasons.TooLarge;
        if (command.Payload.Length < 2 || command.Payload.Span[0] != '{' || command.Payload.Span[^1] != '}')
            return Reasons.InvalidPayload;
        return command.Id is not null && !MessagePayload.IsValidId(command.Id) ? Reasons.InvalidId : null;
    }

    private ArgumentException OtherEpoch(StoredMessage message) =>
        new($"Message {message.Seq} is of epoch {message.Epoch}, the room of epoch {Epoch}.", nameof(message));
}
